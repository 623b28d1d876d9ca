// Bounds of everything the helper accepts, keeps or says. Fixed, so that nothing is allocated while frames arrive.
#ifndef SYNSCOPE_BOUNDS_H
#define SYNSCOPE_BOUNDS_H

enum {
    MAX_DEVICES = 16,
    MAX_SNAPLEN = 262144, // libpcap's own bound (MAXIMUM_SNAPLEN)
    MAX_FILTER_LEN = 8192, // bytes; has to fit a pcapng option (65535) and one status message
    MAX_DEVICE_NAME = 255,
    MAX_INTERFACE_NAME = 64, // IF_NAMESIZE is 16 wherever there is libpcap
    MAX_INTERFACES = 4096, // asked for their link types
    MAX_PATH = 4096,
    MAX_TEXT = 400, // descriptions, error texts
    MAX_ADDRESSES = 24, // told for one adapter; the rest is counted
    MAX_LINK_TYPES = 16, // the same
    MAX_FILTER_TOKENS = 1024, // beyond it the place of a mistake is not looked for
    MESSAGE_MAX = 8192, // bytes of one status message, line end included
    OUTBOX_SIZE = 65536, // status messages that wait for a slow reader
    OUT_BUFFER_SIZE = 2 * 1024 * 1024, // blocks on their way to the file
    STAGE_SIZE = 4 * 1024 * 1024, // frames of one of several devices that wait to be put in order
    MIN_BUFFER_KIB = 64,
    MAX_BUFFER_KIB = 1024 * 1024,
    MAX_RING_FILES = 100000,
};

#define PROTOCOL_VERSION 1

#endif
