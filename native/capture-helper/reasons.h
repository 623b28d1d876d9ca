// Why a run ended: the last word on the status channel. src-main/capture/helper-protocol.ts knows them all.
#ifndef SYNSCOPE_REASONS_H
#define SYNSCOPE_REASONS_H

enum reason {
    REASON_NONE, // it runs
    REASON_FINISHED, // not a capture: all was told
    REASON_SIGNAL,
    REASON_PIPE, // whoever started it is gone
    REASON_PACKETS, // limits
    REASON_SECONDS,
    REASON_BYTES,
    REASON_LOST, // no device is left
    REASON_ERROR,
};

const char *reason_name(enum reason reason);

#endif
