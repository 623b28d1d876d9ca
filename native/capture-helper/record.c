// From a frame to a block in the file. Nothing here allocates.
#include "record.h"

#include <stdio.h>
#include <string.h>

#include "clock.h"
#include "pcapng.h"
#include "report.h"
#include "stop.h"
#include "version.h"

static uint64_t unit_ns(const struct device *d) { return d->nano ? 1 : 1000; }

// In the device's own unit, as the file has it. libpcap puts nanoseconds into tv_usec when asked for them.
static uint64_t stamp_of(const struct device *d, const struct pcap_pkthdr *h)
{
    uint64_t per_second = d->nano ? 1000000000 : 1000000;
    if (h->ts.tv_sec < 0) return 0;
    return (uint64_t)h->ts.tv_sec * per_second + (uint64_t)h->ts.tv_usec;
}

static bool file_is_full(const struct capture *c)
{
    return c->options->file_bytes && c->out->file_len >= c->options->file_bytes;
}

static uint8_t *reserve_in_file(struct capture *c, size_t size)
{
    if (file_is_full(c) && record_next_file(c) != 0) return NULL;
    return output_reserve(c->out, size);
}

// The stage with the oldest frame that is not younger than `until_ns`; -1: none.
static int oldest_stage(const struct capture *c, uint64_t until_ns)
{
    int oldest = -1;
    uint64_t oldest_ns = until_ns;
    for (int i = 0; i < c->count; i++) {
        const struct stage *s = &c->stages[i];
        if (s->head == s->tail) continue;
        uint64_t ns = pcapng_packet_stamp(s->buffer + s->head) * unit_ns(&c->devices[i]);
        if (ns > oldest_ns || (ns == oldest_ns && oldest >= 0)) continue;
        oldest = i;
        oldest_ns = ns;
    }
    return oldest;
}

static bool write_one_staged(struct capture *c, uint64_t until_ns)
{
    int i = oldest_stage(c, until_ns);
    if (i < 0) return false;
    struct stage *s = &c->stages[i];
    size_t size = pcapng_block_len(s->buffer + s->head);
    uint8_t *into = reserve_in_file(c, size);
    if (!into) return false;
    memcpy(into, s->buffer + s->head, size);
    output_commit(c->out, size, true);
    s->head += size;
    if (s->head == s->tail) s->head = s->tail = 0;
    return true;
}

void record_in_order(struct capture *c, uint64_t until_ns)
{
    while (write_one_staged(c, until_ns)) {
    }
}

static uint8_t *reserve_in_stage(struct capture *c, struct stage *s, size_t size)
{
    // under a flood the order must not cost a frame: the oldest are written before their time is surely up
    while (STAGE_SIZE - (s->tail - s->head) < size)
        if (!write_one_staged(c, UINT64_MAX)) return NULL;
    if (STAGE_SIZE - s->tail < size) {
        memmove(s->buffer, s->buffer + s->head, s->tail - s->head);
        s->tail -= s->head;
        s->head = 0;
    }
    return s->buffer + s->tail;
}

static void check_limits(struct capture *c)
{
    const struct options *o = c->options;
    if (o->stop_packets && c->frames >= o->stop_packets) capture_request_stop(c, REASON_PACKETS);
    if (o->stop_bytes && c->block_bytes >= o->stop_bytes) capture_request_stop(c, REASON_BYTES);
}

static void count(struct capture *c, struct device *d, uint32_t captured, size_t size)
{
    c->frames++;
    c->bytes += captured;
    c->block_bytes += size;
    d->frames++;
    d->bytes += captured;
    check_limits(c);
}

void record_frame(u_char *user, const struct pcap_pkthdr *h, const u_char *bytes)
{
    struct tap *tap = (struct tap *)(void *)user;
    struct capture *c = tap->capture;
    struct device *d = tap->device;
    struct stage *s = &c->stages[d->index];
    uint64_t stamp = stamp_of(d, h);
    if (c->stop && !c->cutoff_ns) return; // a limit was reached earlier in this batch
    if (c->cutoff_ns && stamp * unit_ns(d) > c->cutoff_ns) {
        d->past_cutoff = true;
        pcap_breakloop(d->pcap);
        return;
    }
    uint32_t captured = h->caplen <= MAX_SNAPLEN ? h->caplen : MAX_SNAPLEN;
    uint32_t original = h->len >= captured ? h->len : captured;
    size_t size = pcapng_packet_size(captured);
    uint8_t *into = c->count == 1 ? reserve_in_file(c, size) : reserve_in_stage(c, s, size);
    if (!into) {
        c->problem = c->out->problem;
        capture_request_stop(c, REASON_ERROR);
        return;
    }
    pcapng_packet(into, (uint32_t)d->index, stamp, captured, original, bytes);
    if (c->count == 1) {
        output_commit(c->out, size, true);
    } else {
        s->tail += size;
        s->newest_ns = stamp * unit_ns(d);
    }
    count(c, d, captured, size);
}

static int put_section(struct capture *c)
{
    char application[MAX_TEXT];
    uint8_t *into = output_reserve(c->out, PCAPNG_HEADER_MAX);
    if (!into) return -1;
    snprintf(application, sizeof application, "Synscope %s (capture helper, %s)", HELPER_VERSION, pcap_lib_version());
    struct pcapng_section section = { .hardware = c->hardware, .os = c->os, .application = application };
    output_commit(c->out, pcapng_section(into, &section), false);
    return 0;
}

static int put_interface(struct capture *c, const struct device *d)
{
    uint8_t *into = output_reserve(c->out, PCAPNG_HEADER_MAX);
    if (!into) return -1;
    struct pcapng_interface interface = {
        .link_type = d->link_type,
        .snaplen = d->snaplen,
        .nano = d->nano,
        .name = d->name,
        .description = d->description,
        .filter = c->options->filter,
        .os = c->os,
        .hardware = d->hardware,
        .mac = d->has_mac ? d->mac : NULL,
    };
    output_commit(c->out, pcapng_interface(into, &interface), false);
    return 0;
}

static void put_statistics(struct capture *c, const struct device *d)
{
    uint8_t *into = output_reserve(c->out, PCAPNG_HEADER_MAX);
    if (!into) return;
    struct pcapng_statistics statistics = {
        .interface = (uint32_t)d->index,
        .nano = d->nano,
        .start_ns = c->start_ns,
        .now_ns = now_ns(),
        .has_seen = !d->loopback,
        .seen = d->drops.seen,
        .dropped_interface = d->drops.interface,
        .dropped_os = d->drops.kernel,
        .delivered = d->frames,
    };
    output_commit(c->out, pcapng_statistics(into, &statistics), false);
}

void record_statistics(struct capture *c)
{
    for (int i = 0; i < c->count; i++) {
        device_read_drops(&c->devices[i]);
        put_statistics(c, &c->devices[i]);
    }
}

int record_next_file(struct capture *c)
{
    if (c->out->fd >= 0) record_statistics(c);
    if (output_next_file(c->out) != 0) return -1;
    c->file_start_ms = now_ms();
    if (put_section(c) != 0) return -1;
    for (int i = 0; i < c->count; i++)
        if (put_interface(c, &c->devices[i]) != 0) return -1;
    if (output_flush(c->out) != 0) return -1;
    report_file(c);
    return 0;
}
