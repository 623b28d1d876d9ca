// Every kind of export where it cannot be written, or is not wanted any more: it says so, and no part of it is left under any name.
import { mkdirSync, readdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Session } from '../../../src-main/engine/session';
import { translateMessage } from '../../../src-main/i18n/translate';
import type {
  ExportedTable,
  ExportEnd,
  ExportWanted,
  TableFormat,
} from '../../../src-main/ipc/contracts/export-contract';
import { pcapFile } from '../../fixtures/make-capture';
import { MAY_MOUNT, smallDisk } from '../../fixtures/small-disk';
import { tempFolder } from '../../fixtures/temp-folder';
import { connections, save } from './captures';
import { ask, loaded } from './open-session';

const packets = (form: object): ExportWanted => ({
  ...{ what: 'packets', scope: { by: 'all' }, format: 'pcapng', cut: false, anonymise: false },
  ...form,
});
const table = (of: ExportedTable, format: TableFormat): ExportWanted => ({
  ...{ what: 'table', table: of, format, scope: { by: 'all' } },
});
const KINDS: [name: string, wanted: ExportWanted][] = [
  ['packets.pcapng', packets({})],
  ['packets.pcap', packets({ format: 'pcap' })],
  ['cut.pcapng', packets({ cut: true })],
  ['anonymous.pcapng', packets({ anonymise: true })],
  ['packets.csv', table('packets', 'csv')],
  ['packets.json', table('packets', 'json')],
  ['connections.tsv', table('connections', 'tsv')],
  ['connections.parquet', table('connections', 'parquet')],
  ['notes.ndjson', table('notes', 'ndjson')],
  ['conversations.csv', table('conversations-tcp', 'csv')],
];

const whole = pcapFile(connections(60));

function exported(session: Session, file: string, wanted: ExportWanted, cancel = false): Promise<ExportEnd> {
  return new Promise((resolve) => {
    session.onExport = ({ end }) => {
      if (end) resolve(end);
      else if (cancel) ask(session, 'cancelExport', {});
    };
    void session.answers.exports.start(file, wanted);
  });
}

/** It has failed, and says so in both languages with the name of the file. */
function inWords(end: ExportEnd, file: string): void {
  const problem = end.kind === 'failed' ? end.problem : null;
  for (const language of ['en', 'zh-CN'] as const) {
    const text = problem === null ? '' : translateMessage(language, problem.message);
    expect(text).toContain(file);
    expect(text).not.toMatch(/[{}]/);
  }
}

test(
  'exports that cannot be written, are not wanted any more, or of a capture that is gone',
  { timeout: 180_000 },
  async () => {
    const capture = save(whole);
    const session = await loaded(capture);
    const isDone = (): boolean => session.status().passes.every(({ state }) => state === 'done');
    await vi.waitUntil(isDone, { timeout: 120_000 });
    const folder = tempFolder();
    writeFileSync(path.join(folder, 'file'), '');
    mkdirSync(path.join(folder, 'taken'));

    // a folder that is not there, one that is a file, a name that is a folder's
    for (const [name, wanted] of KINDS)
      for (const file of [path.join(folder, 'no', name), path.join(folder, 'file', name), path.join(folder, 'taken')]) {
        const end = await exported(session, file, wanted);
        expect(end).toMatchObject({ kind: 'failed', problem: { kind: 'export.refused' } });
        inWords(end, file);
      }
    expect(readdirSync(folder).sort()).toEqual(['file', 'taken']);

    // cancelled: what was there stays
    const there = tempFolder();
    for (const [name, wanted] of KINDS) {
      const file = path.join(there, name);
      writeFileSync(file, 'before');
      expect([name, await exported(session, file, wanted, true)]).toEqual([name, { kind: 'cancelled' }]);
      expect(readFileSync(file, 'utf8')).toBe('before');
    }
    expect(readdirSync(there).sort()).toEqual(KINDS.map(([name]) => name).sort());

    if (MAY_MOUNT) {
      const full = smallDisk('4k');
      for (const [name, wanted] of KINDS) {
        const end = await exported(session, path.join(full, name), wanted);
        expect([name, end]).toMatchObject([name, { kind: 'failed', problem: { kind: 'export.full' } }]);
        inWords(end, path.join(full, name));
        expect(readdirSync(full)).toEqual([]);
      }
    }

    // the capture vanishes while it is open: it is read on, and what is written is whole
    unlinkSync(capture);
    for (const [name, wanted] of KINDS)
      expect([name, await exported(session, path.join(there, name), wanted)]).toMatchObject([
        name,
        { kind: 'written' },
      ]);
    expect(readFileSync(path.join(there, 'packets.pcap')).length).toBe(whole.length);
  },
);
