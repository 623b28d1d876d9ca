#include "report.h"

#include "status.h"

void report_device(const struct device *d)
{
    struct json j;
    const char *name = pcap_datalink_val_to_name(d->dlt);
    const char *description = pcap_datalink_val_to_description(d->dlt);
    json_start(&j, "device");
    json_number(&j, "device", d->index);
    json_string(&j, "name", d->name);
    json_number(&j, "dlt", d->dlt);
    json_number(&j, "linkType", d->link_type);
    json_string(&j, "linkName", name ? name : "");
    json_string(&j, "linkDescription", description ? description : "");
    json_number(&j, "snaplen", d->snaplen);
    json_bool(&j, "nanoseconds", d->nano);
    json_bool(&j, "promiscuous", d->promiscuous);
    status_send(&j, false);
}

void report_ready(const struct capture *c, const char *why_open)
{
    struct json j;
    json_start(&j, "ready");
    json_number(&j, "devices", c->count);
    json_bool(&j, "confined", !why_open);
    if (why_open) json_string(&j, "text", why_open);
    status_send(&j, false);
}

void report_file(const struct capture *c)
{
    struct json j;
    json_start(&j, "file");
    json_string(&j, "name", c->out->name);
    json_count(&j, "number", c->out->number);
    status_send(&j, true); // comes while frames arrive: never waits
}

void report_counts(const struct capture *c, bool optional)
{
    struct json j;
    json_start(&j, "counts");
    json_count(&j, "frames", c->out->frames); // those that a reader of the file can see
    json_count(&j, "bytes", c->bytes);
    json_count(&j, "fileBytes", c->out->file_len - c->out->used);
    json_count(&j, "file", c->out->number);
    status_send(&j, optional);
}

void report_drops(const struct device *d, bool optional)
{
    struct json j;
    json_start(&j, "drops");
    json_number(&j, "device", d->index);
    json_count(&j, "frames", d->frames);
    if (!d->loopback) json_count(&j, "seen", d->drops.seen);
    json_count(&j, "kernel", d->drops.kernel);
    json_count(&j, "interface", d->drops.interface);
    status_send(&j, optional);
}

void report_lost(const struct device *d)
{
    struct json j;
    json_start(&j, "lost");
    json_number(&j, "device", d->index);
    json_string(&j, "kind", kind_name(d->problem.kind));
    json_string(&j, "text", d->problem.text);
    status_send(&j, false);
}
