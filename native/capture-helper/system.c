#include "system.h"

#include <net/if.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/utsname.h>
#include <unistd.h>

#ifdef __linux__
#include <linux/ethtool.h>
#include <linux/sockios.h>
#include <net/if_arp.h>
#endif

void system_os(char *into, size_t size)
{
    struct utsname u;
    if (uname(&u) == 0)
        snprintf(into, size, "%s %s", u.sysname, u.release);
    else
        into[0] = 0;
}

void system_hardware(char *into, size_t size)
{
    struct utsname u;
    into[0] = 0;
    if (uname(&u) == 0) snprintf(into, size, "%s", u.machine);
#ifdef __linux__
    FILE *f = fopen("/proc/cpuinfo", "re");
    if (!f) return;
    char line[256];
    // "model name	: Some Processor"; not every architecture has it
    for (int lines = 0; lines < 64 && fgets(line, sizeof line, f); lines++) {
        char *colon = strchr(line, ':');
        if (strncmp(line, "model name", 10) != 0 || !colon || colon[1] != ' ') continue;
        colon[strcspn(colon, "\n")] = 0;
        snprintf(into, size, "%s", colon + 2);
        break;
    }
    fclose(f);
#endif
}

#ifdef __linux__
// One ioctl on an interface by name; needs no privilege for the questions asked here.
static bool ask(const char *name, unsigned long request, struct ifreq *ifr)
{
    if (strlen(name) >= sizeof ifr->ifr_name) return false;
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0) return false;
    strcpy(ifr->ifr_name, name);
    bool ok = ioctl(fd, request, ifr) == 0;
    close(fd);
    return ok;
}

void adapter_hardware(const char *name, char *into, size_t size)
{
    struct ethtool_drvinfo info = { .cmd = ETHTOOL_GDRVINFO };
    struct ifreq ifr = { .ifr_data = (char *)&info };
    into[0] = 0;
    if (!ask(name, SIOCETHTOOL, &ifr)) return;
    info.driver[sizeof info.driver - 1] = 0;
    info.bus_info[sizeof info.bus_info - 1] = 0;
    if (info.bus_info[0])
        snprintf(into, size, "%s (%s)", info.driver, info.bus_info);
    else
        snprintf(into, size, "%s", info.driver);
}

bool adapter_is_loopback(const char *name)
{
    struct ifreq ifr = { 0 };
    return ask(name, SIOCGIFFLAGS, &ifr) && (ifr.ifr_flags & IFF_LOOPBACK);
}

bool adapter_is_up(const char *name)
{
    struct ifreq ifr = { 0 };
    return ask(name, SIOCGIFFLAGS, &ifr) && (ifr.ifr_flags & IFF_UP);
}

bool adapter_mac(const char *name, uint8_t mac[6])
{
    struct ifreq ifr = { 0 };
    if (!ask(name, SIOCGIFHWADDR, &ifr) || ifr.ifr_hwaddr.sa_family != ARPHRD_ETHER) return false;
    memcpy(mac, ifr.ifr_hwaddr.sa_data, 6);
    return true;
}
#else
void adapter_hardware(const char *name, char *into, size_t size)
{
    (void)name;
    (void)size;
    into[0] = 0;
}

bool adapter_is_loopback(const char *name) { return strncmp(name, "lo", 2) == 0; }

bool adapter_is_up(const char *name)
{
    (void)name;
    return true;
}

bool adapter_mac(const char *name, uint8_t mac[6])
{
    (void)name;
    (void)mac;
    return false;
}
#endif
