// From frames to blocks in the file.
#ifndef SYNSCOPE_RECORD_H
#define SYNSCOPE_RECORD_H

#include "capture.h"

// What libpcap hands back with each frame.
struct tap {
    struct capture *capture;
    struct device *device;
};

// One frame from libpcap: into the file, or (several devices) into its device's stage.
void record_frame(u_char *tap, const struct pcap_pkthdr *header, const u_char *bytes);
// Writes staged frames up to this time, oldest first.
void record_in_order(struct capture *c, uint64_t until_ns);
// Begins a file: section and interface blocks. Not the first one: statistics at the end of the one before.
int record_next_file(struct capture *c);
void record_statistics(struct capture *c);

#endif
