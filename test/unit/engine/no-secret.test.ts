// Secrets stay in the engine: everything that leaves it is searched for them, of a capture with a key log beside it and of one with secrets inside.
import { copyFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { answerRequest } from '../../../src-main/engine/port/requests';
import { Session } from '../../../src-main/engine/session';
import type { EngineRequest, EngineRequests } from '../../../src-main/ipc/contracts/engine-contract';
import {
  EXPORTED_TABLES,
  PACKET_FORMATS,
  TABLE_FORMATS,
  type ExportWanted,
} from '../../../src-main/ipc/contracts/export-contract';
import { FOLLOW_FORMS, FOLLOW_LAYERS } from '../../../src-main/ipc/contracts/follow-contract';
import { GRAPH_KINDS } from '../../../src-main/ipc/contracts/graph-contract';
import type { PacketsToPrint } from '../../../src-main/ipc/contracts/print-contract';
import { REPORT_SECTIONS, type ReportQuery } from '../../../src-main/ipc/contracts/report-contract';
import { SQL_LIMITS } from '../../../src-main/ipc/contracts/sql-contract';
import { STATISTICS_TABLES } from '../../../src-main/ipc/contracts/statistics-contract';
import { dtlsCapture, dtlsKeys } from '../../fixtures/dtls-captures';
import { bytesOf, found, needlesOf, type Needle } from '../../fixtures/secret-search';
import { tempFolder } from '../../fixtures/temp-folder';
import { allStored, SQL_WORKER, STORE_WORKER, until, WORKERS } from './open-session';

const own = (name: string): string => fileURLToPath(new URL(`../../fixtures/tls-keys/${name}`, import.meta.url));
const source = (text: string) => ({ text, macros: [], frame: 0 });
const QUERY: ReportQuery = {
  scope: { by: 'all' },
  settings: {
    ...{ language: 'en', title: '', author: '', course: '', date: '', text: '', template: '' },
    sections: [...REPORT_SECTIONS],
  },
};

/** Everything of every packet. */
const PAGES: PacketsToPrint = {
  what: 'packets',
  scope: { by: 'all' },
  ...{ summary: true, details: 'all', bytes: true, open: [] },
  ...{ time: 'sinceStart', digits: 9 },
};

/** What the window can ask, of a capture with a TLS connection: a request that is forgotten does not compile. */
function questions(frames: number): { [N in EngineRequest]: EngineRequests[N]['args'][] } {
  const all = Array.from({ length: frames }, (_, i) => i + 1);
  const flow = 0;
  const listing = { sort: 'problems', descending: false, displayed: false } as const;
  const list = { kind: 'tcp', sort: 'stream', descending: false } as const;
  const fields = ['tls.handshake.random', 'tls.app_data', 'tls.handshake.session_id', 'frame.comment'];
  const expert = { by: 'kind', severities: ['chat', 'note', 'warn', 'error'], displayed: false, open: [0, 1] } as const;
  const view = { ...expert, severities: [...expert.severities], open: [...expert.open] };
  const views = STATISTICS_TABLES.map((table) => ({ table, displayed: false }));
  const follow = FOLLOW_LAYERS.flatMap((layer) =>
    FOLLOW_FORMS.map((form) => ({ flow, layer, stream: -1, side: 'both', form, encoding: 'latin-1' }) as const),
  );
  const packets = { what: 'packets', scope: { by: 'all' }, format: 'pcapng', cut: false, anonymise: false } as const;
  const io = { filters: [source('tls')], displayed: false, intervalNs: 1e9, fromNs: null, toNs: null };
  return {
    status: [{}],
    packetRows: [{ from: 0, count: frames, fields, colours: true }],
    packetDetail: all.map((frame) => ({ frame })),
    rowOfFrame: [{ frame: 1, nearest: true }],
    frameInFlow: [{ flow, frame: 1, by: 1 }],
    comments: [{ frame: null }, ...all.map((frame) => ({ frame }))],
    nextMarked: [{ what: 'marked', frame: 1, by: 1 }],
    flows: [{ ...list, from: 0, count: 10 }],
    flowIds: [{ ...list, from: 0, count: 10 }],
    decodable: [{ table: 'tcp.port' }],
    flowCounts: [{}],
    flow: [{ id: flow }],
    rowOfFlow: [{ id: flow, ...list }],
    timeline: [{ flow, unfolded: [] }],
    timelineRows: [{ flow, unfolded: [], from: 0, count: 100, sack: true }],
    timelineRowOfFrame: [{ flow, unfolded: [], frame: 1 }],
    verdict: [{ flow }],
    report: [QUERY],
    keySummary: [{}],
    keyRows: [{ state: null, from: 0, count: 10 }],
    tlsSummary: [{ displayed: false }],
    tlsRows: [{ ...listing, from: 0, count: 10 }],
    tlsRowOfFlow: [{ ...listing, flow }],
    tlsLook: [{ flow }],
    graph: GRAPH_KINDS.map((kind) => ({ flow, kind, fromA: true, from: null, to: null, columns: 100 })),
    followSummary: follow.map((one) => ({ view: one })),
    followRows: follow.map((one) => ({ view: one, from: 0, count: 100 })),
    followFind: [{ view: follow[0], what: { by: 'text', text: 'a' }, from: 0, backward: false }],
    http2StreamOf: all.map((frame) => ({ frame })),
    checkFilter: [{ source: source('tls') }],
    completeFilter: [{ text: 'tls.', cursor: 4, macros: [] }],
    filterStatus: [{}],
    courseFacts: [{ packets: 'tls', field: 'tls.handshake.random', frame: 1 }],
    countMatches: [{ sources: [source('tls')] }],
    find: [{ what: { by: 'filter', source: source('tls') }, from: 0, backward: false, wrap: true }],
    frameAtTime: [{ sec: 0, nano: 0 }],
    captureFilterOf: [{ source: source('tcp') }],
    checkRules: [{ filters: ['tls'], macros: [] }],
    setColouring: [{ id: 1, rules: [{ name: 'TLS', filter: 'tls' }], macros: [] }],
    exportCount: [{ wanted: packets }],
    statisticsSummary: views.map((one) => ({ view: one, again: true })),
    statisticsRows: views.map((one) => ({
      ...{ view: one, sort: { column: null, descending: false }, from: 0, count: 100 },
    })),
    flowOfStream: [{ kind: 'tcp', stream: 0 }],
    sqlRun: [{ text: 'SELECT * FROM flow, capture', limits: SQL_LIMITS }],
    sqlRows: [{ id: 1, from: 0, count: 100 }],
    captureProperties: [{ displayed: false }],
    ioGraph: [{ query: io }],
    expertSummary: [{ view }],
    expertRows: [{ view, from: 0, count: 100 }],
    compareStatus: [{}],
    comparePairs: [{ sort: 'stream', descending: false, from: 0, count: 100 }],
    compareSegments: [{ pair: 0, from: 0, count: 1000 }],
    // what changes something comes last
    mark: [{ what: 'marked', packets: { by: 'all' }, on: true }],
    setComments: [{ frame: 1, comments: ['seen'] }],
    setFilter: [{ source: source('tls.handshake') }],
    cancelFilter: [{}],
    flowHosts: views.map((one) => ({ view: one })),
    stopStatistics: views.map((one) => ({ view: one })),
    cancelFollowSave: [{}],
    cancelExport: [{}],
    stopPass: [{ id: 'tls' }],
    resumePass: [{ id: 'tls' }],
    cancelLoad: [{}],
    stopCompare: [{}],
  };
}

/** Each table, the packets in each form, what was transferred. */
const EXPORTS: ExportWanted[] = [
  { what: 'objects', scope: { by: 'all' } },
  ...EXPORTED_TABLES.flatMap((table) =>
    TABLE_FORMATS.filter((format) => format !== 'parquet' || table === 'connections').map((format): ExportWanted => ({
      ...{ what: 'table', table, format, scope: { by: 'all' } },
    })),
  ),
  ...PACKET_FORMATS.flatMap((format) =>
    [0, 1, 2].map((i): ExportWanted => ({
      ...{ what: 'packets', scope: { by: 'all' }, format, cut: i === 1, anonymise: i === 2 },
    })),
  ),
];
const nameOf = (wanted: ExportWanted): string =>
  wanted.what === 'objects'
    ? 'objects'
    : wanted.what !== 'packets'
      ? `${wanted.what === 'table' ? wanted.table : 'sql'}.${wanted.format}`
      : `packets${wanted.cut ? '-cut' : ''}${wanted.anonymise ? '-anonymised' : ''}.${wanted.format}`;

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => statSync(name).isFile());

/** Opens a capture, has everything told and written, and says in what of it which secret stands; `said`: how much was looked at. */
async function leaks(
  capture: string,
  keyLog: string | null,
  needles: Needle[],
  opened = 1,
): Promise<{ in: Record<string, string[]>; said: Set<string> }> {
  const where: Record<string, string[]> = {};
  const said = new Set<string>();
  const look = (what: string, bytes: Uint8Array): void => {
    if (bytes.length > 2) said.add(what);
    const names = found(needles, bytes);
    if (names.length > 0) where[what] = [...(where[what] ?? []), ...names];
  };
  // the log of the app is what its processes write there
  for (const way of ['log', 'warn', 'error'] as const) {
    const spy = vi.spyOn(console, way).mockImplementation((...line) => look('log', bytesOf(line)));
    onTestFinished(() => spy.mockRestore());
  }
  const cacheDir = tempFolder();
  const threads = { workers: WORKERS, storeWorker: STORE_WORKER, sqlWorker: SQL_WORKER };
  const session = new Session({ path: capture, cacheDir, keyLog, ...threads });
  onTestFinished(() => session.close());
  session.onFilter = () => look('event filter', bytesOf(session.filtering?.status()));
  session.onChange = session.onPasses = () => look('event status', bytesOf(session.status()));
  session.onFind = (now) => look('event find', bytesOf(now));
  session.onSaving = (now) => look('event saving', bytesOf(now));
  session.onReport = (now) => look('event report', bytesOf(now));
  session.onExport = (now) => look('event export', bytesOf(now));
  session.onStatistics = (now) => look('event statistics', bytesOf(now));
  session.onCompare = (now) => look('event compare', bytesOf(now));
  await session.start();
  const { document, filtering } = session.usable;
  await allStored(session);
  expect(document.analysis.decrypted.records).toBeGreaterThan(0);
  expect(session.answers.keys.summary().states).toEqual({ opened });
  // a worker has the keys, too: of each connection there are two Finished
  filtering.set(source('tls.handshake.type == 20 or dtls.handshake.type == 20'));
  await until('the filter', () => filtering.status().matched === 2 * opened);
  filtering.set(source(''));
  const again = join(tempFolder(), 'again');
  copyFileSync(capture, again);
  await session.answers.comparing.begin(again);
  const asked = Object.entries(questions(session.frames)) as [EngineRequest, unknown[]][];
  const last = asked.findIndex(([name]) => name === 'mark');
  for (const [name, list] of asked.slice(0, last)) await ask(name, list);

  const out = tempFolder();
  for (const wanted of EXPORTS) {
    void session.answers.exports.start(join(out, nameOf(wanted)), wanted);
    const written = (): boolean => {
      const { status } = session.answers.exports;
      return status?.name === nameOf(wanted) && status.end?.kind === 'written';
    };
    await until(nameOf(wanted), written);
  }
  for (const format of ['html', 'docx', 'md'] as const) {
    const path = join(out, `report.${format}`);
    expect(
      await session.answers.reports.save({ ...QUERY, type: 'saveReport', id: 1, path, format, paper: false }),
    ).toBeNull();
  }
  const path = join(out, 'pages.html');
  expect(
    await session.answers.pages.save({ type: 'savePages', id: 2, path, wanted: PAGES, name: 'x', language: 'en' }),
  ).toBeNull();
  for (const path of [...filesIn(out), ...filesIn(cacheDir)]) look(path.replace(/^.*[/\\]/, ''), readFileSync(path));
  for (const [name, list] of asked.slice(last)) await ask(name, list);
  return { in: where, said };

  async function ask(name: EngineRequest, list: unknown[]): Promise<void> {
    for (const args of list) {
      const answer = await answerRequest(session, name, args, new AbortController().signal);
      if (!answer.ok) throw new Error(`${name}: ${answer.problem.kind} ${answer.problem.detail ?? ''}`);
      look(name, bytesOf(structuredClone(answer.value)));
    }
  }
}

test('a key log beside the capture', { timeout: 60_000 }, async () => {
  // a connection of TLS, and one of DTLS behind it
  const folder = tempFolder();
  const both = (name: string, ...parts: string[]): string => {
    writeFileSync(join(folder, name), Buffer.concat(parts.map((part) => readFileSync(part))));
    return join(folder, name);
  };
  const datagrams = 'keys-dtls12-gcm.pcap';
  const keyLog = both('both.keys', own('tls13-gcm.keys'), dtlsKeys(datagrams));
  const needles = needlesOf(readFileSync(keyLog, 'utf8'));
  expect(needles.length).toBeGreaterThanOrEqual((4 * 2 + 1) * 9);
  const searched = await leaks(both('both.pcap', own('tls13-gcm.pcap'), dtlsCapture(datagrams)), keyLog, needles, 2);
  expect(searched.in).toEqual({});
  for (const what of ['packetDetail', 'keyRows', 'event status', 'report.docx', 'packets.pcapng'])
    expect(searched.said).toContain(what);
  expect([...searched.said].some((name) => name.includes('flows-db'))).toBe(true);
});

test('secrets inside the capture: only what keeps them on purpose has them', { timeout: 60_000 }, async () => {
  const capture = fileURLToPath(new URL('../../../resources/samples/https.pcapng', import.meta.url));
  const log = /(?:CLIENT|SERVER|EXPORTER)_[A-Z_0-9]+ [0-9a-f]{64} [0-9a-f]+\n/g;
  const needles = needlesOf((readFileSync(capture, 'latin1').match(log) ?? []).join(''));
  expect(needles.length).toBeGreaterThan(0);
  const searched = await leaks(capture, null, needles);
  // all of its packets with all that is in the file: its secrets are there, and are found
  expect(Object.keys(searched.in)).toEqual(['packets.pcapng']);
  expect(new Set(searched.in['packets.pcapng'].map((name) => name.split(', ')[1]))).toEqual(new Set(['hex']));
});

test('a secret is found in each of its forms, wherever it stands', () => {
  const secret = '00112233445566778899aabbccddeeff'.repeat(2);
  const needles = needlesOf(`CLIENT_RANDOM ${'5c'.repeat(32)} ${secret}\n`);
  const raw = Buffer.from(secret, 'hex');
  const planted: [string, unknown][] = [
    ['raw', { deep: [{ bytes: new Uint8Array([1, ...raw, 2]) }] }],
    ['raw', { list: [7, ...raw] }],
    ['hex', `a line ${secret} with it`],
    ['HEX', new Map([['key', secret.toUpperCase()]])],
    ...[0, 1, 2].flatMap((before): [string, unknown][] => {
      const packed = (bytes: Uint8Array): string =>
        Buffer.concat([Buffer.alloc(before, 'x'), bytes, Buffer.from('y')]).toString('base64');
      return [
        ['Base64', packed(raw)],
        ['Base64 of hex', packed(Buffer.from(secret))],
      ];
    }),
  ];
  for (const [form, value] of planted) expect(found(needles, bytesOf(value))).toContain(`CLIENT_RANDOM, ${form}`);
  expect(found(needles, bytesOf({ random: '5c'.repeat(32) }))).toEqual([]);
});
