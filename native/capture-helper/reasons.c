#include "reasons.h"

static const char *const NAMES[] = {
    [REASON_NONE] = "none",
    [REASON_FINISHED] = "finished",
    [REASON_SIGNAL] = "signal",
    [REASON_PIPE] = "pipe",
    [REASON_PACKETS] = "packets",
    [REASON_SECONDS] = "seconds",
    [REASON_BYTES] = "bytes",
    [REASON_LOST] = "lost",
    [REASON_ERROR] = "error",
};

const char *reason_name(enum reason reason) { return NAMES[reason]; }
