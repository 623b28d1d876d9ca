// What the helper may do, and where it stops being able to.
//
// CAP_NET_RAW: socket(AF_PACKET), to open an adapter, and promiscuous mode on it. Needed until the last device is open.
// CAP_NET_ADMIN: only monitor mode would need it, and that is not offered.
// Real user and group: whoever started the program; the output file is theirs.
#include "privileges.h"

#include <errno.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <unistd.h>

#ifdef __linux__
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

static int cannot(struct problem *problem, const char *what)
{
    return fail(problem, KIND_PRIVILEGES, -1, "%s: %s", what, strerror(errno));
}

#ifdef __linux__
static int get_caps(struct __user_cap_data_struct caps[_LINUX_CAPABILITY_U32S_3])
{
    struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3, .pid = 0 };
    return (int)syscall(SYS_capget, &header, caps);
}

// The bounding set can only be cut by who holds CAP_SETPCAP (root); for anybody else no_new_privs is wall enough.
static int drop_bounding_set(struct problem *problem)
{
    struct __user_cap_data_struct caps[_LINUX_CAPABILITY_U32S_3];
    if (get_caps(caps) != 0) return cannot(problem, "capget");
    if (!(caps[0].effective & (1u << CAP_SETPCAP))) return 0;
    for (unsigned long cap = 0; prctl(PR_CAPBSET_READ, cap, 0, 0, 0) >= 0; cap++)
        if (prctl(PR_CAPBSET_DROP, cap, 0, 0, 0) != 0) return cannot(problem, "dropping the bounding set");
    return 0;
}

static int drop_capabilities(struct problem *problem)
{
    struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3, .pid = 0 };
    struct __user_cap_data_struct caps[_LINUX_CAPABILITY_U32S_3];
    memset(caps, 0, sizeof caps);
    // kernels before 4.3 have no ambient set, and say EINVAL
    if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0) != 0 && errno != EINVAL)
        return cannot(problem, "clearing the ambient set");
    if (syscall(SYS_capset, &header, caps) != 0) return cannot(problem, "capset");
    if (get_caps(caps) != 0) return cannot(problem, "capget");
    for (int i = 0; i < _LINUX_CAPABILITY_U32S_3; i++)
        if (caps[i].effective || caps[i].permitted || caps[i].inheritable)
            return fail(problem, KIND_PRIVILEGES, -1, "capabilities are left after capset");
    return 0;
}
#endif

static int drop_ids(struct problem *problem)
{
    uid_t uid = getuid();
    gid_t gid = getgid();
    if (getegid() != gid && setregid(gid, gid) != 0) return cannot(problem, "setregid");
    if (geteuid() != uid && setreuid(uid, uid) != 0) return cannot(problem, "setreuid");
    if (geteuid() != uid || getegid() != gid) return fail(problem, KIND_PRIVILEGES, -1, "user or group is not dropped");
    return 0;
}

// setreuid() sets the saved id too, and without CAP_SETUID nobody but root becomes root: try it.
static int check_no_way_back(struct problem *problem)
{
    if (getuid() != 0 && (seteuid(0) == 0 || setuid(0) == 0))
        return fail(problem, KIND_PRIVILEGES, -1, "root could be regained");
    return 0;
}

int privileges_drop(struct problem *problem)
{
    // other people's packets do not belong into a core file
    struct rlimit none = { 0, 0 };
    if (setrlimit(RLIMIT_CORE, &none) != 0) return cannot(problem, "setrlimit");
#ifdef __linux__
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return cannot(problem, "no_new_privs");
    if (drop_bounding_set(problem) != 0) return -1;
    if (drop_ids(problem) != 0) return -1;
    if (drop_capabilities(problem) != 0) return -1;
#else
    if (drop_ids(problem) != 0) return -1;
#endif
    return check_no_way_back(problem);
}
