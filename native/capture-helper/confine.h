// The wall around a running capture: from its first frame on the kernel answers no system call but those it needs.
#ifndef SYNSCOPE_CONFINE_H
#define SYNSCOPE_CONFINE_H

#include <stdbool.h>

// Puts up the filter (seccomp, BPF), for good. Needs no_new_privs, which privileges_drop() has set.
// False: this kernel or processor has none; everything else holds all the same. `why`: in words, of a system.
bool confine_capture(const char **why);

#endif
