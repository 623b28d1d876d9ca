// The capture loop: wait, read, write, tell. One thread; nothing in it allocates or waits for anything but frames
// (and the disk: the kernel's buffer carries over such a pause).
#include "loop.h"

#include <poll.h>
#include <string.h>

#include "clock.h"
#include "confine.h"
#include "record.h"
#include "report.h"
#include "status.h"
#include "stop.h"

enum {
    BATCH = 2048, // frames taken from one device before the others have their turn
    FLUSH_BYTES = 256 * 1024, // written at once while frames keep coming; when they pause everything is
    ORDER_MS = 35, // several devices: how long a frame waits for an older one from elsewhere (twice the timeout, and some)
    LINGER_MS = 60, // after a stop or a loss: how long the kernel may take to hand over what came before it
    COUNTS_MS = 100,
    DROPS_MS = 500,
    STATISTICS_MS = 5000,
    IDLE_MS = 1000, // longest wait
};

enum { FD_SIGNAL, FD_INPUT, FD_OUTPUT, FD_DEVICES };

struct clocks {
    uint64_t counts, drops, statistics; // ms, when last told
    uint64_t told_frames, told_statistics; // frames by then
    struct drops told_drops[MAX_DEVICES];
};

// A stop from outside means "up to now": what arrived before is still fetched from the kernel.
static void stop_after_now(struct capture *c, enum reason reason)
{
    if (c->stop) return;
    c->stop = reason;
    c->cutoff_ns = now_ns();
    c->linger_until_ms = now_ms() + LINGER_MS;
}

// After a stop from outside a device is done when it has shown a frame from after the stop, or when the kernel had time
// to hand over its last frames and has no more. However long that takes: a slow disk must not cost what is in its buffer.
static bool is_over(const struct capture *c, uint64_t now)
{
    if (!c->stop) return false;
    if (!c->cutoff_ns) return true;
    for (int i = 0; i < c->count; i++) {
        const struct device *d = &c->devices[i];
        if (d->state == DEVICE_LOST || d->past_cutoff) continue;
        if (now < c->linger_until_ms || !c->stages[i].drained) return false;
    }
    return true;
}

// ---- reading ----

static void lose(struct capture *c, struct device *d)
{
    bool any_left = false;
    d->state = DEVICE_LOST;
    device_close(d);
    report_lost(d);
    for (int i = 0; i < c->count; i++) any_left = any_left || c->devices[i].state != DEVICE_LOST;
    if (any_left || c->stop) return;
    c->problem = d->problem;
    capture_request_stop(c, REASON_LOST);
}

// True when the device may have more right away.
static bool read_device(struct capture *c, struct device *d, uint64_t now)
{
    struct tap tap = { c, d };
    if (d->state == DEVICE_LOST || d->past_cutoff) return false;
    if (d->state == DEVICE_LEAVING && now >= d->deadline) {
        lose(c, d);
        return false;
    }
    int n = pcap_dispatch(d->pcap, BATCH, record_frame, (u_char *)&tap);
    if (n == PCAP_ERROR_BREAK) return false;
    if (d->state == DEVICE_OPEN && (n < 0 || (d->suspect && device_is_down(d)))) {
        device_explain_loss(d, n < 0 ? pcap_geterr(d->pcap) : "");
        device_read_drops(d);
        d->state = DEVICE_LEAVING;
        d->deadline = now + LINGER_MS;
    }
    d->suspect = false;
    return n > 0;
}

static bool read_devices(struct capture *c, uint64_t now)
{
    bool more = false;
    for (int i = 0; i < c->count && (!c->stop || c->cutoff_ns); i++) {
        bool device_has_more = read_device(c, &c->devices[i], now);
        c->stages[i].drained = !device_has_more;
        more = more || device_has_more;
    }
    return more;
}

// ---- writing ----

// Frames up to this time are all read: the kernel has handed over everything older than ORDER_MS, except where a device
// still had more when its turn ended.
static uint64_t in_order_until(const struct capture *c)
{
    uint64_t until = now_ns() - (uint64_t)ORDER_MS * 1000000;
    for (int i = 0; i < c->count; i++)
        if (!c->stages[i].drained && c->stages[i].newest_ns < until) until = c->stages[i].newest_ns;
    return until;
}

static void write_out(struct capture *c, bool more)
{
    if (c->count > 1) record_in_order(c, in_order_until(c));
    if ((!more || c->out->used >= FLUSH_BYTES) && c->out->used > 0) output_flush(c->out);
    if (c->out->problem.kind == KIND_NONE) return;
    c->problem = c->out->problem;
    c->stop = REASON_ERROR;
    c->cutoff_ns = c->linger_until_ms = 0;
}

static bool anything_staged(const struct capture *c)
{
    for (int i = 0; i < c->count; i++)
        if (c->stages[i].head != c->stages[i].tail) return true;
    return false;
}

// ---- telling, limits ----

static void tell_drops(struct capture *c, struct clocks *clocks, uint64_t now)
{
    if (now - clocks->drops < DROPS_MS) return;
    clocks->drops = now;
    for (int i = 0; i < c->count; i++) {
        struct device *d = &c->devices[i];
        device_read_drops(d);
        if (memcmp(&clocks->told_drops[i], &d->drops, sizeof d->drops) == 0) continue;
        clocks->told_drops[i] = d->drops;
        report_drops(d, true);
    }
}

static void tell(struct capture *c, struct clocks *clocks, uint64_t now)
{
    if (c->out->frames != clocks->told_frames && now - clocks->counts >= COUNTS_MS) {
        clocks->counts = now;
        clocks->told_frames = c->out->frames;
        report_counts(c, true);
    }
    tell_drops(c, clocks, now);
    if (c->out->frames != clocks->told_statistics && now - clocks->statistics >= STATISTICS_MS) {
        clocks->statistics = now;
        clocks->told_statistics = c->out->frames;
        record_statistics(c);
    }
}

static void check_time_limits(struct capture *c, uint64_t now)
{
    const struct options *o = c->options;
    if (c->stop) return;
    if (o->stop_seconds && now - c->start_ms >= o->stop_seconds * 1000) stop_after_now(c, REASON_SECONDS);
    if (o->file_seconds && now - c->file_start_ms >= o->file_seconds * 1000 && record_next_file(c) != 0) {
        c->problem = c->out->problem;
        capture_request_stop(c, REASON_ERROR);
    }
}

// ---- waiting ----

static uint64_t earlier(uint64_t a, uint64_t b) { return a < b ? a : b; }
static uint64_t left(uint64_t due, uint64_t now) { return due > now ? due - now : 0; }

static int wait_ms(const struct capture *c, const struct clocks *clocks, uint64_t now)
{
    const struct options *o = c->options;
    uint64_t wait = IDLE_MS;
    if (c->out->frames != clocks->told_frames) wait = earlier(wait, left(clocks->counts + COUNTS_MS, now));
    if (o->stop_seconds && !c->stop) wait = earlier(wait, left(c->start_ms + o->stop_seconds * 1000, now));
    if (o->file_seconds && !c->stop) wait = earlier(wait, left(c->file_start_ms + o->file_seconds * 1000, now));
    bool often = c->stop || anything_staged(c);
    for (int i = 0; i < c->count; i++) {
        const struct device *d = &c->devices[i];
        // a device that cannot be polled, or fails to be, is asked every now and then
        often = often || d->state == DEVICE_LEAVING || (d->state == DEVICE_OPEN && d->fd < 0);
    }
    return (int)(often ? earlier(wait, 10) : wait);
}

static void wait_for_something(struct capture *c, struct stop_watch *watch, int timeout_ms)
{
    struct pollfd fds[FD_DEVICES + MAX_DEVICES] = {
        [FD_SIGNAL] = { .fd = watch->signal_fd, .events = POLLIN },
        [FD_INPUT] = { .fd = watch->input_fd, .events = POLLIN },
        [FD_OUTPUT] = { .fd = watch->output_fd, .events = status_pending() ? POLLOUT : 0 },
    };
    for (int i = 0; i < c->count; i++) {
        const struct device *d = &c->devices[i];
        fds[FD_DEVICES + i] = (struct pollfd){ .fd = d->state == DEVICE_OPEN ? d->fd : -1, .events = POLLIN };
    }
    if (c->stop) fds[FD_SIGNAL].fd = fds[FD_INPUT].fd = fds[FD_OUTPUT].fd = -1; // heard already
    if (poll(fds, (nfds_t)(FD_DEVICES + c->count), timeout_ms) <= 0) return;
    if (fds[FD_SIGNAL].revents) stop_after_now(c, REASON_SIGNAL);
    if (fds[FD_INPUT].revents && stop_input_closed(watch)) stop_after_now(c, REASON_PIPE);
    for (int i = 0; i < c->count; i++)
        c->devices[i].suspect = fds[FD_DEVICES + i].revents & (POLLERR | POLLHUP | POLLNVAL);
    if (fds[FD_OUTPUT].revents & (POLLERR | POLLHUP | POLLNVAL)) stop_after_now(c, REASON_PIPE);
}

void capture_loop(struct capture *c)
{
    struct stop_watch watch;
    struct clocks clocks = { .statistics = now_ms() };
    if (stop_watch_begin(&watch) != 0) {
        fail(&c->problem, KIND_INTERNAL, -1, "signals cannot be watched");
        c->stop = REASON_ERROR;
        return;
    }
    const char *why_open;
    bool confined = confine_capture(&why_open);
    report_ready(c, confined ? NULL : why_open); // from here on a signal is an orderly stop
    bool more = false;
    for (uint64_t now = now_ms(); !is_over(c, now); now = now_ms()) {
        wait_for_something(c, &watch, more ? 0 : wait_ms(c, &clocks, now));
        now = now_ms();
        more = read_devices(c, now);
        write_out(c, more);
        check_time_limits(c, now);
        tell(c, &clocks, now);
        if (!status_pump() && !c->stop) stop_after_now(c, REASON_PIPE);
    }
}
