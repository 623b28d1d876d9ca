import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkCaptureFile } from '../../../src-main/shell/capture-files';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'synscope-files-'))));
afterEach(() => {
  rmSync(folder, { recursive: true });
});

it('lets a file pass', async () => {
  const file = path.join(folder, 'a.pcap');
  writeFileSync(file, '');
  expect(await checkCaptureFile(file)).toBeNull();
});

it('says what a folder is', async () => {
  expect(await checkCaptureFile(folder)).toMatchObject({ kind: 'file.notAFile', message: { key: 'shell.notAFile' } });
});

it('says what is missing, and where', async () => {
  const file = path.join(folder, 'gone.pcap');
  expect(await checkCaptureFile(file)).toMatchObject({
    kind: 'file.missing',
    message: { key: 'shell.missing', args: { name: 'gone.pcap', path: file } },
  });
});

// root may read everything
it.skipIf(process.getuid?.() === 0)('says what is forbidden', async () => {
  const file = path.join(folder, 'secret.pcap');
  writeFileSync(file, '');
  chmodSync(file, 0o000);
  expect(await checkCaptureFile(file)).toMatchObject({ kind: 'file.denied' });
});
