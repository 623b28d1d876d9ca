// The vocabulary of failures. The names go over the status channel; src-main/capture/helper-protocol.ts knows them all.
#ifndef SYNSCOPE_KINDS_H
#define SYNSCOPE_KINDS_H

enum kind {
    KIND_NONE,
    KIND_USAGE, // an argument that is unknown, missing or out of range
    KIND_NO_PERMISSION, // the device needs a privilege that this process does not have
    KIND_NO_SUCH_DEVICE,
    KIND_DEVICE_BUSY,
    KIND_DEVICE_DOWN, // not up when opened, or taken down while capturing
    KIND_DEVICE_GONE, // removed while capturing
    KIND_DEVICE, // anything else that libpcap says about a device
    KIND_NO_MEMORY, // no room for the kernel's capture buffer
    KIND_FILTER, // libpcap does not understand the capture filter
    KIND_LINK_TYPE, // the device does not offer the link type that was asked for
    KIND_PRIVILEGES, // could not be given up: nothing is captured then
    KIND_OUTPUT_EXISTS,
    KIND_OUTPUT_UNWRITABLE, // folder missing, not writable, read-only …
    KIND_DISK_FULL,
    KIND_FILE_TOO_BIG, // the file system's or the user's limit for one file
    KIND_WRITE, // any other failure to write
    KIND_INTERNAL,
};

struct problem {
    enum kind kind;
    int device; // index of the device it is about, or -1
    char text[512]; // English, technical: libpcap's or the system's own words
};

const char *kind_name(enum kind kind);

// Fills `problem` and returns -1, so that a caller can write `return fail(...)`. A null `problem` is allowed.
int fail(struct problem *problem, enum kind kind, int device, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
