// The expert notes of whole captures: found on worker threads, counted, listed by kind and by connection, bounded, stopped.
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { NOTE_KINDS, NoteSink } from '../../../../src-main/dissect/expert-notes';
import { CaptureDocument } from '../../../../src-main/engine/document/document';
import { ExpertPass } from '../../../../src-main/engine/passes/expert-pass';
import { NoteLayout } from '../../../../src-main/engine/passes/note-layout';
import { Notes } from '../../../../src-main/engine/passes/notes';
import { WorkerPool } from '../../../../src-main/engine/search/worker-pool';
import { Session } from '../../../../src-main/engine/session';
import { AnalysisView } from '../../../../src-main/flow/capture-index-view';
import type { ExpertRow, ExpertView } from '../../../../src-main/ipc/contracts/engine-contract';
import { pcapFile } from '../../../fixtures/make-capture';
import { tempFolder } from '../../../fixtures/temp-folder';
import { blocks, connection, connections, datagram, save } from '../captures';
import { ask, loaded, problemOf, until, WORKERS } from '../open-session';

const ALL: ExpertView = { by: 'kind', severities: ['error', 'warn', 'note', 'chat'], displayed: true, open: [] };

async function looked(path: string): Promise<Session> {
  const session = await loaded(path);
  await until('the end of the pass', () => session.status().passes.every(({ state }) => state !== 'running'));
  expect(session.status().passes).toMatchObject([
    { id: 'expert', state: 'done', problem: null },
    { id: 'messages', state: 'done', problem: null },
    { id: 'names', state: 'done', problem: null },
    { id: 'timing', state: 'done', problem: null },
    { id: 'tls', state: 'done', problem: null },
  ]);
  return session;
}
const rows = (session: Session, view: ExpertView): ExpertRow[] => {
  ask(session, 'expertSummary', { view });
  return ask(session, 'expertRows', { view, from: 0, count: 2000 });
};
const kind = (field: string): number => NOTE_KINDS.findIndex((one) => one.field.abbrev === field);

// 3 connections: a SYN, a SYN-ACK and a FIN each; of datagrams, data behind a message of DNS
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
    expect(unfolded[1]).toMatchObject({
      hasTime: true,
      timeSec: 1_700_000_000,
      info: expect.stringContaining('SYN') as string,
    });
    // any page of it is the same
    const whole = rows(session, open);
    for (let from = 0; from < whole.length; from++)
      expect(ask(session, 'expertRows', { view: open, from, count: 2 })).toEqual(whole.slice(from, from + 2));
  });

  test('by connection, the worst first', async () => {
    const session = await looked(file());
    const view: ExpertView = { ...ALL, by: 'connection' };
    const groups = rows(session, view);
    // the connections, then both conversations of UDP
    expect(groups.map((row) => row.row === 'group' && row.flow?.stream)).toEqual([0, 1, 2, 0, 1]);
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
      rows(session, view).flatMap((row) =>
        row.row === 'group' && row.field === 'tcp.connection.syn' ? row.count : [],
      );
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
    expect(ask(session, 'expertSummary', { view }).bySeverity).toEqual(
      ask(session, 'expertSummary', { view: ALL }).bySeverity,
    );
  });

  test('is validated', async () => {
    const session = await looked(file());
    const bad = [
      { ...ALL, by: 'colour' },
      { ...ALL, severities: ['fatal'] },
      { ...ALL, open: [-1] },
      { ...ALL, open: [0.5] },
    ];
    for (const view of bad) expect(problemOf(session, 'expertSummary', { view }).kind).toBe('engine.badRequest');
    expect(problemOf(session, 'expertRows', { view: ALL, from: 0, count: 1e9 }).kind).toBe('engine.badRequest');
    expect(problemOf(session, 'stopPass', { id: 'other' }).kind).toBe('engine.badRequest');
    // groups that are none are not there
    expect(ask(session, 'expertSummary', { view: { ...ALL, open: [0xffffffff] } }).rows).toBe(
      rows(session, ALL).length,
    );
  });
});

test('with more notes than are listed, the rest is counted by kind', () => {
  const notes = new Notes(4);
  const syn = kind('tcp.connection.syn');
  const fin = kind('tcp.connection.fin');
  notes.add(Uint32Array.of(0, syn, 1, syn, 2, fin, 3, syn, 4, syn, 5, fin));
  expect([notes.listed, notes.total, notes.counts[syn], notes.counts[fin]]).toEqual([4, 6, 4, 2]);
  const query = { by: 'kind' as const, severities: ['chat' as const], counts: null };
  const layout = new NoteLayout(notes, new AnalysisView(), query);
  expect(layout.bySeverity.chat).toBe(6);
  expect(Array.from(layout.groups, (group) => [group, layout.count(group)])).toEqual([
    [syn, 4],
    [fin, 2],
  ]);
  // of the SYNs three are listed, of the FINs one
  expect(layout.total([syn, fin])).toBe(2 + 3 + 1);
  // what has to be asked of their rows is known of those only that are listed
  const filtered = new NoteLayout(notes, new AnalysisView(), { ...query, counts: (row) => row > 0 });
  expect([filtered.count(syn), filtered.count(fin), filtered.bySeverity.chat]).toEqual([2, 1, 3]);
});

test('notes of one frame are bounded', () => {
  const sink = new NoteSink();
  sink.begin(new Uint8Array(0));
  for (let i = 0; i < 100_000; i++) sink.expert(NOTE_KINDS[0].field);
  expect(sink.found.length).toBe(1024);
  sink.begin(new Uint8Array(0));
  expect(sink.found.length).toBe(0);
});

test('what was looked at early is looked at again where answers may change, and joined with the rest', async () => {
  const path = save(pcapFile(connections(2000)));
  const opened = await CaptureDocument.open(path);
  if (!opened.ok) throw new Error(opened.problem.kind);
  const { document } = opened;
  const pool = new WorkerPool(document, WORKERS, 2);
  onTestFinished(() => {
    pool.close();
    document.close();
  });
  await document.read({ progress: () => undefined, stopped: () => false });
  const fresh = new ExpertPass();
  const signal = new AbortController().signal;
  const done = {
    document,
    pool,
    rows: document.frames,
    growing: false,
    aside: () => Promise.resolve(),
    more: () => Promise.resolve(false),
  };
  await fresh.run(done, signal, () => undefined);
  expect([fresh.notes.looked, fresh.notes.counts[kind('tcp.connection.syn')]]).toEqual([12_000, 2000]);

  // the first 4096 rows while the capture grew
  const pass = new ExpertPass(undefined, true);
  let growing = true;
  const before = pass.notes;
  const work = {
    ...done,
    get growing() {
      return growing;
    },
  };
  await pass.run(work, signal, (looked) => (growing = looked < 4096));
  expect(pass.notes).not.toBe(before);
  const listed = (notes: Notes) => [
    [...notes.rows.data.subarray(0, notes.listed)],
    [...notes.kinds.data.subarray(0, notes.listed)],
  ];
  expect(listed(pass.notes)).toEqual(listed(fresh.notes));
  expect([...pass.notes.counts]).toEqual([...fresh.notes.counts]);
  // once more is no more work
  const { notes } = pass;
  await pass.run(work, signal, () => undefined);
  expect(pass.notes).toBe(notes);
});

test('a running capture: notes grow with it', async () => {
  const path = join(tempFolder(), 'live.pcapng');
  const bytes = blocks([...connection(1, 1_700_000_000), ...connection(2, 1_700_000_010)]);
  const half = blocks(connection(1, 1_700_000_000)).length;
  writeFileSync(path, bytes.subarray(0, half));
  const session = new Session({ path, cacheDir: tempFolder(), follow: true, storeWorker: null, workers: WORKERS });
  onTestFinished(() => session.close());
  const reading = session.start();
  const count = (): number => rows(session, ALL).reduce((sum, row) => sum + (row.row === 'group' ? row.count : 0), 0);
  await until('the first connection', () => session.status().passes[0]?.done === 6);
  const first = count();
  expect(first).toBeGreaterThanOrEqual(3);
  expect(session.status()).toMatchObject({
    live: true,
    passes: [
      { state: 'running', done: 6, total: 6 },
      { done: 6 },
      { id: 'names', total: 6 },
      { id: 'timing', done: 0 },
      { id: 'tls', total: 6 },
    ],
  });
  appendFileSync(path, bytes.subarray(half));
  await until('the second', () => session.status().passes[0].done === 12);
  expect(count()).toBe(2 * first);
  session.ended();
  await reading;
  await until('its end', () => session.status().passes[0].state === 'done');
  expect(count()).toBe(2 * first);
});
