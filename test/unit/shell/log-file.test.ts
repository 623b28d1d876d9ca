// The log: bounded, never in the way, and without paths and addresses where it is copied.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { LogFile, redacted } from '../../../src-main/shell/log-file';

const folder = mkdtempSync(path.join(tmpdir(), 'synscope-log-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('keeps the newest entries in two files of bounded size', () => {
  const log = new LogFile(path.join(folder, 'logs'), 1000);
  for (let i = 0; i < 200; i++) log.write(`entry ${i}`);
  for (const name of ['synscope.log', 'synscope.1.log'])
    expect(statSync(path.join(folder, 'logs', name)).size).toBeLessThanOrEqual(1000);
  expect(log.tail(2).map((line) => line.slice(25))).toEqual(['entry 198', 'entry 199']);
  expect(statSync(log.file).mode & 0o777).toBe(0o600);
});

it('indents what has several lines, so that each entry begins with its time', () => {
  const log = new LogFile(folder);
  log.write('one\ntwo');
  expect(readFileSync(log.file, 'utf8')).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z one\n {2}two\n$/);
});

it('gets on where there is no place for a log', () => {
  rmSync(folder, { recursive: true, force: true });
  writeFileSync(folder, '');
  const log = new LogFile(folder);
  log.write('lost');
  expect(log.tail(5)).toEqual(['']);
});

it.each([
  ['cannot write /home/li/captures/a.pcapng: ENOSPC', 'cannot write <path>: ENOSPC'],
  ['{"file":"/home/li/my capture.pcapng","detail":"EACCES"}', '{"file":"<path>","detail":"EACCES"}'],
  ["open '/srv/x y/z'", "open '<path>'"],
  ['at f (file:///opt/synscope/out/main/main.js:1:2)', 'at f (<path>)'],
  ['C:\\Users\\li\\x.pcap is damaged', '<path> is damaged'],
  ['/home/li/my files/a.pcap', '<path>'],
  ['192.0.2.7 and 2001:db8::1, fe80::1', '<address> and <address>, <address>'],
  ['2001:db8:0:0:0:0:0:1', '<address>'],
  ['from 02:a0:c9:14:c8:29', 'from <address>'],
  ['::1 alone', '<address> alone'],
  ['Electron 45.4.1, 12:30:01, tcp/443, Foo::bar()', 'Electron 45.4.1, 12:30:01, tcp/443, Foo::bar()'],
])('leaves out paths and addresses: %s', (text, expected) => expect(redacted(text)).toBe(expected));
