// The expert notes of whole captures: found on worker threads, counted, listed by kind and by connection, bounded, stopped.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NOTE_KINDS } from '../../../../src-main/dissect/expert-notes';
import type { Session } from '../../../../src-main/engine/session';
import type { ExpertRow, ExpertView } from '../../../../src-main/ipc/engine-contract';
import { pcapFile } from '../../../fixtures/make-capture';
import { smallCorpus } from '../../../fixtures/small-corpus';
import { tsharkEnvironment, tsharkVersion } from '../../../oracle/tshark';
import { tempFolder } from '../../../fixtures/temp-folder';
import { connections, datagram, save } from '../captures';
import { ask, loaded, problemOf, until } from '../open-session';

const ALL: ExpertView = { by: 'kind', severities: ['error', 'warn', 'note', 'chat'], displayed: true, open: [] };
const SAMPLES = join(import.meta.dirname, '../../../../resources/samples');

async function looked(path: string): Promise<Session> {
  const session = await loaded(path);
  await until('the end of the pass', () => session.status().passes.every(({ state }) => state !== 'running'));
  expect(session.status().passes).toMatchObject([{ id: 'expert', state: 'done', problem: null }]);
  return session;
}
const rows = (session: Session, view: ExpertView): ExpertRow[] => {
  ask(session, 'expertSummary', { view });
  return ask(session, 'expertRows', { view, from: 0, count: 2000 });
};
const kind = (field: string): number => NOTE_KINDS.findIndex((one) => one.field.abbrev === field);

// 3 connections: a SYN, a SYN-ACK and a FIN each; datagrams have no note
const file = (): string => save(pcapFile([...connections(3), datagram(1), datagram(2)]));

describe('the list of expert notes', () => {
  test('by kind, with its packets below it', async () => {
    const session = await looked(file());
    const summary = ask(session, 'expertSummary', { view: ALL });
    const groups = rows(session, ALL);
    expect(summary.rows).toBe(groups.length);
    const syn = groups.find((row) => row.field === 'tcp.connection.syn');
    expect(syn).toMatchObject({ row: 'group', severity: 'chat', group: 'sequence', protocol: 'TCP', count: 3 });
    const total = groups.reduce((sum, row) => sum + (row.row === 'group' ? row.count : 0), 0);
    expect(Object.values(summary.bySeverity).reduce((sum, one) => sum + one, 0)).toBe(total);
    expect(session.status().notes).toEqual(summary.bySeverity);

    const open = { ...ALL, open: [kind('tcp.connection.syn')] };
    const place = groups.findIndex((row) => row.field === 'tcp.connection.syn');
    expect(ask(session, 'expertSummary', { view: open }).rows).toBe(groups.length + 3);
    const unfolded = rows(session, open).slice(place, place + 4);
    expect(unfolded[0]).toMatchObject({ row: 'group', open: true });
    expect(unfolded.slice(1).map((row) => row.row === 'packet' && [row.frame, row.groupRow])).toEqual([
      [1, place],
      [7, place],
      [13, place],
    ]);
    expect(unfolded[1]).toMatchObject({ hasTime: true, timeSec: 1_700_000_000, info: expect.stringContaining('SYN') as string });
    // any page of it is the same
    const whole = rows(session, open);
    for (let from = 0; from < whole.length; from++)
      expect(ask(session, 'expertRows', { view: open, from, count: 2 })).toEqual(whole.slice(from, from + 2));
  });

  test('by connection, the worst first', async () => {
    const session = await looked(file());
    const view: ExpertView = { ...ALL, by: 'connection' };
    const groups = rows(session, view);
    expect(groups.map((row) => row.row === 'group' && row.flow?.stream)).toEqual([0, 1, 2]);
    const open = { ...view, open: [2] };
    const packets = rows(session, open).filter((row) => row.row === 'packet');
    expect(packets.map(({ id }) => id)).toEqual(packets.map(() => 2));
    expect(packets.length).toBe(groups[1].row === 'group' ? groups[1].count : 0);
    expect(packets.map(({ frame }) => frame).sort((a, b) => a - b)[0]).toBe(7);
  });

  test('of the displayed packets only, or of all', async () => {
    const session = await looked(file());
    ask(session, 'setFilter', { source: { text: 'tcp.stream == 1', macros: [], frame: 0 } });
    await until('the filter', () => ask(session, 'filterStatus', {}).running === null);
    const counts = (view: ExpertView): number[] =>
      rows(session, view).flatMap((row) => (row.row === 'group' && row.field === 'tcp.connection.syn' ? row.count : []));
    expect(counts(ALL)).toEqual([1]);
    expect(counts({ ...ALL, displayed: false })).toEqual([3]);
    const open = { ...ALL, open: [kind('tcp.connection.syn')] };
    expect(rows(session, open).flatMap((row) => (row.row === 'packet' ? row.frame : []))).toEqual([7]);
    // the status bar speaks of the whole capture
    expect(session.status().notes.chat).toBeGreaterThanOrEqual(6);
  });

  test('without severities that are switched off, which are counted all the same', async () => {
    const session = await looked(file());
    const view: ExpertView = { ...ALL, severities: ['error', 'warn'] };
    expect(rows(session, view).filter((row) => row.severity === 'chat')).toEqual([]);
    expect(ask(session, 'expertSummary', { view }).bySeverity).toEqual(ask(session, 'expertSummary', { view: ALL }).bySeverity);
  });

  test('is validated', async () => {
    const session = await looked(file());
    const bad = [{ ...ALL, by: 'colour' }, { ...ALL, severities: ['fatal'] }, { ...ALL, open: [-1] }, { ...ALL, open: [0.5] }];
    for (const view of bad) expect(problemOf(session, 'expertSummary', { view }).kind).toBe('engine.badRequest');
    expect(problemOf(session, 'expertRows', { view: ALL, from: 0, count: 1e9 }).kind).toBe('engine.badRequest');
    expect(problemOf(session, 'stopPass', { id: 'other' }).kind).toBe('engine.badRequest');
    // groups that are none are not there
    expect(ask(session, 'expertSummary', { view: { ...ALL, open: [0xffffffff] } }).rows).toBe(rows(session, ALL).length);
  });
});

/** `-z expert` as counts by severity, group and summary. */
function tsharkNotes(path: string): Map<string, number> {
  const text = execFileSync('tshark', ['-2', '-n', '-r', path, '-q', '-z', 'expert'], {
    encoding: 'utf8',
    env: tsharkEnvironment(tempFolder()),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const counts = new Map<string, number>();
  let severity = '';
  for (const line of text.split('\n')) {
    severity = /^(Error|Warn|Note|Chat|Comment)s \(/.exec(line)?.[1].toLowerCase() ?? severity;
    const found = /^ *(\d+) +(\S+) +\S.*? {2,}(\S.*)$/.exec(line) ?? /^ *(\d+) +(\S+) +\S+ +(\S.*)$/.exec(line);
    if (!found) continue;
    const key = `${severity}, ${found[2].toLowerCase()}: ${found[3].trim()}`;
    counts.set(key, (counts.get(key) ?? 0) + Number(found[1]));
  }
  return counts;
}

describe.skipIf(tsharkVersion() === null)("counts equal tshark's", () => {
  test('probe', async () => {
    const { folder, files } = smallCorpus();
    for (const name of files) {
      const path = join(folder, name);
      if (readFileSync(path).length === 0) continue;
      const session = await loaded(path);
      if (!session.status().passes.length) continue;
      await until('the end of the pass', () => session.status().passes.every(({ state }) => state !== 'running'));
      const ours = rows(session, ALL).map((row) => row.row === 'group' && `${row.severity}, ${row.group}: ${row.name} = ${row.count} (${row.field})`);
      let theirs: string[] = [];
      try { theirs = [...tsharkNotes(path)].map(([k, n]) => `${k} = ${n}`); } catch { theirs = ['?']; }
      console.log(name, '\nOURS', ours, '\nTSHARK', theirs);
      session.close();
    }
  }, 120000);
});
