// A comparison as the window asks for it: begun, followed, given up; sorted and paged; and what it cannot be made with.
import { copyFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Session } from '../../../../../src-main/engine/session';
import type { CompareStatus } from '../../../../../src-main/ipc/contracts/compare-contract';
import { pcapFile } from '../../../../fixtures/make-capture';
import { handshake, twoPoints, type Sent } from '../../../../fixtures/two-points';
import { tempFolder } from '../../../../fixtures/temp-folder';
import { connections, save } from '../../captures';
import { ask, loaded, problemOf, until } from '../../open-session';

const MS = 1e6;
const TALK: Sent[] = [
  ...handshake(10 * MS),
  { fromClient: true, at: 100 * MS, seq: 1, ack: 1, flags: 'PA', len: 200, delay: null },
  { fromClient: true, at: 300 * MS, seq: 1, ack: 1, flags: 'PA', len: 200, delay: 12 * MS },
  { fromClient: false, at: 320 * MS, seq: 1, ack: 201, flags: 'A', len: 0, delay: 11 * MS },
];
const WAY = { translated: { address: '192.0.2.1', port: 61_000 }, clampedMss: 1400, offset: 5 * MS };
const { client, server } = twoPoints(TALK, WAY);
const file = (frames: typeof client): string => save(pcapFile(frames, { nanoseconds: true }));
const pairs = { sort: 'stream', descending: false, from: 0, count: 100 } as const;

test('reads the other capture, compares, answers in pages', async () => {
  const session = await loaded(file(client));
  expect(ask(session, 'compareStatus', {})).toMatchObject({ phase: 'none' });
  const phases: CompareStatus['phase'][] = [];
  session.onCompare = ({ phase }) => phases.at(-1) === phase || phases.push(phase);
  const other = file(server);
  await session.answers.comparing.begin(other);
  expect(phases).toEqual(['reading', 'comparing', 'ready']);
  expect(ask(session, 'compareStatus', {})).toMatchObject({
    ...{ phase: 'ready', name: 'test.pcap', problem: null, pairs: 1, alone: { a: 0, b: 0 } },
    clocks: { offset: 5 * MS, within: 10 * MS },
  });
  const [row] = ask(session, 'comparePairs', pairs);
  expect(row).toMatchObject({ pair: 0, both: 5, lostToServer: 1, nearClient: 'a', b: { addressA: '192.0.2.1' } });
  const { total, rows } = ask(session, 'compareSegments', { pair: 0, from: 3, count: 2 });
  expect(total).toBe(6);
  expect(rows.map(({ fate, framesA, framesB }) => [fate, framesA, framesB])).toEqual([
    ['lost', [4], []],
    ['both', [5], [4]],
  ]);
  expect(ask(session, 'compareSegments', { pair: 0, from: 0, count: 1 }).rows[0].changes).toContainEqual({
    ...{ field: 'tcp.options.mss_val', a: '1460', b: '1400' },
  });
  expect(problemOf(session, 'compareSegments', { pair: 1, from: 0, count: 1 }).kind).toBe('engine.noFlow');
  ask(session, 'stopCompare', {});
  expect(phases.at(-1)).toBe('none');
  expect(problemOf(session, 'comparePairs', pairs).kind).toBe('compare.nothing');
});

test('pairs are sorted by numbers, the same ones as they come', async () => {
  const session = await loaded(save(pcapFile(connections(300))));
  // the other capture has missed the request of each third connection: it is acknowledged
  const kept = connections(300).filter((_, i) => i % 18 !== 3);
  await session.answers.comparing.begin(save(pcapFile(kept)));
  const missed = ask(session, 'comparePairs', { ...pairs, sort: 'missed', descending: true, count: 300 });
  expect(missed.map(({ pair }) => pair)).toEqual([
    ...Array.from({ length: 100 }, (_, i) => 3 * i),
    ...Array.from({ length: 300 }, (_, i) => i).filter((i) => i % 3 !== 0),
  ]);
  expect(missed.map((one) => one.missed.b).slice(99, 101)).toEqual([1, 0]);
  const page = ask(session, 'comparePairs', { ...pairs, descending: true, from: 295, count: 100 });
  expect(page.map(({ a }) => a.stream)).toEqual([4, 3, 2, 1, 0]);
});

describe('is refused in words', () => {
  const problemWith = async (open: string, other: string): Promise<string | undefined> => {
    const session = await loaded(open);
    await session.answers.comparing.begin(other);
    const { phase, problem } = ask(session, 'compareStatus', {});
    expect(phase).toBe('failed');
    return problem?.kind;
  };
  test('with itself, whatever it is called', async () => {
    const open = file(client);
    expect(await problemWith(open, open)).toBe('compare.sameFile');
    expect(await problemWith(open, join(open, '..', '.', 'test.pcap'))).toBe('compare.sameFile');
  });
  test('with what is no capture, and what is not there', async () => {
    const open = file(client);
    const text = join(tempFolder(), 'notes.txt');
    writeFileSync(text, 'no capture at all, but some words that are long enough');
    expect(await problemWith(open, text)).toBe('formats.text');
    expect(await problemWith(open, join(tempFolder(), 'gone.pcap'))).toMatch(/^formats\./);
  });
  test('while the open one is still captured', async () => {
    const session = new Session({ path: file(client), cacheDir: tempFolder(), follow: true, storeWorker: null });
    const reading = session.start();
    await until('the packets', () => session.frames === client.length);
    await session.answers.comparing.begin(file(server));
    expect(session.answers.comparing.status.problem?.kind).toBe('compare.notRead');
    session.ended();
    await reading;
    await session.answers.comparing.begin(file(server));
    expect(session.answers.comparing.status.phase).toBe('ready');
    session.close();
  });
});

test('a capture that is damaged is compared as far as it goes, which is said', async () => {
  const session = await loaded(file(client));
  const other = join(tempFolder(), 'cut.pcap');
  copyFileSync(file(server), other);
  truncateSync(other, pcapFile(server).length - 20);
  await session.answers.comparing.begin(other);
  const status = ask(session, 'compareStatus', {});
  expect(status).toMatchObject({ phase: 'ready', pairs: 1 });
  expect(status.problem).not.toBeNull();
});

test('captures with nothing in common', async () => {
  const session = await loaded(save(pcapFile(connections(2))));
  await session.answers.comparing.begin(file(server));
  expect(ask(session, 'compareStatus', {})).toMatchObject({ phase: 'ready', pairs: 0, alone: { a: 2, b: 1 } });
  expect(ask(session, 'comparePairs', pairs)).toEqual([]);
});

test('another choice, the end of it, and closing the capture give up what goes on', async () => {
  const session = await loaded(save(pcapFile(connections(2000))));
  const large = save(pcapFile(connections(3000)));
  const { comparing } = session.answers;
  const first = comparing.begin(large);
  const second = comparing.begin(save(pcapFile(connections(1))));
  await Promise.all([first, second]);
  expect(comparing.status).toMatchObject({ phase: 'ready', pairs: 1 });
  const third = comparing.begin(large);
  comparing.stop();
  await third;
  expect(comparing.status.phase).toBe('none');
  const fourth = comparing.begin(large);
  session.close();
  await fourth;
  expect(comparing.status.phase).toBe('none');
});
