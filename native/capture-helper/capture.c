// Beginning and end of a capture. The order at the beginning is what keeps the privileged part small:
// check the names of the devices - open them - give everything up - only then read the filter's text, touch the file system, see a frame.
#include "capture.h"

#include <stdlib.h>

#include "adapters.h"
#include "clock.h"
#include "interfaces.h"
#include "privileges.h"
#include "record.h"
#include "report.h"
#include "status.h"
#include "system.h"

static int check_devices(const struct options *o, struct problem *problem)
{
    for (int i = 0; i < o->device_count; i++)
        if (interface_check(o->devices[i], i, problem) != 0) return -1;
    return 0;
}

static int open_devices(struct capture *c, struct problem *problem)
{
    const struct options *o = c->options;
    struct device_options options = {
        .snaplen = o->snaplen,
        .buffer_kib = o->buffer_kib,
        .link_type = o->link_type,
        // The kernel hands frames over in blocks and looks at a half-full one every so often; one may wait twice as
        // long. Several devices are put in order, which adds ORDER_MS (loop.c): together below 100 ms either way.
        .timeout_ms = o->device_count == 1 ? 20 : 10,
        .promiscuous = o->promiscuous,
    };
    for (int i = 0; i < o->device_count; i++) {
        struct device *d = &c->devices[i];
        *d = (struct device){ .name = o->devices[i], .index = i, .fd = -1 };
        c->count = i + 1;
        if (device_open(d, &options, problem) != 0) return -1;
    }
    return 0;
}

static int prepare_memory(struct capture *c, struct problem *problem)
{
    c->out = calloc(1, sizeof *c->out);
    if (!c->out) return fail(problem, KIND_NO_MEMORY, -1, "no memory for the buffers");
    c->out->fd = c->out->folder = -1;
    for (int i = 0; i < c->count && c->count > 1; i++) {
        c->stages[i].buffer = malloc(STAGE_SIZE);
        if (!c->stages[i].buffer) return fail(problem, KIND_NO_MEMORY, -1, "no memory for the buffers");
    }
    return 0;
}

static int set_filters(struct capture *c, struct problem *problem)
{
    for (int i = 0; i < c->count; i++) {
        struct device *d = &c->devices[i];
        if (c->options->filter && device_set_filter(d, c->options->filter, problem) != 0) return -1;
        adapter_description(d->name, d->description, sizeof d->description);
    }
    return 0;
}

static int begin_file(struct capture *c, struct problem *problem)
{
    const struct options *o = c->options;
    bool numbered = o->file_bytes || o->file_seconds;
    if (output_open(c->out, o->output, numbered, o->ring_files, problem) != 0) return -1;
    if (record_next_file(c) == 0) return 0;
    *problem = c->out->problem;
    return -1;
}

int capture_begin(struct capture *c, const struct options *options, struct problem *problem)
{
    *c = (struct capture){ .options = options };
    if (check_devices(options, problem) != 0 || open_devices(c, problem) != 0) return -1;
    if (privileges_drop(problem) != 0) return -1;
    if (prepare_memory(c, problem) != 0 || set_filters(c, problem) != 0) return -1;
    system_hardware(c->hardware, sizeof c->hardware);
    system_os(c->os, sizeof c->os);
    for (int i = 0; i < c->count; i++) report_device(&c->devices[i]);
    c->start_ns = now_ns();
    c->start_ms = now_ms();
    return begin_file(c, problem);
}

void capture_end(struct capture *c)
{
    if (c->out && c->out->fd >= 0) {
        record_in_order(c, UINT64_MAX);
        record_statistics(c);
        output_close_file(c->out);
        if (c->problem.kind == KIND_NONE) c->problem = c->out->problem;
        report_counts(c, false);
        for (int i = 0; i < c->count; i++) report_drops(&c->devices[i], false);
    }
    for (int i = 0; i < c->count; i++) {
        device_close(&c->devices[i]);
        free(c->stages[i].buffer);
    }
    if (c->out) free(c->out->ring);
    free(c->out);
}
