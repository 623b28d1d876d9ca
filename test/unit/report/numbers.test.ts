// Every number of a report leads back: its tables hold what the field tree, the list of connections, the timeline and the file do. What
// tshark says of the same tables is in test/oracle/report*.test.ts.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FlowRow, TimelineRow, TimelineSegment, TreeNode } from '../../../src-main/ipc/contracts/engine-contract';
import { durationShort } from '../../../src-main/text/duration';
import { REPORT_IDS, type ReportCapture } from '../../fixtures/report-captures';
import { captureOf, reportOf } from '../../fixtures/write-report';
import {
  factsOf,
  instantOf,
  nsOf,
  numbersIn,
  plain,
  reportTables,
  TABLES,
  tablesOf,
  type ReportTable,
  type TableKind,
} from '../../fixtures/report-tables';
import { cli } from '../cli/run-cli';

const SECTIONS = 'capture,quality,overview,appendix,verdict,facts,options,segments,states,tls,questions,lab';
/** Of many connections the first are told. */
const DETAILS = 3;

async function json<T>(...args: string[]): Promise<T> {
  return JSON.parse((await cli(...args, '--json')).out) as T;
}
/** Made once for the tests of a capture. */
const reports = new Map<ReportCapture, Promise<string>>();
const htmlOf = (id: ReportCapture): Promise<string> => {
  const made = reports.get(id) ?? reportOf(id, 'html', '--sections', SECTIONS, '--details', String(DETAILS));
  reports.set(id, made);
  return made;
};
const tables = async (id: ReportCapture, kind: TableKind): Promise<ReportTable[]> =>
  tablesOf(reportTables(await htmlOf(id)), kind);

/** What is said of a connection, block by block. */
function connectionText(html: string, stream: number): string {
  const [, part = ''] = html.split(`>Connection tcp.stream ${stream}</h3>`);
  return plain(part.split('<h3')[0].replace(/<svg.*?<\/svg>/gs, ''));
}

interface Tree {
  sources: { bytes: string }[];
  tree: TreeNode[];
}
function* nodes(list: readonly TreeNode[]): Generator<TreeNode> {
  for (const node of list) {
    yield node;
    yield* nodes(node.children);
  }
}

describe.each(REPORT_IDS)('%s', (id) => {
  it('has no table that is not read here or beside tshark', async () => {
    const all = reportTables(await htmlOf(id));
    const known = Object.values(TABLES);
    expect(all.map(({ caption }) => caption).filter((caption) => !known.some((one) => one.test(caption)))).toEqual([]);
    expect(all.filter(({ head, rows }) => rows.some((row) => row.length !== head.length))).toEqual([]);
  });

  it('has the fields of each header as the field tree has them', async () => {
    const headers = await tables(id, 'header');
    expect(headers.length).toBeGreaterThan(1);
    for (const { frame, rows } of headers) {
      const { tree, sources } = await json<Tree>('tree', captureOf(id), String(frame));
      const header = tree.findLast((node) => node.abbrev === 'tcp');
      const bytes = Buffer.from(sources[0].bytes, 'hex');
      const own = [...nodes(header?.children ?? [])].filter(
        ({ abbrev, generated, len, source }) =>
          abbrev !== '' &&
          !generated &&
          len > 0 &&
          source === 0 &&
          !abbrev.endsWith('_raw') &&
          abbrev !== 'tcp.payload',
      );
      expect(rows.map(([, name]) => name)).toEqual(own.map(({ abbrev }) => abbrev));
      const bits = bytes.subarray(header?.at).reduce((sum, byte) => sum + byte.toString(2).padStart(8, '0'), '');
      for (const [i, [name, , bit, width, raw, hex, meaning]] of rows.entries()) {
        const node = own[i];
        const its = bytes.subarray(node.at, node.at + node.len);
        expect(name).toBe(node.name);
        if (node.bits === undefined) expect(hex.replaceAll(' ', '')).toBe(its.toString('hex'));
        else expect(hex).toBe(node.bits);
        expect(meaning).toContain(node.value);
        // the number that stands in these bits of the header
        if (raw === '') continue;
        expect(raw).toBe(String(Number.parseInt(bits.slice(Number(bit), Number(bit) + Number(width)), 2)));
      }
    }
  });

  it('has the states before and after each segment, and on the way, as the timeline has them', async () => {
    const html = await htmlOf(id);
    const states = await tables(id, 'states');
    expect(states.length).toBeGreaterThan(1);
    for (const stream of new Set(states.map((one) => one.stream))) {
      const { rows, flow } = await json<{ rows: TimelineRow[]; flow: FlowRow }>(
        ...(['timeline', captureOf(id), String(stream)] as const),
      );
      const segments = rows.filter((row): row is TimelineSegment => row.kind === 'segment');
      const before = (at: number): Pick<TimelineSegment, 'stateA' | 'stateB'> =>
        // who refuses has nobody who listens
        at > 0 ? segments[at - 1] : { stateA: 'CLOSED', stateB: flow.handshake === 'refused' ? 'CLOSED' : 'LISTEN' };
      for (const table of states.filter((one) => one.stream === stream)) {
        const at = segments.findIndex(({ frame }) => frame === table.frame);
        expect([table.frame, ...table.rows]).toEqual([
          segments[at].frame,
          ['Client', before(at).stateA, segments[at].stateA],
          ['Server', before(at).stateB, segments[at].stateB],
        ]);
      }
      for (const [who, side] of [
        ['Client', 'stateA'],
        ['Server', 'stateB'],
      ] as const) {
        const way = segments.flatMap((segment, i) =>
          segment[side] === before(i)[side] ? [] : [`${segment[side]} #${segment.frame}`],
        );
        expect(connectionText(html, stream)).toContain([`${who}: ${before(0)[side]}`, ...way].join(' → '));
      }
    }
  });

  it('has the facts of each connection as the list has them', async () => {
    const facts = await tables(id, 'facts');
    const flows = await json<FlowRow[]>('flows', captureOf(id));
    expect(facts).toHaveLength(Math.min(DETAILS, flows.length));
    for (const table of facts) {
      const flow = flows.find(({ kind, stream }) => kind === 'tcp' && stream === table.stream) as FlowRow;
      const of = factsOf(table);
      expect(of.get('Client')).toBe(`${flow.addressA}:${flow.portA}`);
      expect(of.get('Server')).toBe(`${flow.addressB}:${flow.portB}`);
      expect(of.get('Packets')).toBe(`${flow.firstFrame}–${flow.lastFrame}`);
      expect(numbersIn(of.get('Sent by the client')?.replace(', ', ' '))).toEqual([flow.packetsAB, flow.bytesAB]);
      expect(numbersIn(of.get('Sent by the server')?.replace(', ', ' '))).toEqual([flow.packetsBA, flow.bytesBA]);
      expect(instantOf(of.get('Began'))).toBe(BigInt(flow.startSec) * 1_000_000_000n + BigInt(flow.startNano));
      expect(of.get('Completeness')).toBe(String(flow.completeness));
      const times: Partial<Record<string, number | null>> = {
        Duration: flow.durationNs,
        'SYN → SYN-ACK': flow.synToSynAckNs,
        'SYN-ACK → ACK': flow.synAckToAckNs,
        'Handshake, from the first SYN': flow.handshakeNs,
        'Initial round trip': flow.initialRttNs,
        'First byte of the client after': flow.firstByteClientNs,
        'First byte of the server after': flow.firstByteServerNs,
        'First response of the server': flow.responseNs,
      };
      for (const [name, ns] of Object.entries(times)) expect([name, nsOf(of.get(name))]).toEqual([name, ns]);
    }
  });

  it('has the figures of each connection as the list has them', async () => {
    const html = await htmlOf(id);
    for (const flow of (await json<FlowRow[]>('flows', captureOf(id))).slice(0, DETAILS)) {
      const text = connectionText(html, flow.stream);
      const roundTrips = (who: string): string[] => {
        const [line = ''] = new RegExp(`Round trips of what the ${who} sent.*`).exec(text) ?? [];
        return [...line.matchAll(/(?:least|median|within|most) ([\d.]+ \S*s)\b/g)].map(([, time]) => time);
      };
      const short = (...ns: (number | null)[]): string[] =>
        ns.flatMap((one) => (one === null ? [] : durationShort(one)));
      expect(roundTrips('client')).toEqual(
        short(flow.rttClientMinNs, flow.rttClientMedianNs, flow.rttClientP95Ns, flow.rttClientMaxNs),
      );
      expect(roundTrips('server')).toEqual(
        short(flow.rttServerMinNs, flow.rttServerMedianNs, flow.rttServerP95Ns, flow.rttServerMaxNs),
      );
      for (const [who, sent, again] of [
        ['client', flow.dataSegmentsClient, flow.sentAgainClient],
        ['server', flow.dataSegmentsServer, flow.sentAgainServer],
      ] as const) {
        const [, told] =
          new RegExp(`Of (.* of the ${who} .*) sent again`).exec(text.replaceAll(' none was', ' 0 was')) ?? [];
        expect([who, numbersIn(told)]).toEqual([who, sent ? [sent, again] : []]);
      }
    }
  });

  it('has the connections, and how many of which kind, as the list has them', async () => {
    const flows = await json<FlowRow[]>('flows', captureOf(id));
    const [list] = await tables(id, 'overview');
    expect(list.rows.length).toBe(flows.length);
    for (const [stream, client, server, , , packets, bytes, duration] of list.rows) {
      const flow = flows.find((one) => `${one.kind}.stream ${one.stream}` === stream) as FlowRow;
      expect([client, server]).toEqual([`${flow.addressA}:${flow.portA}`, `${flow.addressB}:${flow.portB}`]);
      expect(numbersIn(`${packets} ${bytes}`)).toEqual([flow.packetsAB + flow.packetsBA, flow.bytesAB + flow.bytesBA]);
      expect(nsOf(duration)).toBe(flow.durationNs);
    }
    for (const kind of ['handshake', 'ending'] as const) {
      const [{ rows }] = await tables(id, `${kind}s`);
      const counted = rows.map(([, count, filter]) => [/"(.*)"/.exec(filter)?.[1], Number(count)]);
      const own = new Map<string, number>();
      for (const flow of flows) own.set(flow[kind], (own.get(flow[kind]) ?? 0) + 1);
      expect(new Map(counted as [string, number][])).toEqual(own);
    }
  });

  it('has the figures of the file as the disk and the list of packets have them', async () => {
    const file = captureOf(id);
    const bytes = readFileSync(file);
    const of = factsOf((await tables(id, 'capture'))[0]);
    expect(of.get('File')).toBe(basename(file));
    expect(of.get('SHA-256')).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(numbersIn(of.get('Size'))).toEqual([bytes.length]);
    const packets = await json<unknown[]>('packets', file);
    const flows = await json<FlowRow[]>('flows', file);
    const counts = (['tcp', 'udp'] as const).map((kind) => flows.filter((one) => one.kind === kind).length);
    expect(numbersIn(of.get('Packets'))).toEqual([packets.length]);
    expect(numbersIn(of.get('Conversations'))).toEqual(counts);
    const [interfaces] = await tables(id, 'interfaces');
    expect(interfaces.rows.reduce((sum, row) => sum + numbersIn(row[4])[0], 0)).toBe(packets.length);
  });

  it('gives with each statement of the appendix the packets that it names where it stands', async () => {
    const html = await htmlOf(id);
    const appendix = await tables(id, 'appendix');
    expect(appendix.length).toBeGreaterThan(0);
    for (const { stream, rows } of appendix) {
      const text = connectionText(html, stream);
      for (const [statement, filter] of rows.filter(([, one]) => one.startsWith('frame.number'))) {
        const frames = numbersIn(filter);
        const [, told] =
          text
            .split('\n')
            .find((line) => line.startsWith(`${statement} #`))
            ?.split(statement) ?? [];
        if (statement !== 'Options of both ends')
          expect({ statement, frames: numbersIn(told).sort((a, b) => a - b) }).toEqual({ statement, frames });
        else expect(text).toContain(`Read from SYN and SYN-ACK: ${frames.map((frame) => `#${frame}`).join(' ')}`);
      }
    }
  });
});

it('names display filters that compile and find what the statement is about', async () => {
  const shown = reportTables(await htmlOf('https')).flatMap(({ head, rows }) =>
    head.at(-1) === 'Display filter' ? rows.map((row) => row.at(-1) as string) : [],
  );
  const filters = shown.filter((text) => text !== '–');
  expect(filters.length).toBeGreaterThan(8);
  for (const filter of filters) {
    const { code, out } = await cli('packets', captureOf('https'), '-Y', filter);
    expect([filter, code, out.trim() === '']).toEqual([filter, 0, false]);
  }
});
