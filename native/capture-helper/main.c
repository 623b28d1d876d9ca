// Synscope's capture helper: the one program that may hold a privilege. It lists adapters, checks capture filters, and
// writes what arrives at adapters into a pcapng file. It looks into no frame. Exit status: 0 done, 1 failed, 2 usage.
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "adapters.h"
#include "capture.h"
#include "environment.h"
#include "filter.h"
#include "loop.h"
#include "options.h"
#include "privileges.h"
#include "status.h"

// A descriptor 0, 1 or 2 that is not there would be given to the next file opened: the capture would go to "stderr".
static void fill_standard_fds(void)
{
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) == -1 && open("/dev/null", O_RDWR) != fd) abort();
}

static int finish(const struct problem *problem, enum reason reason)
{
    if (problem->kind != KIND_NONE) status_error(problem);
    status_done(reason);
    status_drain(250);
    if (problem->kind == KIND_USAGE) return 2;
    return problem->kind == KIND_NONE ? 0 : 1;
}

static int run_list(const struct options *options, struct problem *problem)
{
    // opening adapters for their link types is the one thing here that needs the privilege
    if (!options->no_link_types) adapters_ask_link_types();
    if (privileges_drop(problem) != 0) return -1;
    return adapters_list(!options->no_link_types, problem);
}

static int run_check(const struct options *options, struct problem *problem)
{
    if (privileges_drop(problem) != 0) return -1;
    int dlt = options->link_type >= 0 ? options->link_type : DLT_EN10MB;
    return filter_check(options->filter, dlt, options->snaplen, problem);
}

static int run_capture(const struct options *options, struct problem *problem, enum reason *reason)
{
    static struct capture capture;
    if (capture_begin(&capture, options, problem) != 0) {
        capture_end(&capture);
        return -1;
    }
    capture_loop(&capture);
    capture_end(&capture);
    *problem = capture.problem;
    // a failure at the very end (statistics that no longer fit on the disk) is one too
    if (problem->kind == KIND_NONE)
        *reason = capture.stop;
    else
        *reason = problem->device >= 0 ? REASON_LOST : REASON_ERROR;
    return 0;
}

int main(int argc, char **argv)
{
    struct options options;
    struct problem problem = { .kind = KIND_NONE, .device = -1 };
    enum reason reason = REASON_FINISHED;
    environment_clear();
    fill_standard_fds();
    signal(SIGPIPE, SIG_IGN);
    status_hello();
    int status = options_parse(&options, argc, argv, &problem);
    if (status == 0) {
        switch (options.mode) {
        case MODE_VERSION: break;
        case MODE_LIST: status = run_list(&options, &problem); break;
        case MODE_CHECK: status = run_check(&options, &problem); break;
        case MODE_CAPTURE: status = run_capture(&options, &problem, &reason); break;
        }
    }
    if (status != 0) reason = REASON_ERROR;
    return finish(&problem, reason);
}
