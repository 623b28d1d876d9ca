// A running capture: its devices, its file, its limits. Everything in it is reserved before the first frame.
// What runs it: loop.h. What goes into its file: record.h. What it tells: report.h.
#ifndef SYNSCOPE_CAPTURE_H
#define SYNSCOPE_CAPTURE_H

#include <stdbool.h>
#include <stdint.h>

#include "device.h"
#include "options.h"
#include "output.h"
#include "reasons.h"

// Frames of one of several devices, as finished blocks, that wait to be put in the order of their time.
struct stage {
    uint8_t *buffer; // STAGE_SIZE
    size_t head, tail;
    bool drained; // the device had nothing more when it was last asked
    uint64_t newest_ns; // time of the last frame read
};

struct capture {
    const struct options *options;
    struct device devices[MAX_DEVICES];
    struct stage stages[MAX_DEVICES]; // used from two devices on
    int count;
    struct output *out;
    char hardware[MAX_TEXT], os[MAX_TEXT];
    uint64_t start_ns; // since 1970
    uint64_t start_ms; // monotonic
    uint64_t file_start_ms;
    // accepted so far: what the limits are about
    uint64_t frames, bytes, block_bytes;
    enum reason stop;
    uint64_t cutoff_ns; // frames after this time came after the stop: left out. 0: none
    uint64_t linger_until_ms; // the kernel may still hold frames from before the stop
    struct problem problem; // why, for `lost` and `error`
};

// Checks the names of the devices, opens them, gives up all privileges, sets the filters, begins the file.
int capture_begin(struct capture *c, const struct options *options, struct problem *problem);
// Last statistics, closes the file and the devices.
void capture_end(struct capture *c);

#endif
