// The system calls of a running capture (loop.c), and of its end (capture_end, status_drain). Whoever takes the process over by a frame could
// make no other: no program is started, no connection made, no file changed that was there before, no link followed.
//
//   frames      ppoll poll; recvfrom recvmsg; getsockopt (losses, why a device failed); read of the eventfd that ends a wait
//   the file    write; openat: for reading, or to make a file that is not there (O_CREAT|O_EXCL|O_NOFOLLOW); ftruncate;
//               newfstatat fstat statx and unlinkat, for the oldest of a ring; lseek close
//   telling     sendto without an address, or to netlink; read of standard input; write
//   devices     socket: netlink (names of interfaces), or a datagram socket for ioctl(SIOCGIFFLAGS); bind: netlink; getsockname
//   signals     rt_sigreturn rt_sigaction rt_sigprocmask restart_syscall
//   time        clock_gettime gettimeofday time
//   memory      brk mmap munmap mremap madvise: without PROT_EXEC; futex
//   the end     setsockopt munmap close exit exit_group
//
// Anything else answers ENOSYS, as a kernel does that lacks the call: libraries know what to do then. The build for tests is killed instead,
// so that a call missing here does not stay unseen.
#include "confine.h"

#include <errno.h>
#include <string.h>

#ifdef __linux__
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/syscall.h>
#endif

#if defined(__linux__) && defined(__x86_64__)
#define OUR_ARCH AUDIT_ARCH_X86_64
#elif defined(__linux__) && defined(__aarch64__)
#define OUR_ARCH AUDIT_ARCH_AARCH64
#endif

#ifdef OUR_ARCH
#include <fcntl.h>
#include <linux/sockios.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__) || defined(SYNSCOPE_STRICT_CALLS)
#define REFUSED SECCOMP_RET_KILL_PROCESS
#else
#define REFUSED (SECCOMP_RET_ERRNO | ENOSYS)
#endif

enum {
    SOCKADDR_NL = 12, // sizeof(struct sockaddr_nl); an address of the internet is longer
    MAKES_FILE = O_CREAT | O_EXCL | O_NOFOLLOW,
    CHANGES_FILE = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND,
};

// The low half of argument `n`; what these calls take is never longer. Both processors are little-endian.
#define ARGUMENT(n) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args) + 8 * (n))
#define ALLOW BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
#define REFUSE BPF_STMT(BPF_RET | BPF_K, REFUSED)
// The next statement is for this call only.
#define ALWAYS(name) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##name, 0, 1), ALLOW
// The next `length` statements are; they end with a verdict.
#define IF_CALL(name, length) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##name, 0, (length))
#define IF_IS(value) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, 1), ALLOW
#define IF_HAS_NONE_OF(bits) BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, (bits), 1, 0), ALLOW

static struct sock_filter calls[] = {
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OUR_ARCH, 1, 0),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
    ALWAYS(ppoll),
    ALWAYS(read),
    ALWAYS(write),
    ALWAYS(recvfrom),
    ALWAYS(recvmsg),
    ALWAYS(getsockopt),
    ALWAYS(setsockopt),
    ALWAYS(ftruncate),
    ALWAYS(fstat),
    ALWAYS(newfstatat),
    ALWAYS(statx),
    ALWAYS(unlinkat),
    ALWAYS(lseek),
    ALWAYS(close),
    ALWAYS(getsockname),
    ALWAYS(rt_sigreturn),
    ALWAYS(rt_sigaction),
    ALWAYS(rt_sigprocmask),
    ALWAYS(restart_syscall),
    ALWAYS(clock_gettime),
    ALWAYS(gettimeofday),
    ALWAYS(brk),
    ALWAYS(munmap),
    ALWAYS(mremap),
    ALWAYS(madvise),
    ALWAYS(futex),
    ALWAYS(exit),
    ALWAYS(exit_group),
#ifdef SYS_poll
    ALWAYS(poll),
#endif
#ifdef SYS_time
    ALWAYS(time),
#endif
    // int openat(dirfd, path, flags, mode)
    IF_CALL(openat, 7),
    ARGUMENT(2),
    IF_HAS_NONE_OF(CHANGES_FILE),
    BPF_STMT(BPF_ALU | BPF_AND | BPF_K, MAKES_FILE | O_TRUNC | O_APPEND),
    IF_IS(MAKES_FILE),
    REFUSE,
    // int socket(domain, type, protocol)
    IF_CALL(socket, 9),
    ARGUMENT(0),
    IF_IS(AF_NETLINK),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_INET, 0, 4),
    ARGUMENT(1),
    BPF_STMT(BPF_ALU | BPF_AND | BPF_K, 0xf),
    IF_IS(SOCK_DGRAM),
    REFUSE,
    // int bind(fd, address, length)
    IF_CALL(bind, 4),
    ARGUMENT(2),
    IF_IS(SOCKADDR_NL),
    REFUSE,
    // ssize_t sendto(fd, bytes, count, flags, address, length)
    IF_CALL(sendto, 6),
    ARGUMENT(5),
    IF_IS(0),
    IF_IS(SOCKADDR_NL),
    REFUSE,
    // int ioctl(fd, request, …)
    IF_CALL(ioctl, 4),
    ARGUMENT(1),
    IF_IS(SIOCGIFFLAGS),
    REFUSE,
    // void *mmap(address, length, protection, …)
    IF_CALL(mmap, 4),
    ARGUMENT(2),
    IF_HAS_NONE_OF(PROT_EXEC),
    REFUSE,
#if defined(__SANITIZE_ADDRESS__)
    // what the sanitizers do when they write their report, and when they look for leaks
    ALWAYS(sigaltstack),
    ALWAYS(mprotect),
    ALWAYS(getppid),
    ALWAYS(kill),
    ALWAYS(prlimit64),
    ALWAYS(pread64),
#ifdef SYS_open
    ALWAYS(open),
    ALWAYS(getdents),
#endif
    ALWAYS(sched_yield),
#ifdef SYS_readlink
    ALWAYS(readlink),
#endif
    ALWAYS(readlinkat),
    ALWAYS(getpid),
    ALWAYS(gettid),
    ALWAYS(prctl),
    ALWAYS(clone),
    ALWAYS(wait4),
    ALWAYS(ptrace),
    ALWAYS(getdents64),
    ALWAYS(sched_getaffinity),
    ALWAYS(process_vm_readv),
#endif
    REFUSE,
};

bool confine_capture(const char **why)
{
    struct sock_fprog program = { .len = sizeof calls / sizeof calls[0], .filter = calls };
    *why = "";
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0) return true;
    *why = strerror(errno);
    return false;
}
#else
bool confine_capture(const char **why)
{
    *why = strerror(ENOSYS);
    return false;
}
#endif
