// Where live captures lie: never two under one name, never one deleted for another, those of a dead process offered.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { CaptureFolder } from '../../../src-main/shell/live/capture-folder';
import { tempFolder } from '../../fixtures/temp-folder';

const NOW = Date.UTC(2026, 10, 22, 12);

function begin(folder: CaptureFolder) {
  const place = folder.create(['lo'], 'tcp', NOW);
  if (!place.ok) throw new Error(place.problem.kind);
  writeFileSync(place.value.file, 'packets');
  return place.value;
}

test('a capture that was given up does not take a later one of the same name with it', () => {
  const folder = new CaptureFolder(path.join(tempFolder(), 'live'));
  const first = begin(folder);
  first.files.discard();
  const second = begin(folder);
  expect(second.file).toBe(first.file);
  first.files.discard();
  expect(existsSync(second.file)).toBe(true);
  expect(second.files.existing).toEqual([second.file]);
  expect(begin(folder).file).not.toBe(second.file);
});

test('a capture of a process that is gone is offered, taken over, or deleted; nothing outside is touched', () => {
  const root = path.join(tempFolder(), 'live');
  const folder = new CaptureFolder(root);
  const { file } = begin(folder);
  expect(folder.recoverable()).toEqual([]); // it is ours and runs
  const marker = path.join(root, readdirSync(root).find((name) => name.endsWith('.json')) ?? '');
  const precious = path.join(tempFolder(), 'precious.pcapng');
  writeFileSync(precious, 'precious');
  const dead = { ...(JSON.parse(readFileSync(marker, 'utf8')) as object), pid: 2 ** 22 + 1, files: [precious, file] };
  writeFileSync(marker, JSON.stringify(dead));
  const [offered] = folder.recoverable();
  expect(offered).toMatchObject({ devices: ['lo'], filter: 'tcp', files: 1, bytes: 7 });
  expect(folder.adopt(offered.id)).toMatchObject({ paths: [file] });
  expect(folder.recoverable()).toEqual([]); // this process has it now
  writeFileSync(marker, JSON.stringify(dead));
  folder.discard(offered.id);
  expect(readdirSync(root)).toEqual([]);
  expect(existsSync(precious)).toBe(true);
});
