#ifndef SYNSCOPE_CLOCK_H
#define SYNSCOPE_CLOCK_H

#include <stdint.h>

uint64_t now_ms(void); // monotonic
uint64_t now_ns(void); // since 1970

#endif
