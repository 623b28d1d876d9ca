#include "stop.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "status.h"

static int wake[2] = { -1, -1 };

static void on_signal(int number)
{
    int saved = errno;
    char byte = (char)number;
    // a full pipe has said the same already
    if (write(wake[1], &byte, 1) < 0) errno = saved;
    errno = saved;
}

static int pipe_or_socket(int fd)
{
    struct stat st;
    return fstat(fd, &st) == 0 && (S_ISFIFO(st.st_mode) || S_ISSOCK(st.st_mode)) ? fd : -1;
}

static bool set_flags(int fd)
{
    return fcntl(fd, F_SETFD, FD_CLOEXEC) == 0 && fcntl(fd, F_SETFL, O_NONBLOCK) == 0;
}

int stop_watch_begin(struct stop_watch *watch)
{
    struct sigaction action = { .sa_handler = on_signal };
    struct sigaction ignore = { .sa_handler = SIG_IGN };
    if (pipe(wake) != 0 || !set_flags(wake[0]) || !set_flags(wake[1])) return -1;
    sigemptyset(&action.sa_mask);
    sigemptyset(&ignore.sa_mask);
    if (sigaction(SIGINT, &action, NULL) != 0 || sigaction(SIGTERM, &action, NULL) != 0 ||
        sigaction(SIGHUP, &action, NULL) != 0)
        return -1;
    // a closed status channel and a file at its size limit are answers of write(), not reasons to die
    if (sigaction(SIGPIPE, &ignore, NULL) != 0 || sigaction(SIGXFSZ, &ignore, NULL) != 0) return -1;
    *watch = (struct stop_watch){
        .signal_fd = wake[0],
        .input_fd = pipe_or_socket(STDIN_FILENO),
        .output_fd = pipe_or_socket(STATUS_FD),
    };
    return 0;
}

bool stop_input_closed(struct stop_watch *watch)
{
    char bytes[512];
    ssize_t n = read(watch->input_fd, bytes, sizeof bytes);
    return n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN);
}

void capture_request_stop(struct capture *c, enum reason reason)
{
    if (c->stop) return;
    c->stop = reason;
    for (int i = 0; i < c->count; i++)
        if (c->devices[i].pcap) pcap_breakloop(c->devices[i].pcap);
}
