// One adapter: opened through libpcap, its failures sorted into kinds.
#ifndef SYNSCOPE_DEVICE_H
#define SYNSCOPE_DEVICE_H

#include <pcap/pcap.h>
#include <stdbool.h>
#include <stdint.h>

#include "kinds.h"
#include "bounds.h"

enum device_state {
    DEVICE_OPEN,
    DEVICE_LEAVING, // it failed: what the kernel still holds is read until `deadline`
    DEVICE_LOST,
};

struct drops {
    uint64_t seen; // by the kernel, behind the filter; not told on loopback (libpcap counts a frame twice there)
    uint64_t kernel; // no room in the kernel's buffer
    uint64_t interface; // no room in the adapter
};

struct device {
    const char *name;
    int index; // place in the file's list of interfaces
    pcap_t *pcap;
    int fd; // to poll on, or -1: it can only be asked now and then
    int dlt;
    uint16_t link_type; // LINKTYPE_ of the file, mostly the same number
    int snaplen;
    bool nano; // time stamps in nanoseconds, else microseconds
    bool promiscuous;
    bool loopback;
    bool is_interface; // of the system, not "any" or the like
    bool has_mac;
    uint8_t mac[6];
    char hardware[MAX_TEXT];
    char description[MAX_TEXT];
    enum device_state state;
    bool past_cutoff; // it has shown a frame from after the stop
    bool suspect; // poll() reported an error on it
    uint64_t deadline; // ms, monotonic
    struct problem problem; // why it is leaving or lost
    uint64_t frames, bytes; // kept
    struct drops drops;
    // the kernel's counters have 32 bits: what they were when last asked
    struct pcap_stat last;
};

struct device_options {
    int snaplen;
    int buffer_kib;
    int link_type; // -1: as the device likes
    int timeout_ms; // how long the kernel may keep frames back to hand over more at once
    bool promiscuous;
};

// Opens it for reading, without filter and without ever blocking.
int device_open(struct device *d, const struct device_options *options, struct problem *problem);
int device_set_filter(struct device *d, const char *filter, struct problem *problem);
// Brings `drops` up to date; a device that is gone keeps its last figures.
void device_read_drops(struct device *d);
// libpcap reads on when an interface is taken down, in case it comes up again: such a capture would just stand still.
bool device_is_down(const struct device *d);
// Sorts what libpcap said while reading (maybe nothing) into taken down, removed, or something else.
void device_explain_loss(struct device *d, const char *text);
void device_close(struct device *d);

// The number that stands in a file for a DLT_ number of this system.
uint16_t link_type_of(int dlt);

#endif
