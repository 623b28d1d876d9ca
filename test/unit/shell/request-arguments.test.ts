import * as v from 'valibot';
import { expect, it } from 'vitest';
import type { ShellRequest } from '../../../src-main/ipc/shell-contract';
import { REQUEST_ARGUMENTS } from '../../../src-main/shell/request-arguments';

const rows: [name: ShellRequest, args: unknown, allowed: boolean][] = [
  ['state', {}, true],
  ['state', undefined, false],
  ['state', { more: 1 }, false],
  ['openRecent', { id: 'abc' }, true],
  ['openRecent', { id: 7 }, false],
  ['openRecent', { id: 'x'.repeat(65) }, false],
  ['openSample', { id: 'https', path: '/etc/passwd' }, false],
  ['openDropped', { path: '' }, false],
  ['openDropped', { path: '/a.pcap' }, true],
  ['setPreferences', {}, true],
  ['setPreferences', { theme: 'dark' }, true],
  ['setPreferences', { theme: 'pink' }, false],
  ['setPreferences', { zoom: NaN }, false],
  ['setPreferences', { surprise: true }, false],
  ['copyText', { text: '1\t2' }, true],
  ['copyText', { text: null }, false],
];

it.each(rows)('%s %j: %s', (name, args, allowed) => {
  expect(v.is(REQUEST_ARGUMENTS[name], args)).toBe(allowed);
});
