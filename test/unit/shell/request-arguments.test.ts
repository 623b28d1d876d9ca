import * as v from 'valibot';
import { expect, it } from 'vitest';
import { DEFAULT_RULES as RULES } from '../../../src-main/ipc/capture-defaults';
import type { ShellRequest } from '../../../src-main/ipc/contracts/shell-contract';
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
  ['startCapture', { ...RULES, adapters: ['0123456789abcdef'] }, true],
  ['startCapture', { ...RULES, adapters: [] }, true],
  ['startCapture', { ...RULES, adapters: ['lo'] }, false],
  ['startCapture', { ...RULES, adapters: ['0123456789abcdef\n'] }, false],
  ['startCapture', { ...RULES, adapters: ['0123456789ABCDEF'] }, false],
  ['startCapture', { ...RULES, adapters: [7] }, false],
  ['startCapture', { ...RULES, adapters: Array<string>(17).fill('0123456789abcdef') }, false],
  ['startCapture', { ...RULES, devices: ['lo'] }, false],
  ['startCapture', { ...RULES, adapters: ['0123456789abcdef'], devices: ['lo'] }, false],
  ['checkCaptureFilter', { filter: '', adapter: null }, true],
  ['checkCaptureFilter', { filter: '', adapter: '0123456789abcdef' }, true],
  ['checkCaptureFilter', { filter: '', adapter: 'lo' }, false],
  ['checkCaptureFilter', { filter: '', device: 'lo' }, false],
  ['copyText', { text: '1\t2' }, true],
  ['copyText', { text: null }, false],
  ['copyTable', { rows: [['a', 'b'], ['1']] }, true],
  ['copyTable', { rows: [] }, false],
  ['copyTable', { rows: [[1]] }, false],
  ['copyTable', { rows: [Array<string>(257).fill('')] }, false],
  ['copyTable', { rows: [['']], html: '<b>' }, false],
  ['copyPicture', { png: new Uint8Array(4) }, true],
  ['copyPicture', { png: 'data:' }, false],
];

it.each(rows)('%s %j: %s', (name, args, allowed) => {
  expect(v.is(REQUEST_ARGUMENTS[name], args)).toBe(allowed);
});
