#ifndef SYNSCOPE_ADAPTERS_H
#define SYNSCOPE_ADAPTERS_H

#include <stdbool.h>
#include <stddef.h>

#include "kinds.h"

// Opens each adapter for a moment to ask for its link types, which takes the same privilege as a capture.
void adapters_ask_link_types(void);
// Sends one `adapter` message for each adapter that may be opened. To be called without any privilege: all back ends of
// libpcap look for their devices here. `link_types`: tell what was asked before, or why it could not be.
int adapters_list(bool link_types, struct problem *problem);

// libpcap's description of an adapter, for the capture file; empty when it has none.
void adapter_description(const char *name, char *into, size_t size);

#endif
