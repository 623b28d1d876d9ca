// What the file says about the machine and the adapter. Read once, before the first frame; all of it is optional.
#ifndef SYNSCOPE_SYSTEM_H
#define SYNSCOPE_SYSTEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Processor and operating system, in words; empty when not known.
void system_hardware(char *into, size_t size);
void system_os(char *into, size_t size);

// Driver and bus place of a network interface, "virtio_net (0000:00:03.0)"; empty when not known.
void adapter_hardware(const char *name, char *into, size_t size);

// Whether it is the interface on which a machine talks to itself.
bool adapter_is_loopback(const char *name);
// False when it was taken down, or is not there.
bool adapter_is_up(const char *name);
// Six bytes of hardware address. False when it has none, or one of another length.
bool adapter_mac(const char *name, uint8_t mac[6]);

#endif
