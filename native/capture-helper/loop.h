// The capture loop.
#ifndef SYNSCOPE_LOOP_H
#define SYNSCOPE_LOOP_H

#include "capture.h"

// Says `ready`, then reads until something stops it.
void capture_loop(struct capture *c);

#endif
