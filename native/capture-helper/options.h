// The command line. Strict: an argument that is not known, given twice or out of range ends the run.
//
//   capture-helper version
//   capture-helper list [--no-link-types]
//   capture-helper check --filter TEXT [--link-type DLT] [--snaplen BYTES]
//   capture-helper capture --device NAME [--device NAME]... --output FILE [--filter TEXT] [--promiscuous]
//       [--snaplen BYTES] [--buffer-kib N] [--link-type DLT] [--stop-packets N] [--stop-seconds N] [--stop-bytes N]
//       [--file-bytes N] [--file-seconds N] [--ring-files N]
#ifndef SYNSCOPE_OPTIONS_H
#define SYNSCOPE_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "kinds.h"
#include "bounds.h"

enum mode { MODE_VERSION, MODE_LIST, MODE_CHECK, MODE_CAPTURE };

struct options {
    enum mode mode;
    bool no_link_types;
    const char *devices[MAX_DEVICES];
    int device_count;
    const char *filter; // null: none
    const char *output;
    bool promiscuous;
    int snaplen; // bytes
    int buffer_kib; // of the kernel, for each device
    int link_type; // a DLT_ number, -1: the device's own choice
    // limits, 0: none
    uint64_t stop_packets;
    uint64_t stop_seconds;
    uint64_t stop_bytes; // of all files together
    uint64_t file_bytes; // begin the next file
    uint64_t file_seconds;
    uint64_t ring_files; // keep the newest N
};

int options_parse(struct options *options, int argc, char **argv, struct problem *problem);

#endif
