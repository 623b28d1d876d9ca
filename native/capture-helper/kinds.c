#include "kinds.h"

#include <stdarg.h>
#include <stdio.h>

static const char *const NAMES[] = {
    [KIND_NONE] = "none",
    [KIND_USAGE] = "usage",
    [KIND_NO_PERMISSION] = "no-permission",
    [KIND_NO_SUCH_DEVICE] = "no-such-device",
    [KIND_DEVICE_BUSY] = "device-busy",
    [KIND_DEVICE_DOWN] = "device-down",
    [KIND_DEVICE_GONE] = "device-gone",
    [KIND_DEVICE] = "device",
    [KIND_NO_MEMORY] = "no-memory",
    [KIND_FILTER] = "filter",
    [KIND_LINK_TYPE] = "link-type",
    [KIND_PRIVILEGES] = "privileges",
    [KIND_OUTPUT_EXISTS] = "output-exists",
    [KIND_OUTPUT_UNWRITABLE] = "output-unwritable",
    [KIND_DISK_FULL] = "disk-full",
    [KIND_FILE_TOO_BIG] = "file-too-big",
    [KIND_WRITE] = "write",
    [KIND_INTERNAL] = "internal",
};

const char *kind_name(enum kind kind) { return NAMES[kind]; }

int fail(struct problem *problem, enum kind kind, int device, const char *format, ...)
{
    if (!problem) return -1;
    problem->kind = kind;
    problem->device = device;
    va_list args;
    va_start(args, format);
    vsnprintf(problem->text, sizeof problem->text, format, args);
    va_end(args);
    return -1;
}
