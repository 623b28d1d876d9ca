#include "environment.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_TZ = 64 };

extern char **environ;

// `Europe/Berlin` or `CET-1CEST,M3.5.0,M10.5.0`: a name below the system's own folder, or a rule; never a path.
static bool is_harmless_zone(const char *zone)
{
    size_t len = strlen(zone);
    if (len == 0 || len > MAX_TZ || zone[0] == '/' || zone[0] == ':' || strstr(zone, "..")) return false;
    for (size_t i = 0; i < len; i++)
        if (zone[i] <= ' ' || zone[i] > '~') return false;
    return true;
}

void environment_clear(void)
{
    static char zone[MAX_TZ + sizeof "TZ="];
    static char *kept[2];
    const char *given = getenv("TZ");
    if (given && is_harmless_zone(given)) {
        snprintf(zone, sizeof zone, "TZ=%s", given);
        kept[0] = zone;
    }
    environ = kept;
}
