// Builds pcapng blocks (draft-ietf-opsawg-pcapng) into memory, in the byte order of the machine. Every function returns
// the length of the block, a multiple of 4; the caller has made sure that PCAPNG_HEADER_MAX bytes, or
// pcapng_packet_size(), are there.
#ifndef SYNSCOPE_PCAPNG_H
#define SYNSCOPE_PCAPNG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bounds.h"

// room for any block but a packet's: the longest has a filter and three texts
enum { PCAPNG_HEADER_MAX = MAX_FILTER_LEN + 8 * MAX_TEXT + 1024 };
enum { PCAPNG_TYPE_PACKET = 6, PCAPNG_PACKET_OVERHEAD = 32 };

struct pcapng_section {
    const char *hardware, *os, *application;
};

struct pcapng_interface {
    uint16_t link_type;
    int snaplen; // 0: no limit
    bool nano; // time stamps in ns, else in µs
    const char *name, *description, *filter, *os, *hardware; // empty or null: left out
    const uint8_t *mac; // six bytes, or null
};

struct pcapng_statistics {
    uint32_t interface;
    bool nano;
    uint64_t start_ns, now_ns; // since 1970
    bool has_seen;
    uint64_t seen, dropped_interface, dropped_os, delivered;
};

size_t pcapng_section(uint8_t *into, const struct pcapng_section *section);
size_t pcapng_interface(uint8_t *into, const struct pcapng_interface *interface);
size_t pcapng_statistics(uint8_t *into, const struct pcapng_statistics *statistics);

static inline size_t pcapng_packet_size(uint32_t captured)
{
    return PCAPNG_PACKET_OVERHEAD + (((size_t)captured + 3) & ~(size_t)3);
}
// `stamp`: since 1970, in the interface's unit
size_t pcapng_packet(uint8_t *into, uint32_t interface, uint64_t stamp, uint32_t captured, uint32_t original,
                     const uint8_t *bytes);
uint64_t pcapng_packet_stamp(const uint8_t *block);
uint32_t pcapng_block_type(const uint8_t *block);
uint32_t pcapng_block_len(const uint8_t *block);

#endif
