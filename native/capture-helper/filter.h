#ifndef SYNSCOPE_FILTER_H
#define SYNSCOPE_FILTER_H

#include "kinds.h"

// Compiles a capture filter for a link type (DLT_) without any device and sends one `filter` message: fine, or
// libpcap's own message and, where it can be found, the place of the mistake (bytes from the start, count of bytes).
int filter_check(const char *filter, int dlt, int snaplen, struct problem *problem);

#endif
