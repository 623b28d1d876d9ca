#ifndef SYNSCOPE_ADAPTERS_H
#define SYNSCOPE_ADAPTERS_H

#include <stdbool.h>
#include <stddef.h>

#include "kinds.h"

// Sends one `adapter` message for each adapter that libpcap knows. Link types need the adapter opened for a moment,
// and so the same privilege as a capture: where it is missing the message says why, the rest is still told.
int adapters_list(bool link_types, struct problem *problem);

// libpcap's description of an adapter, for the capture file; empty when it has none.
void adapter_description(const char *name, char *into, size_t size);

#endif
