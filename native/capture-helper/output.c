#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "folder.h"
#include "pcapng.h"

static enum kind kind_of_errno(int error)
{
    switch (error) {
    case ENOSPC:
    case EDQUOT: return KIND_DISK_FULL;
    case EFBIG: return KIND_FILE_TOO_BIG;
    case EEXIST:
    case ELOOP: return KIND_OUTPUT_EXISTS;
    case EACCES:
    case EPERM:
    case EROFS:
    case ENOENT:
    case ENOTDIR:
    case ENAMETOOLONG: return KIND_OUTPUT_UNWRITABLE;
    default: return KIND_WRITE;
    }
}

static int failed(struct problem *problem, const char *what)
{
    int error = errno;
    if (problem->kind != KIND_NONE) return -1; // the first one is the cause
    return fail(problem, kind_of_errno(error), -1, "%s: %s", what, strerror(error));
}

// "dir/name.ext" -> folder "dir", base "name", extension ".ext"
int output_open(struct output *out, const char *path, bool numbered, uint64_t ring_size, struct problem *problem)
{
    char folder[MAX_PATH];
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    size_t name_len = strlen(name);
    size_t base_len = dot && dot != name ? (size_t)(dot - name) : name_len;
    // 30: what a number and a time add to the name
    if (name_len == 0 || name_len + 30 > NAME_MAX || strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
        return fail(problem, KIND_OUTPUT_UNWRITABLE, -1, "no usable file name");
    snprintf(folder, sizeof folder, "%.*s", slash == path ? 1 : slash ? (int)(slash - path) : 1, slash ? path : ".");
    snprintf(out->base, sizeof out->base, "%.*s", (int)base_len, name);
    snprintf(out->extension, sizeof out->extension, "%s", name + base_len);
    out->fd = -1;
    out->numbered = numbered;
    out->ring_size = ring_size;
    if (ring_size && !(out->ring = calloc(ring_size, sizeof *out->ring)))
        return fail(problem, KIND_NO_MEMORY, -1, "no memory for the list of files");
    tzset(); // reads the time zone now, so that names made while frames arrive need no file and no memory
    out->folder = folder_open(folder);
    if (out->folder < 0 && errno == ELOOP)
        return fail(problem, KIND_OUTPUT_UNWRITABLE, -1, "%s: a link that somebody else may have put there", folder);
    if (out->folder < 0) return failed(problem, folder);
    return 0;
}

static void file_name(const struct output *out, uint64_t number, time_t begun, char *into, size_t size)
{
    char stamp[32];
    struct tm tm;
    if (!out->numbered || !localtime_r(&begun, &tm) || strftime(stamp, sizeof stamp, "%Y%m%d%H%M%S", &tm) == 0)
        stamp[0] = 0;
    if (out->numbered)
        snprintf(into, size, "%s_%05llu_%s%s", out->base, (unsigned long long)number, stamp, out->extension);
    else
        snprintf(into, size, "%s%s", out->base, out->extension);
}

// Deletes the file whose place in the ring is needed, if it is still the one that was written.
static void remove_oldest(struct output *out, const struct ring_file *oldest)
{
    char name[sizeof out->name];
    struct stat st;
    file_name(out, oldest->number, oldest->begun, name, sizeof name);
    if (fstatat(out->folder, name, &st, AT_SYMLINK_NOFOLLOW) != 0) return;
    if (st.st_dev == oldest->device && st.st_ino == oldest->inode) unlinkat(out->folder, name, 0);
}

static void remember(struct output *out, time_t begun)
{
    struct stat st;
    if (!out->ring || fstat(out->fd, &st) != 0) return;
    struct ring_file *slot = &out->ring[(out->number - 1) % out->ring_size];
    if (slot->number) remove_oldest(out, slot);
    *slot = (struct ring_file){ out->number, begun, st.st_dev, st.st_ino };
}

int output_next_file(struct output *out)
{
    char name[sizeof out->name];
    time_t now = time(NULL);
    if (out->problem.kind != KIND_NONE || output_close_file(out) != 0) return -1;
    file_name(out, out->number + 1, now, name, sizeof name);
    // 0600: what went over the wire is nobody else's business
    out->fd = openat(out->folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (out->fd < 0) return failed(&out->problem, name);
    memcpy(out->name, name, sizeof name);
    out->number++;
    out->file_len = 0;
    remember(out, now);
    return 0;
}

// Counts the frames among the whole blocks in the first `len` bytes of the buffer; returns where the last one ends.
static size_t whole_blocks(const struct output *out, size_t len, uint64_t *frames)
{
    size_t at = 0;
    *frames = 0;
    while (len - at >= PCAPNG_PACKET_OVERHEAD && pcapng_block_len(out->buffer + at) <= len - at) {
        *frames += pcapng_block_type(out->buffer + at) == PCAPNG_TYPE_PACKET;
        at += pcapng_block_len(out->buffer + at);
    }
    return at;
}

// The disk took `written` of the buffered bytes: cut the file back to whole blocks and forget the rest.
static void cut_back(struct output *out, size_t written)
{
    uint64_t frames;
    size_t whole = whole_blocks(out, written, &frames);
    uint64_t before = out->file_len - out->used;
    out->frames += frames;
    out->file_len = before + whole;
    out->total_len -= out->used - whole;
    out->used = 0;
    out->frames_buffered = 0;
    if (ftruncate(out->fd, (off_t)out->file_len) != 0) failed(&out->problem, "ftruncate");
}

int output_flush(struct output *out)
{
    size_t written = 0;
    if (out->problem.kind != KIND_NONE) return -1;
    while (written < out->used) {
        ssize_t n = write(out->fd, out->buffer + written, out->used - written);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) {
            if (n == 0) errno = EIO;
            failed(&out->problem, out->name);
            cut_back(out, written);
            return -1;
        }
        written += (size_t)n;
    }
    out->frames += out->frames_buffered;
    out->frames_buffered = 0;
    out->used = 0;
    return 0;
}

uint8_t *output_reserve(struct output *out, size_t size)
{
    if (size > sizeof out->buffer - out->used && output_flush(out) != 0) return NULL;
    if (out->problem.kind != KIND_NONE || out->fd < 0) return NULL;
    return out->buffer + out->used;
}

void output_commit(struct output *out, size_t size, bool is_frame)
{
    out->used += size;
    out->file_len += size;
    out->total_len += size;
    out->frames_buffered += is_frame;
}

int output_close_file(struct output *out)
{
    if (out->fd < 0) return 0;
    int flushed = output_flush(out);
    int closed = close(out->fd);
    out->fd = -1;
    // a network file system may say only now that the disk is full
    if (closed != 0) return failed(&out->problem, out->name);
    return flushed;
}
