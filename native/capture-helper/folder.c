// Walks a path name by name, as the kernel does (path_resolution(7)), to look at each link before it is followed. Linux can refuse such links
// itself (fs.protected_symlinks), but only in sticky folders, and it may be switched off.
#include "folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bounds.h"

#ifdef O_PATH
#define LOOK O_PATH
#else
#define LOOK O_RDONLY
#endif

enum { MOST_LINKS = 40 }; // as the kernel has it

static int opened(int at, const char *name) { return openat(at, name, LOOK | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC); }

static int give_up(int folder, int error)
{
    if (folder >= 0) close(folder);
    errno = error;
    return -1;
}

// Whose link is it, and who could have put it there?
static bool is_trusted(int folder, const struct stat *link)
{
    struct stat st;
    if (link->st_uid == 0 || link->st_uid == geteuid()) return true;
    return fstat(folder, &st) == 0 && !(st.st_mode & (S_IWGRP | S_IWOTH)) && (st.st_uid == 0 || st.st_uid == geteuid());
}

// `rest` = target of the link `name`, a slash, and the rest of before.
static bool follow(int folder, const char *name, char rest[MAX_PATH])
{
    char target[MAX_PATH];
    ssize_t len = readlinkat(folder, name, target, sizeof target - 1);
    size_t rest_len = strlen(rest);
    if (len <= 0) return false;
    if ((size_t)len + 1 + rest_len >= MAX_PATH) {
        errno = ENAMETOOLONG;
        return false;
    }
    memmove(rest + len + 1, rest, rest_len + 1);
    memcpy(rest, target, (size_t)len);
    rest[len] = '/';
    return true;
}

int folder_open(const char *path)
{
    char rest[MAX_PATH];
    int links = 0;
    int folder = -1;
    size_t len = strlen(path);
    if (len == 0 || len >= sizeof rest) return give_up(-1, len == 0 ? ENOENT : ENAMETOOLONG);
    memcpy(rest, path, len + 1);
    for (;;) {
        if (rest[0] == '/' || folder < 0) { // the root, also behind a link to somewhere absolute
            if (folder >= 0) close(folder);
            folder = opened(AT_FDCWD, rest[0] == '/' ? "/" : ".");
            if (folder < 0) return -1;
        }
        size_t at = strspn(rest, "/");
        size_t end = at + strcspn(rest + at, "/");
        if (at == end) return folder;
        char name[MAX_PATH];
        memcpy(name, rest + at, end - at);
        name[end - at] = 0;
        end += strspn(rest + end, "/"); // what is left begins with a name
        memmove(rest, rest + end, strlen(rest + end) + 1);
        struct stat st;
        if (fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) != 0) return give_up(folder, errno);
        if (S_ISLNK(st.st_mode)) {
            if (++links > MOST_LINKS || !is_trusted(folder, &st)) return give_up(folder, ELOOP);
            if (!follow(folder, name, rest)) return give_up(folder, errno);
            continue;
        }
        int next = opened(folder, name); // a link that has come meanwhile is not followed
        int error = errno;
        close(folder);
        folder = next;
        if (folder < 0) return give_up(-1, error);
    }
}
