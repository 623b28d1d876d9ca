#include "status.h"

#include <errno.h>
#include <limits.h>
#include <pcap/pcap.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "version.h"

#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0 // SIGPIPE is ignored in any case
#endif

static char outbox[OUTBOX_SIZE];
static size_t outbox_len;
static bool reader_gone;
static bool no_socket; // standard output is a pipe, a terminal or a file

// Writes without ever waiting. A socket is told so in the call; a pipe that poll() calls writable takes PIPE_BUF bytes.
static ssize_t write_some(const char *bytes, size_t len)
{
    if (!no_socket) {
        ssize_t sent = send(STATUS_FD, bytes, len, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent >= 0 || errno != ENOTSOCK) return sent;
        no_socket = true;
    }
    struct pollfd out = { .fd = STATUS_FD, .events = POLLOUT };
    if (poll(&out, 1, 0) != 1 || !(out.revents & (POLLOUT | POLLERR))) {
        errno = EAGAIN;
        return -1;
    }
    return write(STATUS_FD, bytes, len < PIPE_BUF ? len : PIPE_BUF);
}

bool status_pump(void)
{
    while (outbox_len > 0 && !reader_gone) {
        ssize_t n = write_some(outbox, outbox_len);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) break;
        if (n <= 0) {
            reader_gone = true;
            break;
        }
        outbox_len -= (size_t)n;
        memmove(outbox, outbox + n, outbox_len);
    }
    return !reader_gone;
}

bool status_pending(void) { return outbox_len > 0 && !reader_gone; }

void status_drain(int timeout_ms)
{
    // in steps, so that a reader that takes a little at a time is still bounded: 8 * timeout at most
    for (int steps = 0; steps < 8 && status_pump() && outbox_len > 0; steps++) {
        struct pollfd out = { .fd = STATUS_FD, .events = POLLOUT };
        if (poll(&out, 1, timeout_ms) == 0) return;
    }
}

void status_send(struct json *j, bool optional)
{
    if (!json_finish(j) || reader_gone) return;
    if (j->len > sizeof outbox - outbox_len && !optional) status_drain(1000);
    if (j->len > sizeof outbox - outbox_len) return;
    memcpy(outbox + outbox_len, j->text, j->len);
    outbox_len += j->len;
    status_pump();
}

void status_hello(void)
{
    struct json j;
    json_start(&j, "hello");
    json_number(&j, "protocol", PROTOCOL_VERSION);
    json_string(&j, "version", HELPER_VERSION);
    json_string(&j, "libpcap", pcap_lib_version());
    status_send(&j, false);
}

void status_error(const struct problem *problem)
{
    struct json j;
    json_start(&j, "error");
    json_string(&j, "kind", kind_name(problem->kind));
    if (problem->device >= 0) json_number(&j, "device", problem->device);
    json_string(&j, "text", problem->text);
    status_send(&j, false);
}

void status_done(enum reason reason)
{
    struct json j;
    json_start(&j, "done");
    json_string(&j, "reason", reason_name(reason));
    status_send(&j, false);
}
