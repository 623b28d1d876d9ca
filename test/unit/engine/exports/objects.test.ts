// Objects out of an open capture: a folder of their own, whole or not there. And the packets that the reader has marked.
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { writeObjects } from '../../../../src-main/engine/exports/write-objects';
import { translateMessage } from '../../../../src-main/i18n/translate';
import type { ExportEnd, ExportStatus, ExportWanted } from '../../../../src-main/ipc/contracts/export-contract';
import type { Session } from '../../../../src-main/engine/session';
import { MAY_MOUNT, smallDisk } from '../../../fixtures/small-disk';
import { tempFolder } from '../../../fixtures/temp-folder';
import { ask, askLater, loaded } from '../open-session';

const HTTPS = path.resolve(import.meta.dirname, '../../../../resources/samples/https.pcapng');
const object = (name: string, size: number, cut = false) => ({ name, cut, content: new Uint8Array(size).fill(65) });
/* eslint-disable-next-line @typescript-eslint/require-await -- what it stands for waits */
async function* objects(...all: ReturnType<typeof object>[]): AsyncGenerator<ReturnType<typeof object>> {
  yield* all;
}
const going = { named: () => undefined, stopped: () => false };

function exported(session: Session, file: string, wanted: ExportWanted): Promise<ExportStatus> {
  return new Promise((resolve) => {
    session.onExport = (status) => {
      if (status.end) resolve(status);
    };
    void session.answers.exports.start(file, wanted);
  });
}

test('each export has a folder of its own; what was there stays', async () => {
  const folder = tempFolder();
  const to = path.join(folder, 'x-objects');
  mkdirSync(to);
  writeFileSync(path.join(to, '1-a.txt'), 'before');
  const names: string[] = [];
  const run = { named: (name: string) => void names.push(name), stopped: () => false };
  const end = await writeObjects(to, objects(object('1-a.txt', 3), object('2-b.txt', 4, true)), run);
  expect(end).toEqual({
    ...{ kind: 'written', items: 2, bytes: 7 },
    notes: [{ key: 'export.note.cut', args: { count: 1 } }],
  });
  expect(names).toEqual(['x-objects-2']);
  expect(readFileSync(path.join(to, '1-a.txt'), 'utf8')).toBe('before');
  expect(readdirSync(`${to}-2`).sort()).toEqual(['1-a.txt', '2-b.txt']);
  expect(readFileSync(path.join(`${to}-2`, '1-a.txt'), 'utf8')).toBe('AAA');
});

test('without objects there is no folder', async () => {
  const to = path.join(tempFolder(), 'x');
  expect(await writeObjects(to, objects(), going)).toEqual({ kind: 'written', items: 0, bytes: 0, notes: [] });
  expect(existsSync(to)).toBe(false);
});

test('given up, refused or on a full disk: nothing of the folder stays, and it is said why', async () => {
  const folder = tempFolder();
  let asked = 0;
  const stopped = (): boolean => ++asked > 1;
  const many = [object('1-a', 10), object('2-b', 10), object('3-c', 10)];
  expect(await writeObjects(path.join(folder, 'a'), objects(...many), { ...going, stopped })).toEqual({
    kind: 'cancelled',
  });
  const said = (end: ExportEnd, kind: string, where: string): void => {
    expect(end).toMatchObject({ kind: 'failed', problem: { kind } });
    for (const language of ['en', 'zh-CN'] as const)
      expect(end.kind === 'failed' && translateMessage(language, end.problem.message)).toContain(where);
  };
  const nowhere = path.join(folder, 'no', 'such');
  said(await writeObjects(nowhere, objects(...many), going), 'export.refused', nowhere);
  writeFileSync(path.join(folder, 'file'), '');
  const inFile = path.join(folder, 'file', 'x');
  said(await writeObjects(inFile, objects(...many), going), 'export.refused', inFile);
  expect(readdirSync(folder)).toEqual(['file']);
  if (process.getuid?.() !== 0 && process.platform !== 'win32') {
    chmodSync(folder, 0o500);
    said(await writeObjects(path.join(folder, 'x'), objects(...many), going), 'export.refused', folder);
    chmodSync(folder, 0o700);
  }
  if (!MAY_MOUNT) return;
  const small = smallDisk('16k');
  const big = objects(object('1-a', 4096), object('2-b', 1 << 16));
  said(await writeObjects(path.join(small, 'x'), big, going), 'export.full', path.join(small, 'x', '2-b'));
  expect(readdirSync(small)).toEqual([]);
});

test('of an open capture: what its messages carry, once they are known; packets that are marked', async () => {
  const session = await loaded(HTTPS);
  const folder = tempFolder();
  const to = path.join(folder, 'objects');
  const status = await exported(session, to, { what: 'objects', scope: { by: 'all' } });
  expect(status).toMatchObject({ what: 'objects', name: 'objects', done: session.frames, total: session.frames });
  expect(status.end).toMatchObject({ kind: 'written', items: 1 });
  const [name] = readdirSync(to);
  expect(status.end).toMatchObject({ bytes: readFileSync(path.join(to, name)).length });

  ask(session, 'mark', {
    what: 'marked',
    packets: {
      by: 'frames',
      ranges: [
        [4, 4],
        [9, 10],
      ],
    },
    on: true,
  });
  const marked: ExportWanted = {
    ...{ what: 'packets', scope: { by: 'marked' }, format: 'pcapng', cut: false, anonymise: false },
  };
  expect(await askLater(session, 'exportCount', { wanted: marked })).toMatchObject({ items: 3 });
  const packets = await exported(session, path.join(folder, 'marked.pcapng'), marked);
  expect(packets.end).toMatchObject({ kind: 'written', items: 3 });
});
