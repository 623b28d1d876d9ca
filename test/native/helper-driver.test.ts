// The driver's questions, and helpers that do not behave.
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { capDriver } from '../../src-main/capture/cap/cap-driver';
import { checkCapture, type Finding } from '../../src-main/capture/doctor';
import { filterPresets } from '../../src-main/capture/filter-presets';
import { helperDriver } from '../../src-main/capture/helper-driver';
import type { HelperPlace } from '../../src-main/capture/helper-place';
import { readTraffic } from '../../src-main/capture/adapter-traffic';
import { translateMessage } from '../../src-main/i18n/translate';
import { asNobody, builtHelper, cannotCapture, capFork, TestFolder, TestNetwork } from './staging';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

describe.skipIf(cannotCapture).each(['release', 'sanitized'] as const)('helper, %s: questions', (build) => {
  const driver = (): ReturnType<typeof helperDriver> => helperDriver(builtHelper(build));
  const DLT_EN10MB = 1;

  it.each([
    // filter, words of libpcap, the part that is marked
    ['tcp prot 80', 'syntax error', 'prot'],
    ['host', 'syntax error', ''],
    ['(tcp or udp', 'syntax error', ''],
    ['tcp and)', 'syntax error', ')'],
    ['tcp and (port 80 or prot 443)', 'unknown port', 'prot'],
    ['tcp[tcpflags] & (tcp-syn|tcp-fn) != 0', 'syntax error', 'tcp-fn'],
    ['host 10.0.0.1 and  and tcp', 'syntax error', 'and'],
    ['port nosuchservice', 'unknown port', 'nosuchservice'],
    ['greater x', 'syntax error', 'x'],
    ['tcp or é', 'syntax error', 'é'],
    ['port 99999', 'illegal port number', '99999'],
    ['wlan type mgt', 'only on 802.11', 'mgt'],
  ])('marks the mistake in %j', async (filter, words, marked) => {
    const check = await driver().checkFilter(filter, DLT_EN10MB);
    if (check.kind !== 'mistake') throw new Error(check.kind);
    expect(check.text).toContain(words);
    expect(filter.slice(check.at ?? 0, (check.at ?? 0) + check.length)).toBe(marked);
    if (marked === '') expect(check.at).toBe(filter.length);
  });

  it('marks the second of two words that are the same', async () => {
    const check = await driver().checkFilter('tcp and and udp', DLT_EN10MB);
    expect(check).toMatchObject({ kind: 'mistake', at: 8, length: 3 });
  });

  it('marks no place where the grammar is right', async () => {
    expect(await driver().checkFilter('ip and arp', DLT_EN10MB)).toMatchObject({ kind: 'mistake', at: null });
  });

  it.each(['', 'tcp', 'host 10.0.0.1 and not port 22', 'ether[0] & 1 = 0', 'vlan and ip6'])(
    'accepts %j',
    async (filter) => {
      expect(await driver().checkFilter(filter, DLT_EN10MB)).toEqual({ kind: 'ok' });
    },
  );

  it('accepts every preset', async () => {
    for (const { filter } of filterPresets(['192.0.2.7', 'fd00::7', 'fe80::1', '127.0.0.1']))
      expect(await driver().checkFilter(filter, DLT_EN10MB), filter).toEqual({ kind: 'ok' });
  });

  it('checks for the link type it is given', async () => {
    expect(await driver().checkFilter('ether host 02:00:00:00:00:01', 12)).toMatchObject({ kind: 'mistake' });
  });

  it('does not hand over what no program takes', async () => {
    expect(await driver().checkFilter('tcp\0')).toMatchObject({ kind: 'mistake', at: 3 });
    expect(await driver().checkFilter('x'.repeat(9000))).toMatchObject({ kind: 'mistake', at: null });
  });

  it('can be asked to forget a question', async () => {
    expect((await driver().checkFilter('tcp', 1, AbortSignal.abort())).kind).toBe('unchecked');
    const controller = new AbortController();
    const check = driver().checkFilter('tcp', 1, controller.signal);
    controller.abort();
    expect((await check).kind).toBe('unchecked');
  });

  it('lists adapters with their state, addresses, hardware and link types', async () => {
    const net = new TestNetwork();
    try {
      net.ip('link', 'add', 'd0', 'type', 'veth', 'peer', 'name', 'd1');
      const listed = await helperDriver(net.place(folder, builtHelper(build))).list();
      if (!listed.ok) throw new Error(listed.problem.kind);
      const named = (name: string): unknown => listed.value.find((adapter) => adapter.name === name);
      expect(named('va0')).toMatchObject({
        network: true,
        loopback: false,
        up: true,
        running: true,
        wireless: false,
        hardware: 'veth',
        mac: expect.stringMatching(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/) as string,
        addresses: [{ address: '10.77.0.1', prefix: 24 }],
        moreAddresses: 0,
        dlt: 1,
        problem: null,
      });
      expect(named('d0')).toMatchObject({ up: false, linkTypes: null, problem: { kind: 'capture.device-down' } });
      expect(named('any')).toMatchObject({ network: false, dlt: 113 });
      expect(named('lo')).toMatchObject({ loopback: true, mac: null });
    } finally {
      net.remove();
    }
  });

  it('tells of many addresses only the first ones', async () => {
    const net = new TestNetwork();
    try {
      for (let i = 1; i <= 40; i++) net.ip('addr', 'add', `10.78.0.${i}/24`, 'dev', 'va0');
      const listed = await helperDriver(net.place(folder, builtHelper(build))).list();
      const adapter = listed.ok ? listed.value.find((found) => found.name === 'va0') : undefined;
      expect(adapter?.addresses).toHaveLength(24);
      expect(adapter?.moreAddresses).toBe(17);
    } finally {
      net.remove();
    }
  });
});

describe.skipIf(process.platform === 'win32')('helpers that do not behave', () => {
  const options = { devices: ['lo'], file: '/nonexistent/x.pcapng' };
  const hello = '{"type":"hello","protocol":1,"version":"0","libpcap":"none"}';
  const place = (body: string): HelperPlace => {
    const file = folder.file('fake');
    writeFileSync(file, `#!/bin/sh\n${body}\n`, { mode: 0o755 });
    return { file, isCheckout: true };
  };
  const adapter = `{"type":"adapter","name":"lo","description":"","network":true,"loopback":true,"up":true,
    "running":true,"wireless":false,"connection":"unknown","hardware":"","addresses":[],"moreAddresses":0}`.replace(
    /\s+/g,
    '',
  );
  /** One that lists an adapter before it is asked to do anything else. */
  const listing = (body: string): HelperPlace =>
    place(`if [ "$1" = list ]; then
      echo '${hello}'; echo '${adapter}'; echo '{"type":"done","reason":"finished"}'; exit 0
    fi
    ${body}`);

  it.each<[string, string, string]>([
    ['talks nonsense', 'echo hello world; sleep 60', 'helper-garbled'],
    ['never ends a line', 'head -c 20000 /dev/zero | tr "\\0" x; sleep 60', 'helper-garbled'],
    ['says unknown things', `echo '${hello}'; echo '{"type":"packet"}'; sleep 60`, 'helper-garbled'],
    [
      'is of another version',
      `echo '${hello.replace('1', '2')}'; echo '{"type":"done","reason":"x"}'; exit 1`,
      'helper-version',
    ],
    ['dies', `echo '${hello}'; kill -SEGV $$`, 'helper-died'],
    ['ends without a word', 'exit 0', 'helper-died'],
    [
      'knows kinds of failure that we do not',
      `echo '{"type":"error","kind":"moon","text":"full"}'; exit 1`,
      'internal',
    ],
    [
      'lacks its library',
      'echo "x: error while loading shared libraries: libpcap.so.0.8: no" >&2; exit 127',
      'no-libpcap',
    ],
  ])('one that %s', async (_what, body, kind) => {
    const driver = helperDriver(place(body));
    const [listed, unlisted] = [await driver.list(), await driver.start(options)];
    const started = await helperDriver(listing(body)).start(options);
    expect(listed).toMatchObject({ ok: false, problem: { kind: `capture.${kind}` } });
    expect(unlisted).toMatchObject({ ok: false, problem: { kind: `capture.${kind}` } });
    expect(started).toMatchObject({ ok: false, problem: { kind: `capture.${kind}` } });
    if (!started.ok) expect(translateMessage('en', started.problem.message)).not.toMatch(/^capture\./);
    expect((await driver.checkFilter('tcp')).kind).toBe('unchecked');
  });

  it('one that is not there', async () => {
    const listed = await helperDriver({ file: folder.file('none'), isCheckout: true }).list();
    expect(listed).toMatchObject({
      ok: false,
      problem: { kind: 'capture.no-helper', message: { args: { fix: 'build' } } },
    });
  });

  it('one that may not be started', async () => {
    const { file } = place('exit 0');
    chmodSync(file, 0o644);
    const listed = await helperDriver({ file, isCheckout: false }).list();
    expect(listed).toMatchObject({
      ok: false,
      problem: { kind: 'capture.helper-not-executable', message: { args: { command: `sudo chmod a+x ${file}` } } },
    });
  });

  it('an adapter name, and a file name, that cannot be arguments', async () => {
    const driver = helperDriver(listing('exit 0'));
    expect(await driver.start({ ...options, devices: ['lo\0'] })).toMatchObject({
      ok: false,
      problem: { kind: 'capture.no-such-device' },
    });
    const started = await driver.start({ ...options, file: '/tmp/a\0b' });
    expect(started).toMatchObject({ ok: false, problem: { kind: 'capture.usage' } });
  });
});

describe.skipIf(cannotCapture)('capture check', () => {
  async function findings(place: HelperPlace): Promise<Record<string, Finding>> {
    const found: Record<string, Finding> = {};
    for await (const finding of checkCapture(helperDriver(place), capDriver(capFork('/nowhere/x.js')))) {
      found[finding.id] = finding;
      for (const language of ['en', 'zh-CN'] as const)
        expect(translateMessage(language, finding.message)).not.toMatch(/[{}]|^capture\./);
    }
    return found;
  }
  const states = (found: Record<string, Finding>): Record<string, string> =>
    Object.fromEntries(Object.entries(found).map(([id, finding]) => [id, finding.state]));

  it('finds everything in order, and sees its own packets', async () => {
    const found = await findings(builtHelper());
    expect(states(found)).toEqual({
      helper: 'ok',
      libpcap: 'ok',
      adapters: 'ok',
      permission: 'ok',
      loopback: 'ok',
      cap: 'warning',
    });
    expect(translateMessage('en', found.loopback.message)).toContain('all 5 packets');
    expect(translateMessage('en', found.libpcap.message)).toMatch(/^libpcap version/);
  });

  it('has the command for a helper without permission', async () => {
    chmodSync(folder.path, 0o711);
    const helper = builtHelper().file;
    const copy = folder.file('helper-copy');
    writeFileSync(copy, '');
    const { copyFileSync } = await import('node:fs');
    copyFileSync(helper, copy);
    chmodSync(copy, 0o755);
    const found = await findings({ file: folder.script('as-nobody', `${asNobody} ${copy}`), isCheckout: false });
    expect(states(found)).toMatchObject({ helper: 'ok', adapters: 'ok', permission: 'failed', loopback: 'skipped' });
    expect(found.permission.command).toMatch(/^sudo setcap cap_net_raw=ep /);
  });

  it('skips what cannot be tried without a helper', async () => {
    const found = await findings({ file: folder.file('none'), isCheckout: true });
    expect(states(found)).toMatchObject({
      helper: 'failed',
      libpcap: 'skipped',
      adapters: 'skipped',
      permission: 'skipped',
      loopback: 'skipped',
    });
    expect(found.helper.command).toBe('node native/capture-helper.mjs --setcap');
  });
});

it.skipIf(!existsSync('/proc/net/dev'))('reads how busy the adapters of this machine are', () => {
  expect(readTraffic()?.get('lo')?.packets).toBeGreaterThanOrEqual(0);
  expect(readTraffic('/nonexistent')).toBeNull();
});
