// Response times as the engine answers them: of all packets and of those that are displayed, with the filters that find their packets.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compileFilter } from '../../../../src-main/filter/compile';
import { adviseOn } from '../../../../src-main/filter/help/advise';
import { Session } from '../../../../src-main/engine/session';
import { packMessage, unpackMessages } from '../../../../src-main/engine/search/response-test';
import type { StatisticsRow, StatisticsSort } from '../../../../src-main/ipc/contracts/statistics-contract';
import { answerFrames } from '../../../fixtures/answers';
import { pcapFile } from '../../../fixtures/make-capture';
import { ask, WORKERS } from '../open-session';

let folder: string;
let session: Session;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'responses-'));
  const path = join(folder, 'test.pcap');
  writeFileSync(path, pcapFile(answerFrames(), { nanoseconds: true }));
  session = new Session({ path, cacheDir: folder, workers: WORKERS, storeWorker: null });
  await session.start();
});
afterAll(() => {
  session.close();
  rmSync(folder, { recursive: true });
});

const NONE: StatisticsSort = { column: null, descending: false };
/** The rows once all is known of the capture. */
async function rows(displayed = false, sort = NONE): Promise<StatisticsRow[]> {
  const view = { table: 'responses', displayed } as const;
  for (;;) {
    const done = session.status().passes.every(({ state }) => state === 'done');
    const summary = ask(session, 'statisticsSummary', { view, again: false });
    expect(summary.state).not.toBe('failed');
    if (done && summary.state === 'done')
      return ask(session, 'statisticsRows', { view, sort, from: 0, count: summary.rows });
    await sleep(5);
  }
}
const NO_MACROS = { macros: [], reference: () => null };
/** How many packets a filter shows, once it is known of all. */
async function filtered(text: string): Promise<number> {
  // no filter of ours is one that its reader is warned of
  expect(adviseOn(text, compileFilter(text, NO_MACROS)), text).toEqual([]);
  expect(ask(session, 'setFilter', { source: { text, macros: [], frame: 0 } })).toMatchObject({ ok: true });
  while (ask(session, 'filterStatus', {}).running !== null) await sleep(5);
  return ask(session, 'filterStatus', {}).matched;
}

const ms = 1e6;
/** Answers, least, mean, median, 95 %, most, the slowest frame, without an answer, and their share. */
const EXPECTED: Record<string, unknown[]> = {
  tcp: [1, 21 * ms, 21 * ms, 21 * ms, 21 * ms, 21 * ms, 10, 1, 50],
  tcpSynAck: [1, 20 * ms, 20 * ms, 20 * ms, 20 * ms, 20 * ms, 9, 1, 50],
  tcpAck: [1, ms, ms, ms, ms, ms, 10, null, null],
  tcpRoundTrip: [1, 21 * ms, 21 * ms, 21 * ms, 21 * ms, 21 * ms, 10, null, null],
  dns: [3, 10 * ms, (70 * ms) / 3, 30 * ms, 30 * ms, 30 * ms, 5, 1, 25],
  'dnsType A': [2, 10 * ms, 20 * ms, 10 * ms, 30 * ms, 30 * ms, 6, 0, 0],
  'dnsType AAAA': [1, 30 * ms, 30 * ms, 30 * ms, 30 * ms, 30 * ms, 5, 0, 0],
  'dnsType TXT': [0, null, null, null, null, null, null, 1, 100],
  'dnsCode 0 No error': [2, 10 * ms, 20 * ms, 10 * ms, 30 * ms, 30 * ms, 6, null, null],
  'dnsCode 3 No such name': [1, 30 * ms, 30 * ms, 30 * ms, 30 * ms, 30 * ms, 5, null, null],
  http: [3, 25 * ms, 50 * ms, 50 * ms, 75 * ms, 75 * ms, 16, 1, 25],
  'httpMethod GET': [2, 25 * ms, 50 * ms, 25 * ms, 75 * ms, 75 * ms, 16, 1, 100 / 3],
  'httpMethod POST': [1, 50 * ms, 50 * ms, 50 * ms, 50 * ms, 50 * ms, 14, 0, 0],
  'httpCode 200 OK': [2, 25 * ms, 50 * ms, 25 * ms, 75 * ms, 75 * ms, 16, null, null],
  'httpCode 404 Not Found': [1, 50 * ms, 50 * ms, 50 * ms, 50 * ms, 50 * ms, 14, null, null],
  'httpHost www.example.com': [3, 25 * ms, 50 * ms, 50 * ms, 75 * ms, 75 * ms, 16, 1, 25],
};
const rounded = (values: unknown[]): unknown[] =>
  values.map((value, i) => (typeof value === 'number' && i < 8 ? Math.round(value) : value));

describe('response times', () => {
  test('times of a capture in which they are known', async () => {
    const found = await rows();
    expect(Object.fromEntries(found.map(({ cells: [of, ...values] }) => [of, values]))).toEqual(
      Object.fromEntries(Object.entries(EXPECTED).map(([of, values]) => [of, rounded(values)])),
    );
    expect(found.map(({ cells }) => cells[0])).toEqual(Object.keys(EXPECTED));
    expect(found.filter(({ depth }) => depth === 0).map(({ cells }) => cells[0])).toEqual(['tcp', 'dns', 'http']);
  });

  test('sorted, kinds stay below their service', async () => {
    const found = await rows(false, { column: 'maxNs', descending: true });
    expect(found.filter(({ depth }) => depth === 0).map(({ cells }) => cells[0])).toEqual(['http', 'dns', 'tcp']);
    expect(found[1].cells[0]).toMatch(/^http/);
  });

  test('the filter of a row finds its packets, that of requests without an answer as many as there are', async () => {
    const found = await rows();
    for (const { cells, filter, unanswered } of found) {
      const [of, answers, , , , , , , without] = cells;
      const packets = await filtered(filter);
      // of TCP the packets of the connection, but for the analysis, which says nothing of a SYN; of methods and hosts all requests
      const kind = String(of).split(' ')[0];
      const isRequest = kind === 'httpMethod' || kind === 'httpHost';
      if (kind.startsWith('tcp')) expect(packets, filter).toBe(kind === 'tcpRoundTrip' ? 9 : 10);
      else expect(packets, filter).toBe(Number(answers) + (isRequest ? Number(without) : 0));
      if (unanswered === undefined) continue;
      // a SYN that was sent again
      expect(await filtered(unanswered), unanswered).toBe(kind.startsWith('tcp') ? 2 : without);
    }
    await filtered('');
  });

  test('of displayed packets: an answer counts where it is displayed, a request without one where its packet is', async () => {
    await filtered('dns.flags.response == 0 || http.response.code == 200');
    const found = (await rows(true)).map(({ cells }) => [cells[0], cells[1], cells[8]]);
    expect(found).toEqual([
      ['dns', 0, 1],
      ['dnsType TXT', 0, 1],
      ['http', 2, 0],
      ['httpMethod GET', 2, 0],
      ['httpCode 200 OK', 2, null],
      ['httpHost www.example.com', 2, 0],
    ]);
    await filtered('');
    expect((await rows(true)).length).toBe(Object.keys(EXPECTED).length);
  });
});

test('what workers hand in comes back as it was', () => {
  const words: number[] = [];
  const one = { service: 'dns', ns: -1.5e9, type: 28, code: -1, method: '', host: '' } as const;
  const two = { service: 'http', ns: null, type: -1, code: 404, method: 'GET', host: '例え.jp' } as const;
  packMessage(words, 7, one);
  packMessage(words, 0xffff_fff0, two);
  const found: unknown[] = [];
  unpackMessages(Uint32Array.from(words), (row, message) => found.push([row, message]));
  expect(found).toEqual([
    [7, one],
    [0xffff_fff0, two],
  ]);
});
