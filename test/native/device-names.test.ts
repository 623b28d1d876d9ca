// What is no adapter of the system is never handed to libpcap: no program runs, no connection is opened, no file is made.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { capDriver } from '../../src-main/capture/cap/cap-driver';
import { helperDriver } from '../../src-main/capture/helper-driver';
import { refusedNames, type Trap } from '../fixtures/device-names';
import { cli } from '../unit/cli/run-cli';
import { asNobody, builtCap, builtHelper, cannotCapture, capFork, onPath, TestFolder } from './staging';

const ROOT = resolve(import.meta.dirname, '../..');
/** an argument of a program cannot hold a zero, and the system has a limit for one of them */
const isArgument = (name: string): boolean => !name.includes('\0') && Buffer.from(name).toString() === name;

describe.skipIf(cannotCapture !== null)('a device that is no adapter', () => {
  let folder: TestFolder;
  let server: Server;
  let connections = 0;
  let trap: Trap;
  let names: [what: string, name: string][];

  beforeAll(async () => {
    folder = new TestFolder();
    chmodSync(folder.path, 0o711);
    // whoever runs the program can make its mark here
    mkdirSync(folder.file('marks'));
    chmodSync(folder.file('marks'), 0o777);
    mkdirSync(folder.file('out'));
    chmodSync(folder.file('out'), 0o777);
    server = createServer((socket) => {
      connections++;
      socket.destroy();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    trap = { marker: folder.file('marks/ran'), port: (server.address() as AddressInfo).port };
    names = refusedNames(trap);
  });
  afterAll(() => {
    server.close();
    folder.remove();
  });
  beforeEach(() => {
    rmSync(trap.marker, { force: true });
    for (const name of readdirSync(folder.file('out'))) rmSync(folder.file(`out/${name}`));
    connections = 0;
  });
  /** What the names have done to the system by now: nothing. */
  async function expectNothingDone(): Promise<void> {
    await sleep(100); // a connection that was made is told in a later turn
    expect({ ran: existsSync(trap.marker), connections, files: readdirSync(folder.file('out')) }).toEqual({
      ran: false,
      connections: 0,
      files: [],
    });
  }

  // The proof that these names are traps: the same libpcap, without our check.
  const hasDbus = onPath('tcpdump') && /dbus-system/.test(spawnSync('tcpdump', ['-D'], { encoding: 'utf8' }).stdout);
  it.skipIf(!hasDbus)('is a trap where nobody checks: tcpdump runs the program and connects', async () => {
    for (const wanted of ['a program, by a D-Bus address', 'a connection, by a D-Bus address']) {
      const name = names.find(([what]) => what === wanted)?.[1] ?? '';
      // not spawnSync: the server is in this process
      await once(
        spawn('timeout', ['20', 'tcpdump', '-i', name, '-c', '1', '-w', '/dev/null'], { stdio: 'ignore' }),
        'close',
      );
    }
    await sleep(100);
    expect({ ran: existsSync(trap.marker), connected: connections > 0 }).toEqual({ ran: true, connected: true });
  });

  const ways: [way: string, command: (helper: string) => string[]][] = [
    ['as root', (helper) => [helper]],
    ['with a file capability, as an ordinary user', (helper) => [...asNobody.split(' '), helper]],
    ['as a set-uid copy, as an ordinary user', (helper) => [...asNobody.split(' '), helper]],
  ];
  describe.each(ways)('is refused by the helper %s', (way, command) => {
    let words: string[];
    beforeAll(() => {
      const copy = folder.file('helper-copy');
      rmSync(copy, { force: true });
      copyFileSync(builtHelper().file, copy);
      chmodSync(copy, way.includes('set-uid') ? 0o4755 : 0o755);
      if (way.includes('capability')) execFileSync('setcap', ['cap_net_raw=ep', copy]);
      words = command(copy);
    });
    const capture = (
      name: string,
      environment: Record<string, string> = {},
    ): { status: number | null; kind: string } => {
      const [program, ...rest] = words;
      const args = [
        ...rest,
        'capture',
        '--device',
        name,
        '--output',
        folder.file('out/a.pcapng'),
        '--stop-seconds',
        '1',
      ];
      const done = spawnSync(program, args, { encoding: 'utf8', env: { ...process.env, ...environment } });
      return { status: done.status, kind: /"type":"error","kind":"([^"]+)"/.exec(done.stdout)?.[1] ?? done.stdout };
    };

    it('while an adapter is captured', () => {
      expect(capture('lo')).toEqual({ status: 0, kind: expect.stringContaining('"type":"ready"') as unknown });
      expect(readdirSync(folder.file('out'))).toEqual(['a.pcapng']);
    });

    it('whatever its name', async () => {
      let tried = 0;
      for (const [what, name] of names.filter((one) => isArgument(one[1]))) {
        const tooLong = name === '' || Buffer.byteLength(name) > 255;
        const refused = tooLong ? { status: 2, kind: 'usage' } : { status: 1, kind: 'no-such-device' };
        expect({ what, ...capture(name) }).toEqual({ what, ...refused });
        tried++;
      }
      expect(tried).toBeGreaterThan(40);
      await expectNothingDone();
    });

    it('beside an adapter that is one, before that is opened', async () => {
      const [program, ...rest] = words;
      const args = ['capture', '--device', 'lo', '--device', names[0][1], '--output', folder.file('out/a.pcapng')];
      const done = spawnSync(program, [...rest, ...args], { encoding: 'utf8' });
      expect(done.stdout).toContain('"kind":"no-such-device","device":1');
      await expectNothingDone();
    });

    it('whatever the environment says of a bus', async () => {
      const address = `unixexec:path=/bin/touch,argv1=${trap.marker}`;
      const environment = { DBUS_SESSION_BUS_ADDRESS: address, DBUS_SYSTEM_BUS_ADDRESS: address };
      for (const name of ['dbus-session', 'dbus-system', 'nosuch0'])
        expect(capture(name, environment)).toEqual({ status: 1, kind: 'no-such-device' });
      const [program, ...rest] = words;
      spawnSync(program, [...rest, 'list'], { env: { ...process.env, ...environment } });
      await expectNothingDone();
    });
  });

  it('is refused by the driver in front of the helper', async () => {
    const driver = helperDriver(builtHelper());
    for (const [what, name] of names) {
      const started = await driver.start({ devices: [name], file: folder.file('out/a.pcapng') });
      expect({ what, kind: started.ok ? 'started' : started.problem.kind }).toEqual({
        what,
        kind: 'capture.no-such-device',
      });
    }
    await expectNothingDone();
  });

  it('is refused by that driver before the helper is asked to capture', async () => {
    // a helper that lists like ours, and captures on everything
    const asked = folder.file('asked');
    const trusting = folder.file('trusting');
    writeFileSync(
      trusting,
      `#!/bin/sh\n[ "$1" = capture ] && echo "$@" >>${asked}\nexec ${builtHelper().file} "$@"\n`,
      { mode: 0o755 },
    );
    const driver = helperDriver({ file: trusting, isCheckout: false });
    for (const [, name] of names.slice(0, 4))
      await driver.start({ devices: [name], file: folder.file('out/a.pcapng') });
    expect(existsSync(asked)).toBe(false);
    const good = await driver.start({ devices: ['lo'], file: folder.file('out/a.pcapng') });
    if (good.ok) await good.value.stop();
    expect(existsSync(asked)).toBe(true);
  });

  const capFrom = cannotCapture ? null : builtCap();
  describe.skipIf(capFrom === null)('is refused by the driver over the package cap', () => {
    it('in its process', async () => {
      const driver = capDriver(capFork(capFrom));
      for (const [what, name] of [names[0], names[3], names[8]]) {
        const started = await driver.start({ devices: [name], file: folder.file('out/a.pcapng') });
        expect({ what, kind: started.ok ? 'started' : started.problem.kind }).toEqual({
          what,
          kind: 'capture.no-such-device',
        });
      }
      await expectNothingDone();
    });

    it('whatever its name, with the real package', async () => {
      // one process for all names; a name that got through would open, run or connect here
      const script = folder.file('all-names.mts');
      writeFileSync(
        script,
        `import { loadCap } from '${join(ROOT, 'src-main/capture/cap/cap-module.ts')}';
         import { startCapSession } from '${join(ROOT, 'src-main/capture/cap/cap-session.ts')}';
         const { names, file, from } = JSON.parse(process.env.TRIAL);
         const module = loadCap(from);
         if (!module.ok) throw new Error('no cap');
         const kinds = names.map((name) => {
           const started = startCapSession(module.value, { devices: [name], file }, () => {});
           return started.ok ? 'started' : started.problem.kind;
         });
         console.log(JSON.stringify(kinds));
         process.exit(0);`,
      );
      const trial = { names: names.map(([, name]) => name), file: folder.file('out/a.pcapng'), from: capFrom };
      const env = { ...process.env, TRIAL: JSON.stringify(trial) };
      const done = spawnSync(process.execPath, ['--import', 'tsx', script], { cwd: ROOT, env, encoding: 'utf8' });
      const kinds = JSON.parse(done.stdout || '[]') as string[];
      expect(names.map(([what], i) => [what, kinds[i]])).toEqual(
        names.map(([what]) => [what, 'capture.no-such-device']),
      );
      await expectNothingDone();
    });
  });

  it('is refused on the command line, which names the adapters there are', async () => {
    for (const [what, name] of names.filter(([, one]) => one !== '')) {
      const { code, out, err } = await cli('capture', '-i', name, '-w', folder.file('out/a.pcapng'));
      // "-w" and the like are options without their values to the command line
      expect({ what, code: code === 1 || (name.startsWith('-') && code === 2) }).toEqual({ what, code: true });
      expect({ what, out }).toEqual({ what, out: '' });
      if (code === 1) {
        expect(err).toMatch(
          /^synscope: There is no adapter “.*”\. Adapters: .*\blo\b.*\. `synscope interfaces` lists them\.\n$/,
        );
        expect(err.length).toBeLessThan(500);
      }
    }
    await expectNothingDone();
  });

  it('the helper tells nothing but what it opens', () => {
    const done = spawnSync(builtHelper().file, ['list'], { encoding: 'utf8' });
    const listed = [...done.stdout.matchAll(/"type":"adapter","name":"([^"]+)"/g)].map((found) => found[1]);
    expect(listed.sort()).toEqual(['any', ...readdirSync('/sys/class/net')].sort());
  });

  it('the helper forgets its environment before anything else', () => {
    // asked by the first thing that main() calls in libpcap
    const source = folder.file('tell.c');
    const library = folder.file('tell.so');
    writeFileSync(
      source,
      `#include <stdio.h>
       extern char **environ;
       const char *pcap_lib_version(void)
       {
           for (char **v = environ; *v; v++) fprintf(stderr, "%s\\n", *v);
           fprintf(stderr, "told\\n");
           return "none";
       }`,
    );
    execFileSync('cc', ['-shared', '-fPIC', '-o', library, source]);
    const told = (zone: string): string => {
      const env = { LD_PRELOAD: library, PATH: '/tmp', DBUS_SESSION_BUS_ADDRESS: 'unixexec:path=/x', TZ: zone };
      return spawnSync(builtHelper().file, ['version'], { encoding: 'utf8', env }).stderr;
    };
    expect(told('/tmp/zone')).toBe('told\n');
    expect(told(':../zone')).toBe('told\n');
    expect(told('Europe/Berlin')).toBe('TZ=Europe/Berlin\ntold\n');
  });
});
