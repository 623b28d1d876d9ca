// What stops the helper: from outside SIGINT, SIGTERM, SIGHUP, and standard input or output closed, so that no process is
// left behind when the one that started it is gone; from inside a limit or a failure.
#ifndef SYNSCOPE_STOP_H
#define SYNSCOPE_STOP_H

#include <stdbool.h>

#include "capture.h"

struct stop_watch {
    int signal_fd; // readable once a signal came
    int input_fd; // -1: standard input is a terminal or a file, which says nothing
    int output_fd; // -1: the same for standard output
};

// Signals are taken over from here on.
int stop_watch_begin(struct stop_watch *watch);
bool stop_input_closed(struct stop_watch *watch); // call when input_fd is readable; what comes in is thrown away

// At once: what the kernel still holds is not asked for. The first reason stays.
void capture_request_stop(struct capture *c, enum reason reason);

#endif
