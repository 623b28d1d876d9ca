// The wall around a running capture (native/capture-helper/confine.c): what the kernel still answers, and what the helper says where it has none.
// And the folder of the file: links that somebody else put where others can write are not followed.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkCapture } from '../../src-main/capture/doctor';
import { helperDriver } from '../../src-main/capture/helper-driver';
import { translateMessage } from '../../src-main/i18n/translate';
import type { Message } from '../../src-main/ipc/message';
import { HelperStage } from './helper-stage';
import { asNobody, cannotCapture, NOBODY, processStatus, textOf, tsharkFrames } from './staging';

/** A library that makes calls when the helper asks for its losses, and writes the kernel's answers to a file that it opened before the wall stood. */
const TAKEN_OVER_C = `
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
static int report = -1;
__attribute__((constructor)) static void begin(void) { report = open(FOLDER "/report", O_WRONLY | O_CREAT | O_APPEND, 0600); }
static void say(const char *what, long result) { dprintf(report, "%s: %s\\n", what, result < 0 ? strerrorname_np(errno) : "done"); }
int pcap_stats(void *pcap, void *into)
{
    static int once;
    struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(9), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    char *const none[] = { NULL };
    (void)pcap, (void)into;
    if (once++) return -1;
    say("execve", execve("/bin/true", none, none));
    say("clone", syscall(SYS_clone, 17, 0, 0, 0, 0));
    say("ptrace", syscall(SYS_ptrace, 0, 0, 0, 0));
    say("packet socket", socket(AF_PACKET, SOCK_RAW, 0));
    say("tcp socket", socket(AF_INET, SOCK_STREAM, 0));
    int udp = socket(AF_INET, SOCK_DGRAM, 0);
    say("udp socket", udp);
    say("connect", connect(udp, (void *)&to, sizeof to));
    say("sendto", sendto(udp, "x", 1, 0, (void *)&to, sizeof to));
    say("write existing", open(FOLDER "/victim", O_WRONLY));
    say("truncate existing", open(FOLDER "/victim", O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_TRUNC, 0600));
    say("append existing", open(FOLDER "/victim", O_RDWR | O_APPEND));
    say("make existing", open(FOLDER "/victim", O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600));
    say("make", open(FOLDER "/new", O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600));
    say("chmod", chmod(FOLDER "/victim", 0777));
    say("rename", rename(FOLDER "/victim", FOLDER "/gone"));
    say("code", mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? -1 : 0);
    return -1;
}`;

describe.skipIf(cannotCapture)('helper: the wall around a capture', () => {
  const stage = new HelperStage('release');

  it('stands while frames are read', async () => {
    const file = stage.folder.file('ours.pcapng');
    const started = await helperDriver(stage.net.place(stage.folder, stage.helper)).start({
      ...{ devices: ['va0'], file, filter: 'udp port 9' },
    });
    if (!started.ok) throw new Error(started.problem.kind);
    stage.running = started.value;
    expect(stage.running.isConfined).toBe(true);
    expect(processStatus(stage.running.pid).get('Seccomp')).toBe('2');
    await stage.net.flood(3);
    expect(await stage.running.stop()).toMatchObject({ end: 'stopped', problem: null, progress: { frames: 3 } });
    expect(tsharkFrames(file).map(textOf)).toHaveLength(3);
  });

  it('leaves whoever takes the process over with what a capture needs', () => {
    const { folder, helper } = stage;
    writeFileSync(folder.file('victim'), 'precious');
    writeFileSync(folder.file('taken.c'), TAKEN_OVER_C);
    const library = folder.file('taken.so');
    execFileSync('cc', ['-shared', '-fPIC', `-DFOLDER="${folder.path}"`, '-o', library, folder.file('taken.c')]);
    const args = ['capture', '--device', 'lo', '--stop-seconds', '1', '--output', folder.file('ours.pcapng')];
    const done = spawnSync(helper.file, args, { encoding: 'utf8', env: { ...process.env, LD_PRELOAD: library } });
    expect(done.status).toBe(0);
    const said = readFileSync(folder.file('report'), 'utf8');
    expect(
      Object.fromEntries(
        said
          .trimEnd()
          .split('\n')
          .map((line) => line.split(': ')),
      ),
    ).toEqual({
      execve: 'ENOSYS',
      clone: 'ENOSYS',
      ptrace: 'ENOSYS',
      'packet socket': 'ENOSYS',
      'tcp socket': 'ENOSYS',
      'udp socket': 'done', // to ask whether an adapter is up
      connect: 'ENOSYS',
      sendto: 'ENOSYS',
      'write existing': 'ENOSYS',
      'truncate existing': 'ENOSYS',
      'append existing': 'ENOSYS',
      'make existing': 'EEXIST',
      make: 'done', // the next file of a ring
      chmod: 'ENOSYS',
      rename: 'ENOSYS',
      code: 'ENOSYS',
    });
    expect(readFileSync(folder.file('victim'), 'utf8')).toBe('precious');
  });

  it('is told of where the kernel has none', async () => {
    const { folder, helper } = stage;
    const source = folder.file('none.c');
    // the kernel that has no seccomp: what the C library is asked for answers so
    writeFileSync(source, NO_SECCOMP_C);
    execFileSync('cc', ['-shared', '-fPIC', '-o', folder.file('none.so'), source]);
    const place = {
      file: folder.script('old', `env LD_PRELOAD=${folder.file('none.so')} ${helper.file}`),
      isCheckout: true,
    };
    const findings = [];
    for await (const one of checkCapture(helperDriver(place), helperDriver(place))) findings.push(one);
    const loopback = findings.find(({ id }) => id === 'loopback');
    expect(loopback).toMatchObject({ state: 'ok', message: { key: 'capture.check.loopback.open' } });
    for (const language of ['en', 'zh-CN'] as const)
      expect(translateMessage(language, loopback?.message as Message)).toContain('seccomp');
  });

  describe('the folder of the file', () => {
    /** What a capture as an ordinary user says to a file whose folder is reached by `path`. */
    function kindFor(path: string): string | undefined {
      const copy = stage.folder.file('helper-copy');
      copyFileSync(stage.helper.file, copy);
      execFileSync('setcap', ['cap_net_raw=ep', copy]);
      chmodSync(copy, 0o755);
      chmodSync(stage.folder.path, 0o755);
      const args = ['capture', '--device', 'lo', '--stop-seconds', '1', '--output', `${path}/ours.pcapng`];
      const [program, ...words] = [...asNobody.split(' '), copy, ...args];
      const { stdout } = spawnSync(program, words, { encoding: 'utf8' });
      const messages = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { type: string; kind?: string });
      return messages.find(({ type }) => type === 'error')?.kind;
    }
    /** A folder of nobody's, and one where `mode` says who can write, with a link in it that `owner` has made. */
    function link(mode: number, owner: number): string {
      mkdirSync(stage.folder.file('mine'));
      chownSync(stage.folder.file('mine'), NOBODY, NOBODY);
      const place = stage.folder.file('place');
      mkdirSync(place);
      chmodSync(place, mode);
      symlinkSync('../mine', join(place, 'link'));
      lchownSync(join(place, 'link'), owner, owner);
      return join(place, 'link');
    }

    it.each([
      ['a stranger, where anybody can write', 0o777, 12_345, 'output-unwritable'],
      ['a stranger, where a group can write', 0o775, 12_345, 'output-unwritable'],
      ['a stranger, where only root can write', 0o755, 12_345, undefined],
      ['its user, where anybody can write', 0o777, NOBODY, undefined],
      ['root, where anybody can write', 0o777, 0, undefined],
    ])('is reached by a link of %s', (_, mode, owner, kind) => {
      expect(kindFor(link(mode, owner))).toBe(kind);
      expect(existsSync(stage.folder.file('mine/ours.pcapng'))).toBe(kind === undefined);
    });

    it('is not reached by links that lead to each other', () => {
      symlinkSync('b', stage.folder.file('a'));
      symlinkSync('a', stage.folder.file('b'));
      expect(kindFor(stage.folder.file('a'))).toBe('output-unwritable');
    });

    it('is reached by absolute links, dots and doubled slashes', () => {
      const path = link(0o755, NOBODY);
      symlinkSync(path, stage.folder.file('far'));
      expect(kindFor(`${stage.folder.path}//place/./../far/.`)).toBeUndefined();
      expect(existsSync(stage.folder.file('mine/ours.pcapng'))).toBe(true);
    });
  });
});

const NO_SECCOMP_C = `
#define _GNU_SOURCE
#include <errno.h>
#include <stdarg.h>
#include <dlfcn.h>
#include <sys/prctl.h>
int prctl(int what, ...)
{
    static int (*real)(int, ...);
    va_list list;
    va_start(list, what);
    unsigned long a = va_arg(list, unsigned long), b = va_arg(list, unsigned long);
    unsigned long c = va_arg(list, unsigned long), d = va_arg(list, unsigned long);
    va_end(list);
    if (what == PR_SET_SECCOMP) { errno = EINVAL; return -1; }
    if (!real) real = (int (*)(int, ...))dlsym(RTLD_NEXT, "prctl");
    return real(what, a, b, c, d);
}
`;
