// Which names may be handed to libpcap at all. Its back ends do more than open adapters: for a name such as
// `dbus://unixexec:path=…` libpcap runs a program, for `rpcap://…` it connects somewhere, for `usbmon1` it reads
// another bus. So a name is compared with the list of interfaces that the kernel gives, and with nothing that a
// library makes of it.
#ifndef SYNSCOPE_INTERFACES_H
#define SYNSCOPE_INTERFACES_H

#include <stdbool.h>

#include "bounds.h"
#include "kinds.h"

// Whether an interface of this system has exactly this name now.
bool interface_exists(const char *name);
// Whether it is a pseudo-device over all interfaces that this system offers: `any` on Linux.
bool interface_is_any(const char *name);
// Whether it may be opened: an interface that exists, or `any`. What `list` tells is what `capture` opens.
bool interface_may_be_opened(const char *name);
// The same, as a failure about the device at `index`.
int interface_check(const char *name, int index, struct problem *problem);

// The names of interfaces that may be opened, `any` first. Gives how many there are, at most `max`.
int interface_names(char (*names)[MAX_INTERFACE_NAME], int max);

#endif
