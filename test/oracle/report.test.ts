// The tables of a report against tshark itself: the capture and its quality, the headers of the segments that are told, what both ends sent and
// when, which options they offered. What is said of TLS is in report-tls.test.ts.
import { describe, expect, test } from 'vitest';
import { named } from '../fixtures/corpus';
import { REPORT_IDS, type ReportCapture } from '../fixtures/report-captures';
import { captureOf, reportOf } from '../fixtures/write-report';
import {
  factsOf,
  instantOf,
  nsOf,
  numbersIn,
  reportTables,
  tablesOf,
  type ReportTable,
  type TableKind,
} from '../fixtures/report-tables';
import { tsharkFields, tsharkVersion } from './tshark';

const version = tsharkVersion();
const missing = version === null ? 'there is no tshark' : null;
const IDS = REPORT_IDS;

/** Name in our table -> tshark's for the number that stands in the header, and by how much tshark multiplies it. */
const HEADER: Readonly<Record<string, readonly [name: string, factor?: number]>> = {
  'tcp.srcport': ['tcp.srcport'],
  'tcp.dstport': ['tcp.dstport'],
  'tcp.seq': ['tcp.seq_raw'],
  'tcp.ack': ['tcp.ack_raw'],
  'tcp.hdr_len': ['tcp.hdr_len', 4],
  'tcp.flags': ['tcp.flags'],
  'tcp.flags.cwr': ['tcp.flags.cwr'],
  'tcp.flags.ece': ['tcp.flags.ece'],
  'tcp.flags.urg': ['tcp.flags.urg'],
  'tcp.flags.ack': ['tcp.flags.ack'],
  'tcp.flags.push': ['tcp.flags.push'],
  'tcp.flags.reset': ['tcp.flags.reset'],
  'tcp.flags.syn': ['tcp.flags.syn'],
  'tcp.flags.fin': ['tcp.flags.fin'],
  'tcp.window_size_value': ['tcp.window_size_value'],
  'tcp.checksum': ['tcp.checksum'],
  'tcp.urgent_pointer': ['tcp.urgent_pointer'],
  'tcp.option_kind': ['tcp.option_kind'],
  'tcp.option_len': ['tcp.option_len'],
  'tcp.options.mss_val': ['tcp.options.mss_val'],
  'tcp.options.timestamp.tsval': ['tcp.options.timestamp.tsval'],
  'tcp.options.timestamp.tsecr': ['tcp.options.timestamp.tsecr'],
  'tcp.options.wscale.shift': ['tcp.options.wscale.shift'],
};
const BESIDE = [
  ...['frame.number', 'frame.time_epoch', 'frame.len', 'frame.cap_len', 'frame.interface_name', 'frame.time_delta'],
  ...['ip.src', 'tcp.stream', 'tcp.len', 'tcp.completeness', 'tcp.analysis.initial_rtt', 'tcp.checksum.status'],
  ...['tcp.analysis.lost_segment', 'tcp.analysis.retransmission', 'tcp.options.sack_perm'],
];
const FIELDS = [...new Set([...BESIDE, ...Object.values(HEADER).map(([name]) => name)])];
const SECTIONS = 'capture,quality,overview,facts,options,segments,appendix';

type Frame = Readonly<Record<string, string>>;
const reports = new Map<ReportCapture, Promise<{ tables: ReportTable[]; frames: Frame[] }>>();
/** Tables of ours and frames of tshark's, made once for the tests of a capture. */
function read(id: ReportCapture): Promise<{ tables: ReportTable[]; frames: Frame[] }> {
  const known = reports.get(id);
  if (known) return known;
  const made = Promise.all([
    reportOf(id, 'html', '--sections', SECTIONS, '--details', '300'),
    tsharkFields(captureOf(id), version ?? '', FIELDS, ['tcp.check_checksum:TRUE']),
  ]).then(([html, { rows }]) => ({
    tables: reportTables(html),
    frames: rows.map((cells) => Object.fromEntries(FIELDS.map((field, i) => [field, cells[i] ?? '']))),
  }));
  reports.set(id, made);
  return made;
}
const told = async (id: ReportCapture, kind: TableKind): Promise<{ tables: ReportTable[]; frames: Frame[] }> => {
  const { tables, frames } = await read(id);
  return { tables: tablesOf(tables, kind), frames };
};

const timeOf = (frame: Frame | undefined): bigint | null =>
  frame === undefined ? null : BigInt(frame['frame.time_epoch'].replace('.', ''));
const between = (from: Frame | undefined, to: Frame | undefined): number | null =>
  from && to ? Number((timeOf(to) ?? 0n) - (timeOf(from) ?? 0n)) : null;
const endOf = (frame: Frame): string => `${frame['ip.src']}:${frame['tcp.srcport']}`;
const has = (frame: Frame, flag: string): boolean => frame[`tcp.flags.${flag}`] === '1';
const sum = (frames: readonly Frame[], field: string): number =>
  frames.reduce((all, frame) => all + Number(frame[field]), 0);
const ofStream = (frames: readonly Frame[], stream: number): Frame[] =>
  frames.filter((frame) => frame['tcp.stream'] === String(stream));

describe.skipIf(missing !== null).each(IDS)(named("%s: a report's tables equal tshark's", missing), (id) => {
  test('the headers', async () => {
    const { tables, frames } = await told(id, 'header');
    expect(tables.length).toBeGreaterThan(1);
    for (const { frame, rows } of tables) {
      const own = new Map<string, number[]>();
      for (const [, name, , , raw] of rows.filter((row) => row[1] in HEADER))
        own.set(name, [...(own.get(name) ?? []), Number(raw) * (HEADER[name][1] ?? 1)]);
      for (const [name, [theirs]] of Object.entries(HEADER)) {
        const values = frames[frame - 1][theirs] || null;
        expect({ frame, name, values: own.get(name) ?? null }).toEqual({
          ...{ frame, name },
          values: values?.split(',').map(Number) ?? null,
        });
      }
    }
  });

  test('packets, bytes and times of each connection', async () => {
    const { tables, frames } = await told(id, 'facts');
    expect(tables.length).toBe(new Set(frames.map((frame) => frame['tcp.stream']).filter(Boolean)).size);
    for (const table of tables) {
      const facts = factsOf(table);
      const all = ofStream(frames, table.stream);
      const [client, server] = ['Client', 'Server'].map((who) =>
        all.filter((frame) => endOf(frame) === facts.get(who)?.split(' ')[0]),
      );
      expect(client.length + server.length).toBe(all.length);
      const syn = client.find((frame) => has(frame, 'syn'));
      const synAck = server.find((frame) => has(frame, 'syn'));
      const ack = synAck && client.find((frame) => has(frame, 'ack') && all.indexOf(frame) > all.indexOf(synAck));
      const [ofClient, ofServer] = [client, server].map((sent) => sent.find((frame) => Number(frame['tcp.len']) > 0));
      const rtt = all.map((frame) => frame['tcp.analysis.initial_rtt']).find(Boolean);
      const own = {
        packets: facts.get('Packets'),
        client: numbersIn(facts.get('Sent by the client')?.replace(', ', ' ')),
        server: numbersIn(facts.get('Sent by the server')?.replace(', ', ' ')),
        began: instantOf(facts.get('Began')),
        duration: nsOf(facts.get('Duration')),
        completeness: facts.get('Completeness'),
        isn: numbersIn(
          `${facts.get('Initial sequence number of the client')} ${facts.get('Initial sequence number of the server')}`,
        ),
        synToSynAck: nsOf(facts.get('SYN → SYN-ACK')),
        synAckToAck: nsOf(facts.get('SYN-ACK → ACK')),
        handshake: nsOf(facts.get('Handshake, from the first SYN')),
        initialRtt: nsOf(facts.get('Initial round trip')),
        firstByteClient: nsOf(facts.get('First byte of the client after')),
        firstByteServer: nsOf(facts.get('First byte of the server after')),
        response: nsOf(facts.get('First response of the server')),
      };
      expect(own).toEqual({
        packets: `${all[0]['frame.number']}–${all.at(-1)?.['frame.number']}`,
        client: [client.length, sum(client, 'frame.len')],
        server: [server.length, sum(server, 'frame.len')],
        began: timeOf(all[0]),
        duration: between(all[0], all.at(-1)),
        completeness: all[0]['tcp.completeness'],
        isn: [syn, synAck].flatMap((frame) => (frame ? [Number(frame['tcp.seq_raw'])] : [])),
        synToSynAck: between(syn, synAck),
        synAckToAck: between(synAck, ack),
        handshake: ack ? between(syn, ack) : null,
        initialRtt: rtt === undefined ? null : Number(rtt.replace('.', '')),
        firstByteClient: between(ack, ofClient),
        firstByteServer: between(ack, ofServer),
        response: between(ofClient, ofServer),
      });
    }
  });

  test('the options that both ends offered', async () => {
    const { tables, frames } = await told(id, 'options');
    for (const { stream, rows } of tables) {
      const own = new Map(rows.map(([name, client, server]) => [name, [client, server]]));
      const ends = [true, false].map((first) =>
        ofStream(frames, stream).find((frame) => has(frame, 'syn') && has(frame, 'ack') !== first),
      );
      const values = (field: string, say: (value: string) => string, none = 'not offered'): string[] =>
        ends.map((frame) => (frame?.[field] ? say(frame[field]) : none));
      const grouped = (value: string | number): string => Number(value).toLocaleString('en');
      const offered = (): string => 'offered';
      const theirs = new Map([
        ['Maximum segment size', values('tcp.options.mss_val', (value) => `${grouped(value)} bytes`)],
        ['Window scale', values('tcp.options.wscale.shift', (by) => `× ${grouped(2 ** Number(by))} (shift ${by})`)],
        ['SACK permitted', values('tcp.options.sack_perm', offered)],
        ['Time stamps', values('tcp.options.timestamp.tsval', offered)],
      ]);
      for (const [name, both] of theirs)
        if (own.has(name) || both.some((one) => one !== 'not offered'))
          expect([stream, name, own.get(name)]).toEqual([stream, name, both]);
    }
  });

  test('the capture, and the list of its connections', async () => {
    const { tables, frames } = await read(id);
    const facts = factsOf(tablesOf(tables, 'capture')[0]);
    const times = frames.map((frame) => timeOf(frame) ?? 0n).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    const [first, last] = [times[0], times.at(-1) as bigint];
    expect(numbersIn(facts.get('Packets'))).toEqual([frames.length]);
    expect([instantOf(facts.get('Earliest packet')), instantOf(facts.get('Latest packet'))]).toEqual([first, last]);
    expect(nsOf(facts.get('Time span'))).toBe(Number(last - first));
    const [list] = tablesOf(tables, 'overview');
    for (const [stream, , , , , packets, bytes, duration] of list.rows) {
      const all = ofStream(frames, Number(/\d+/.exec(stream)?.[0]));
      expect([stream, ...numbersIn(`${packets} ${bytes}`), nsOf(duration)]).toEqual([
        ...[stream, all.length, sum(all, 'frame.len')],
        between(all[0], all.at(-1)),
      ]);
    }
  });

  test('what lessens what can be told', async () => {
    const { tables, frames } = await told(id, 'quality');
    const counts = new Map(tables[0].rows.map(([point, count]) => [point, numbersIn(count)[0]]));
    const those = (holds: (frame: Frame) => boolean): number => frames.filter(holds).length;
    const withoutSyn = [...new Set(frames.map((frame) => frame['tcp.stream']).filter(Boolean))].filter(
      (stream) => !ofStream(frames, Number(stream)).some((frame) => has(frame, 'syn')),
    );
    expect(Object.fromEntries(counts)).toMatchObject({
      'Packets cut short': those((frame) => Number(frame['frame.cap_len']) < Number(frame['frame.len'])),
      'Segments behind bytes that were not captured': those((frame) => frame['tcp.analysis.lost_segment'] !== ''),
      'Segments with a wrong TCP checksum': those((frame) => frame['tcp.checksum.status'] === '0'),
      'Packets earlier than the one before': those((frame) => frame['frame.time_delta'].startsWith('-')),
      'TCP connections without their beginning': withoutSyn.length,
    });
  });

  test('the packets that statements name are those of the connection', async () => {
    const { tables, frames } = await told(id, 'appendix');
    for (const { stream, rows } of tables) {
      const own = new Set(ofStream(frames, stream).map((frame) => Number(frame['frame.number'])));
      for (const [statement, filter] of rows.filter(([, text]) => text.startsWith('frame.number')))
        expect({ statement, strange: numbersIn(filter).filter((frame) => !own.has(frame)) }).toEqual({
          ...{ statement, strange: [] },
        });
    }
  });
});
