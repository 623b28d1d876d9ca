#include "adapters.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pcap/pcap.h>
#include <stdio.h>
#include <string.h>

#include "device.h"
#include "interfaces.h"
#include "status.h"
#include "system.h"

static const char *connection_name(unsigned flags)
{
    switch (flags & PCAP_IF_CONNECTION_STATUS) {
    case PCAP_IF_CONNECTION_STATUS_CONNECTED: return "connected";
    case PCAP_IF_CONNECTION_STATUS_DISCONNECTED: return "disconnected";
    case PCAP_IF_CONNECTION_STATUS_NOT_APPLICABLE: return "not-applicable";
    default: return "unknown";
    }
}

// Length of a netmask's run of ones; -1 when there is no mask or it has holes.
static int prefix_of(const struct sockaddr *mask)
{
    const uint8_t *bytes;
    size_t len;
    if (mask && mask->sa_family == AF_INET) {
        bytes = (const uint8_t *)&((const struct sockaddr_in *)(const void *)mask)->sin_addr;
        len = 4;
    } else if (mask && mask->sa_family == AF_INET6) {
        bytes = (const uint8_t *)&((const struct sockaddr_in6 *)(const void *)mask)->sin6_addr;
        len = 16;
    } else {
        return -1;
    }
    size_t bit = 0;
    while (bit < len * 8 && (bytes[bit / 8] & (0x80 >> bit % 8))) bit++;
    for (size_t rest = bit; rest < len * 8; rest++)
        if (bytes[rest / 8] & (0x80 >> rest % 8)) return -1;
    return (int)bit;
}

static bool address_text(const struct sockaddr *address, char text[INET6_ADDRSTRLEN])
{
    if (!address) return false;
    if (address->sa_family == AF_INET)
        return inet_ntop(AF_INET, &((const struct sockaddr_in *)(const void *)address)->sin_addr, text, INET6_ADDRSTRLEN);
    if (address->sa_family == AF_INET6)
        return inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr, text,
                         INET6_ADDRSTRLEN);
    return false;
}

static void tell_addresses(struct json *j, const pcap_addr_t *addresses)
{
    int told = 0, more = 0;
    json_open(j, "addresses", '[');
    for (const pcap_addr_t *a = addresses; a; a = a->next) {
        char text[INET6_ADDRSTRLEN];
        if (!address_text(a->addr, text)) continue;
        if (told == MAX_ADDRESSES) {
            more++;
            continue;
        }
        told++;
        int prefix = prefix_of(a->netmask);
        json_open(j, NULL, '{');
        json_string(j, "address", text);
        if (prefix >= 0) json_number(j, "prefix", prefix);
        json_close(j, '}');
    }
    json_close(j, ']');
    json_number(j, "moreAddresses", more);
}

static void tell_link_type(struct json *j, int dlt)
{
    const char *name = pcap_datalink_val_to_name(dlt);
    const char *description = pcap_datalink_val_to_description(dlt);
    json_open(j, NULL, '{');
    json_number(j, "dlt", dlt);
    json_number(j, "linkType", link_type_of(dlt));
    json_string(j, "name", name ? name : "");
    json_string(j, "description", description ? description : "");
    json_close(j, '}');
}

// What an adapter said about its link types while there was the privilege to ask.
struct link_types {
    char name[MAX_INTERFACE_NAME];
    enum kind problem; // why it could not be asked
    int dlt; // the one it takes unless told otherwise
    int count, types[MAX_LINK_TYPES];
};
static struct link_types asked[MAX_INTERFACES];
static int asked_count;

static void ask_link_types(struct link_types *into)
{
    struct device d = { .name = into->name, .index = -1 };
    struct problem problem = { .kind = KIND_NONE };
    // the least that can be opened: nothing is read from it
    struct device_options options = { .snaplen = 64, .buffer_kib = 64, .link_type = -1, .timeout_ms = 100 };
    if (device_open(&d, &options, &problem) != 0) {
        into->problem = problem.kind;
        return;
    }
    int *types = NULL;
    int count = pcap_list_datalinks(d.pcap, &types);
    for (int i = 0; i < count && i < MAX_LINK_TYPES; i++) into->types[into->count++] = types[i];
    into->dlt = d.dlt;
    if (count >= 0) pcap_free_datalinks(types);
    device_close(&d);
}

static void tell_link_types(struct json *j, const char *name)
{
    const struct link_types *found = NULL;
    for (int i = 0; i < asked_count && !found; i++)
        if (strcmp(asked[i].name, name) == 0) found = &asked[i];
    if (!found || found->problem != KIND_NONE) {
        json_null(j, "linkTypes");
        // one that came just now was not asked
        if (found) json_string(j, "linkTypesProblem", kind_name(found->problem));
        return;
    }
    json_open(j, "linkTypes", '[');
    for (int i = 0; i < found->count; i++) tell_link_type(j, found->types[i]);
    json_close(j, ']');
    json_number(j, "dlt", found->dlt);
}

static void tell_adapter(const pcap_if_t *adapter, bool link_types)
{
    struct json j;
    uint8_t mac[6];
    char text[MAX_TEXT];
    bool network = !interface_is_any(adapter->name);
    json_start(&j, "adapter");
    json_string(&j, "name", adapter->name);
    snprintf(text, sizeof text, "%s", adapter->description ? adapter->description : "");
    json_string(&j, "description", text);
    json_bool(&j, "network", network);
    json_bool(&j, "loopback", adapter->flags & PCAP_IF_LOOPBACK);
    json_bool(&j, "up", adapter->flags & PCAP_IF_UP);
    json_bool(&j, "running", adapter->flags & PCAP_IF_RUNNING);
    json_bool(&j, "wireless", adapter->flags & PCAP_IF_WIRELESS);
    json_string(&j, "connection", connection_name(adapter->flags));
    adapter_hardware(adapter->name, text, sizeof text);
    json_string(&j, "hardware", text);
    if (network && adapter_mac(adapter->name, mac)) {
        snprintf(text, sizeof text, "%02x:%02x:%02x:%02x:%02x:%02x", mac[0], mac[1], mac[2], mac[3], mac[4], mac[5]);
        json_string(&j, "mac", text);
    }
    tell_addresses(&j, adapter->addresses);
    if (link_types) tell_link_types(&j, adapter->name);
    status_send(&j, false);
}

void adapters_ask_link_types(void)
{
    static char names[MAX_INTERFACES][MAX_INTERFACE_NAME];
    asked_count = interface_names(names, MAX_INTERFACES);
    for (int i = 0; i < asked_count; i++) {
        asked[i] = (struct link_types){ .problem = KIND_NONE };
        memcpy(asked[i].name, names[i], sizeof asked[i].name);
        ask_link_types(&asked[i]);
    }
}

int adapters_list(bool link_types, struct problem *problem)
{
    char text[PCAP_ERRBUF_SIZE] = "";
    pcap_if_t *all = NULL;
    if (pcap_findalldevs(&all, text) != 0) return fail(problem, KIND_DEVICE, -1, "%s", text);
    // the other back ends of libpcap (bluetooth, USB, D-Bus, netfilter …) list theirs, too: not ours to open
    for (const pcap_if_t *a = all; a; a = a->next)
        if (interface_may_be_opened(a->name)) tell_adapter(a, link_types);
    pcap_freealldevs(all);
    return 0;
}

void adapter_description(const char *name, char *into, size_t size)
{
    char text[PCAP_ERRBUF_SIZE];
    pcap_if_t *all = NULL;
    into[0] = 0;
    if (pcap_findalldevs(&all, text) != 0) return;
    for (const pcap_if_t *a = all; a; a = a->next)
        if (strcmp(a->name, name) == 0 && a->description) snprintf(into, size, "%s", a->description);
    pcap_freealldevs(all);
}
