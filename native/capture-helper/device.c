#include "device.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "interfaces.h"
#include "system.h"

// DLT_ and LINKTYPE_ are the same number except for those that systems once numbered differently
// (tcpdump.org/linktypes.html).
uint16_t link_type_of(int dlt)
{
    switch (dlt) {
#ifdef DLT_RAW
    case DLT_RAW: return 101;
#endif
#ifdef DLT_ATM_RFC1483
    case DLT_ATM_RFC1483: return 100;
#endif
#ifdef DLT_SLIP_BSDOS
    case DLT_SLIP_BSDOS: return 102;
#endif
#ifdef DLT_PPP_BSDOS
    case DLT_PPP_BSDOS: return 103;
#endif
#ifdef DLT_ENC
    case DLT_ENC: return 109;
#endif
#ifdef DLT_PFSYNC
    case DLT_PFSYNC: return 246;
#endif
#ifdef DLT_PKTAP
    case DLT_PKTAP: return 258;
#endif
    default: return (uint16_t)dlt;
    }
}

static bool says(const char *text, int error) { return strstr(text, strerror(error)) != NULL; }

// libpcap gives a status for some failures and only words for others; the words end with the system's own.
static enum kind kind_of(int status, const char *text)
{
    switch (status) {
    case PCAP_ERROR_NO_SUCH_DEVICE: return KIND_NO_SUCH_DEVICE;
    case PCAP_ERROR_PERM_DENIED:
    case PCAP_ERROR_PROMISC_PERM_DENIED: return KIND_NO_PERMISSION;
    case PCAP_ERROR_IFACE_NOT_UP: return KIND_DEVICE_DOWN;
    default: break;
    }
    if (says(text, EBUSY)) return KIND_DEVICE_BUSY;
    if (says(text, EPERM) || says(text, EACCES)) return KIND_NO_PERMISSION;
    if (says(text, ENOMEM) || says(text, ENOBUFS)) return KIND_NO_MEMORY;
    if (says(text, ENETDOWN)) return KIND_DEVICE_DOWN;
    if (says(text, ENODEV) || says(text, ENXIO)) return KIND_NO_SUCH_DEVICE;
    return KIND_DEVICE;
}

static int open_failed(struct device *d, int status, const char *text, struct problem *problem)
{
    if (!text || !*text) text = pcap_statustostr(status);
    fail(problem, kind_of(status, text), d->index, "%s: %s", d->name, text);
    device_close(d);
    return -1;
}

static int configure(struct device *d, const struct device_options *options)
{
    int status = pcap_set_snaplen(d->pcap, options->snaplen);
    if (status == 0) status = pcap_set_promisc(d->pcap, options->promiscuous);
    if (status == 0) status = pcap_set_timeout(d->pcap, options->timeout_ms);
    if (status == 0) status = pcap_set_buffer_size(d->pcap, options->buffer_kib * 1024);
    // refused where the clock has microseconds only
    pcap_set_tstamp_precision(d->pcap, PCAP_TSTAMP_PRECISION_NANO);
    return status;
}

static int choose_link_type(struct device *d, int wanted, struct problem *problem)
{
    if (wanted >= 0 && pcap_set_datalink(d->pcap, wanted) != 0) {
        fail(problem, KIND_LINK_TYPE, d->index, "%s: %s", d->name, pcap_geterr(d->pcap));
        device_close(d);
        return -1;
    }
    d->dlt = pcap_datalink(d->pcap);
    d->link_type = link_type_of(d->dlt);
    return 0;
}

int device_open(struct device *d, const struct device_options *options, struct problem *problem)
{
    char text[PCAP_ERRBUF_SIZE] = "";
    // the only way to libpcap: whoever comes here with a name, and however it was checked before
    if (interface_check(d->name, d->index, problem) != 0) return -1;
    d->pcap = pcap_create(d->name, text);
    if (!d->pcap) return open_failed(d, PCAP_ERROR, text, problem);
    int status = configure(d, options);
    if (status == 0) status = pcap_activate(d->pcap);
    // above zero is a warning: promiscuous mode not there, time stamp type not there; the capture works
    if (status < 0) {
        snprintf(text, sizeof text, "%s", pcap_geterr(d->pcap));
        return open_failed(d, status, text, problem);
    }
    d->promiscuous = options->promiscuous && status != PCAP_WARNING_PROMISC_NOTSUP;
    if (pcap_setnonblock(d->pcap, 1, text) != 0) return open_failed(d, PCAP_ERROR, text, problem);
    if (choose_link_type(d, options->link_type, problem) != 0) return -1;
    d->nano = pcap_get_tstamp_precision(d->pcap) == PCAP_TSTAMP_PRECISION_NANO;
    d->snaplen = pcap_snapshot(d->pcap);
    if (d->snaplen < 1 || d->snaplen > MAX_SNAPLEN) d->snaplen = MAX_SNAPLEN;
    d->fd = pcap_get_selectable_fd(d->pcap);
    d->is_interface = interface_exists(d->name);
    d->loopback = adapter_is_loopback(d->name);
    d->has_mac = adapter_mac(d->name, d->mac);
    adapter_hardware(d->name, d->hardware, sizeof d->hardware);
    d->state = DEVICE_OPEN;
    return 0;
}

int device_set_filter(struct device *d, const char *filter, struct problem *problem)
{
    struct bpf_program program;
    if (pcap_compile(d->pcap, &program, filter, 1, PCAP_NETMASK_UNKNOWN) != 0)
        return fail(problem, KIND_FILTER, d->index, "%s", pcap_geterr(d->pcap));
    int status = pcap_setfilter(d->pcap, &program);
    pcap_freecode(&program);
    if (status != 0) return fail(problem, KIND_FILTER, d->index, "%s: %s", d->name, pcap_geterr(d->pcap));
    return 0;
}

void device_read_drops(struct device *d)
{
    struct pcap_stat now;
    if (!d->pcap || d->state == DEVICE_LOST || pcap_stats(d->pcap, &now) != 0) return;
    // counters of 32 bits that run over: the difference is right all the same
    if (!d->loopback) d->drops.seen += (uint32_t)(now.ps_recv - d->last.ps_recv);
    d->drops.kernel += (uint32_t)(now.ps_drop - d->last.ps_drop);
    d->drops.interface += (uint32_t)(now.ps_ifdrop - d->last.ps_ifdrop);
    d->last = now;
}

// "any" and other pseudo-devices are no interfaces: they neither go down nor away.
static bool is_gone(const struct device *d) { return d->is_interface && !interface_exists(d->name); }

bool device_is_down(const struct device *d) { return d->is_interface && !adapter_is_up(d->name); }

void device_explain_loss(struct device *d, const char *text)
{
    enum kind kind = kind_of(PCAP_ERROR, text);
    const char *words = "reading failed";
    if (is_gone(d) || kind == KIND_NO_SUCH_DEVICE) {
        kind = KIND_DEVICE_GONE;
        words = "the interface disappeared";
    } else if (device_is_down(d)) {
        kind = KIND_DEVICE_DOWN;
        words = "the interface was taken down";
    }
    fail(&d->problem, kind, d->index, "%s: %s", d->name, *text ? text : words);
}

void device_close(struct device *d)
{
    if (d->pcap) pcap_close(d->pcap);
    d->pcap = NULL;
    d->fd = -1;
}
