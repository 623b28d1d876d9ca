// Every text of live capture can be filled in, in both languages.
import { describe, expect, it } from 'vitest';
import { captureProblem, isProblem, type CaptureProblemKind } from '../../../src-main/capture/problems';
import { executableRemedy, permissionRemedy, rightsRemedy } from '../../../src-main/capture/remedies';
import { shellWord } from '../../../src-main/capture/shell-word';
import { capture } from '../../../src-main/i18n/en/capture';
import { translateMessage } from '../../../src-main/i18n/translate';

const kinds = Object.keys(capture)
  .filter((key) => key.startsWith('capture.problem.'))
  .map((key) => key.slice('capture.problem.'.length) as CaptureProblemKind);
const FIXES = ['setcap', 'bpf', 'npcap', 'build', 'group', 'known', 'other'];

describe.each(['en', 'zh-CN'] as const)('texts in %s', (language) => {
  it.each(kinds)('of %s', (kind) => {
    for (const fix of FIXES) {
      const problem = captureProblem(kind, { device: 'eth0', file: '/tmp/x', detail: 'why', fix, command: 'do it' });
      expect(isProblem(problem, kind)).toBe(true);
      const text = translateMessage(language, problem.message);
      expect(text).not.toMatch(/[{}]|capture\.|undefined/);
      expect(text.length).toBeGreaterThan(8);
    }
    // without any fact it is still a sentence
    expect(translateMessage(language, captureProblem(kind).message)).not.toMatch(/[{}]|undefined/);
  });
});

it.each([
  ['linux', 'setcap', "sudo setcap cap_net_raw=ep '/opt/My App/capture-helper'"],
  ['darwin', 'bpf', 'sudo chgrp admin /dev/bpf* && sudo chmod g+rw /dev/bpf*'],
  ['win32', 'npcap', undefined],
  ['freebsd', 'other', undefined],
] as const)('permission on %s', (platform, fix, command) => {
  expect(permissionRemedy('/opt/My App/capture-helper', platform)).toEqual(command ? { fix, command } : { fix });
});

it('installs the helper out of a mounted image', () => {
  const { fix, command } = rightsRemedy({ file: '/x', isCheckout: false, inImage: '/tmp/.mount_Syn/a b/helper' });
  expect(fix).toBe('install');
  expect(command).toMatch(/^cat '\/tmp\/\.mount_Syn\/a b\/helper' \| pkexec sh -ec '[^']+'$/);
  // the capability comes last: chown takes it away
  expect(command).toMatch(/cat >.*chown .*chmod 0750 .*setcap cap_net_raw=ep /);
});

it('names the group that may start the helper', () => {
  expect(executableRemedy('/x', 'synscope')).toEqual({ fix: 'group', command: 'sudo usermod -aG synscope "$USER"' });
});

it.each([
  ['/opt/synscope/bin', '/opt/synscope/bin'],
  ['/a b', "'/a b'"],
  ["it's", "'it'\\''s'"],
  ['$(reboot)', "'$(reboot)'"],
  ['', "''"],
])('one word for a shell: %j', (text, word) => expect(shellWord(text)).toBe(word));
