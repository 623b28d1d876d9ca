#include "interfaces.h"

#include <net/if.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "json.h"

_Static_assert(MAX_INTERFACE_NAME >= IF_NAMESIZE, "room for any interface's name");

// An interface of one of these names would not be what libpcap opens for it: a back end of its own claims the name
// (pcap-usb-linux.c, pcap-bt-linux.c, pcap-netfilter-linux.c, pcap-dbus.c …).
static bool is_claimed(const char *name)
{
    static const char *const CLAIMED[] = {
        "bluetooth", "usbmon", "nflog", "nfqueue", "dbus-", "netmap", "vale", "dpdk", "dag", "snf",
    };
    for (size_t i = 0; i < sizeof CLAIMED / sizeof CLAIMED[0]; i++)
        if (strncmp(name, CLAIMED[i], strlen(CLAIMED[i])) == 0) return true;
    return false;
}

// A name goes to the driver as JSON and comes back: one that is no text would come back as another one. A colon or a
// slash, which libpcap takes for an address, stands in no interface's name on Linux; elsewhere they are refused here.
static bool is_plain(const char *name)
{
    size_t len = strlen(name);
    if (len == 0 || len >= IF_NAMESIZE || !json_keeps(name)) return false;
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)name[i];
        if (c <= ' ' || c == 0x7f || c == ':' || c == '/') return false;
    }
    return true;
}

// if_nametoindex() would be shorter, but takes `lo:1` for `lo`, and with a privilege it may load a kernel module.
bool interface_exists(const char *name)
{
    struct if_nameindex *all = if_nameindex();
    bool found = false;
    for (const struct if_nameindex *one = all; one && one->if_index != 0; one++)
        found = found || strcmp(one->if_name, name) == 0;
    if (all) if_freenameindex(all);
    return found;
}

bool interface_is_any(const char *name)
{
#ifdef __linux__
    return strcmp(name, "any") == 0;
#else
    (void)name;
    return false;
#endif
}

bool interface_may_be_opened(const char *name)
{
    return interface_is_any(name) || (is_plain(name) && !is_claimed(name) && interface_exists(name));
}

int interface_check(const char *name, int index, struct problem *problem)
{
    if (interface_may_be_opened(name)) return 0;
    return fail(problem, KIND_NO_SUCH_DEVICE, index, "%.200s: not an adapter of this system", name);
}

int interface_names(char (*names)[MAX_INTERFACE_NAME], int max)
{
    int count = 0;
    if (interface_is_any("any") && max > 0) strcpy(names[count++], "any");
    struct if_nameindex *all = if_nameindex();
    for (const struct if_nameindex *one = all; one && one->if_index != 0 && count < max; one++) {
        if (interface_is_any(one->if_name) || !is_plain(one->if_name) || is_claimed(one->if_name)) continue;
        snprintf(names[count++], MAX_INTERFACE_NAME, "%s", one->if_name);
    }
    if (all) if_freenameindex(all);
    return count;
}
