#include "pcapng.h"

#include <string.h>

// Block and option numbers: draft-ietf-opsawg-pcapng, sections 4.1 to 4.6.
enum { TYPE_SECTION = 0x0a0d0d0a, TYPE_INTERFACE = 1, TYPE_STATISTICS = 5 };
enum { OPT_END = 0 };
enum { SHB_HARDWARE = 2, SHB_OS = 3, SHB_APPLICATION = 4 };
enum { IF_NAME = 2, IF_DESCRIPTION = 3, IF_MAC = 6, IF_TSRESOL = 9, IF_FILTER = 11, IF_OS = 12, IF_HARDWARE = 15 };
enum { ISB_START = 2, ISB_END = 3, ISB_RECEIVED = 4, ISB_IF_DROPPED = 5, ISB_OS_DROPPED = 7, ISB_DELIVERED = 8 };

static uint8_t *put16(uint8_t *at, uint16_t value) { return (uint8_t *)memcpy(at, &value, 2) + 2; }
static uint8_t *put32(uint8_t *at, uint32_t value) { return (uint8_t *)memcpy(at, &value, 4) + 4; }
// Time stamps are two 32-bit words, the high one first, whatever the byte order.
static uint8_t *put_stamp(uint8_t *at, uint64_t value) { return put32(put32(at, (uint32_t)(value >> 32)), (uint32_t)value); }

static uint8_t *put_padded(uint8_t *at, const void *bytes, size_t len)
{
    memcpy(at, bytes, len);
    at += len;
    while (len++ % 4) *at++ = 0;
    return at;
}

static uint8_t *put_option(uint8_t *at, uint16_t code, const void *value, size_t len)
{
    return put_padded(put16(put16(at, code), (uint16_t)len), value, len);
}

static uint8_t *put_text(uint8_t *at, uint16_t code, const char *text)
{
    if (!text || !*text) return at;
    return put_option(at, code, text, strnlen(text, MAX_TEXT));
}

static uint8_t *put_count(uint8_t *at, uint16_t code, uint64_t value) { return put_option(at, code, &value, 8); }

// Fills in both lengths of a block that began at `block` and whose contents end at `at`.
static size_t finish(uint8_t *block, uint8_t *at, uint32_t type)
{
    uint32_t len = (uint32_t)(at - block) + 4;
    put32(at, len);
    put32(put32(block, type), len);
    return len;
}

size_t pcapng_section(uint8_t *into, const struct pcapng_section *section)
{
    uint8_t *at = put32(into + 8, 0x1a2b3c4d);
    at = put16(put16(at, 1), 0); // version 1.0
    memset(at, 0xff, 8); // length of the section: not known beforehand
    at += 8;
    at = put_text(at, SHB_HARDWARE, section->hardware);
    at = put_text(at, SHB_OS, section->os);
    at = put_text(at, SHB_APPLICATION, section->application);
    return finish(into, put_option(at, OPT_END, "", 0), TYPE_SECTION);
}

static uint8_t *put_filter(uint8_t *at, const char *filter)
{
    static char value[MAX_FILTER_LEN + 1];
    if (!filter || !*filter) return at;
    size_t len = strnlen(filter, MAX_FILTER_LEN);
    value[0] = 0; // what follows is a filter in libpcap's language
    memcpy(value + 1, filter, len);
    return put_option(at, IF_FILTER, value, len + 1);
}

size_t pcapng_interface(uint8_t *into, const struct pcapng_interface *interface)
{
    uint8_t resolution = interface->nano ? 9 : 6;
    uint8_t *at = put16(put16(into + 8, interface->link_type), 0);
    at = put32(at, (uint32_t)interface->snaplen);
    at = put_text(at, IF_NAME, interface->name);
    at = put_text(at, IF_DESCRIPTION, interface->description);
    if (interface->mac) at = put_option(at, IF_MAC, interface->mac, 6);
    at = put_option(at, IF_TSRESOL, &resolution, 1);
    at = put_filter(at, interface->filter);
    at = put_text(at, IF_OS, interface->os);
    at = put_text(at, IF_HARDWARE, interface->hardware);
    return finish(into, put_option(at, OPT_END, "", 0), TYPE_INTERFACE);
}

static uint8_t *put_time_option(uint8_t *at, uint16_t code, uint64_t stamp)
{
    return put_stamp(put16(put16(at, code), 8), stamp);
}

size_t pcapng_statistics(uint8_t *into, const struct pcapng_statistics *statistics)
{
    uint64_t unit = statistics->nano ? 1 : 1000;
    uint8_t *at = put32(into + 8, statistics->interface);
    at = put_stamp(at, statistics->now_ns / unit);
    at = put_time_option(at, ISB_START, statistics->start_ns / unit);
    at = put_time_option(at, ISB_END, statistics->now_ns / unit);
    if (statistics->has_seen) at = put_count(at, ISB_RECEIVED, statistics->seen);
    at = put_count(at, ISB_IF_DROPPED, statistics->dropped_interface);
    at = put_count(at, ISB_OS_DROPPED, statistics->dropped_os);
    at = put_count(at, ISB_DELIVERED, statistics->delivered);
    return finish(into, put_option(at, OPT_END, "", 0), TYPE_STATISTICS);
}

size_t pcapng_packet(uint8_t *into, uint32_t interface, uint64_t stamp, uint32_t captured, uint32_t original,
                     const uint8_t *bytes)
{
    uint8_t *at = put_stamp(put32(into + 8, interface), stamp);
    at = put32(put32(at, captured), original);
    return finish(into, put_padded(at, bytes, captured), PCAPNG_TYPE_PACKET);
}

static uint32_t get32(const uint8_t *at)
{
    uint32_t value;
    memcpy(&value, at, 4);
    return value;
}

uint64_t pcapng_packet_stamp(const uint8_t *block) { return (uint64_t)get32(block + 12) << 32 | get32(block + 16); }
uint32_t pcapng_block_type(const uint8_t *block) { return get32(block); }
uint32_t pcapng_block_len(const uint8_t *block) { return get32(block + 4); }
