// Exported captures against tshark: it and capinfos read them without complaint and say the same of every packet; of anonymised ones the
// same of every segment, and nothing of the original stands in them: no address, name or payload, in either byte order.
// SYNSCOPE_EXPORTS=8: every eighth capture of the corpus, too.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportBug } from '../../src-main/engine/base/bug-log';
import { CaptureDocument } from '../../src-main/engine/document/document';
import { exportSource } from '../../src-main/engine/exports/export-source';
import { scopeRows } from '../../src-main/engine/exports/scope-rows';
import { AllRows, ChosenRows } from '../../src-main/engine/document/shown-rows';
import { findTimings } from '../../src-main/engine/passes/timing-pass';
import type { PacketForm, PacketScope } from '../../src-main/ipc/contracts/export-contract';
import { exportPackets } from '../../src-main/report/export-packets';
import type { FlowRow } from '../../src-main/ipc/flow-facts';
import { captureFiles, corpusFolder, corpusLacks, named } from '../fixtures/corpus';
import { tempFolder } from '../fixtures/temp-folder';
import { ipv4Bytes, ipv6Bytes, macBytes } from '../fixtures/make-packet';
import { tshark, tsharkFields, tsharkVersion } from './tshark';

const version = tsharkVersion();
const corpus = corpusFolder();
const lacks = corpusLacks(corpus, version);

/** Link types, tunnels, formats and damaged streams of all sorts; none with fragments, which nobody can put together once they are cut. */
const FILES = [
  'ja4/v6.pcap',
  'ja4/gre-sample.pcap',
  'gopacket/linux_sll_oversized_addr.pcapng',
  'hotplace/tls12renogotiation.pcapng',
  'tcptrace/all.snoop.gz',
  'tcpdump/mptcp-fclose.pcap',
  'packetlife/EoMPLS_802.1q.pcap.cap',
];
const EVERY = Number(process.env.SYNSCOPE_EXPORTS ?? 0);
const MORE =
  corpus === null || EVERY === 0
    ? []
    : captureFiles(corpus).filter((name, i) => i % EVERY === 0 && !FILES.includes(name));
const SAME = [
  ...['frame.number', 'frame.time_epoch', 'frame.len', 'frame.cap_len', 'frame.protocols', 'frame.comment'],
  ...['tcp.stream', 'udp.stream', 'tcp.len', 'tcp.analysis.flags', 'tcp.checksum.status', '_ws.col.Info'],
];
const SAME_WITHOUT_PAYLOAD = [
  ...['frame.number', 'frame.time_epoch', 'frame.len', 'tcp.stream', 'udp.stream', 'tcp.len', 'tcp.seq', 'tcp.ack'],
  ...['tcp.flags', 'tcp.completeness', 'tcp.analysis.retransmission', 'tcp.analysis.spurious_retransmission'],
  ...['tcp.analysis.out_of_order', 'tcp.analysis.lost_segment', 'tcp.analysis.duplicate_ack_num'],
  ...['tcp.analysis.zero_window', 'tcp.analysis.keep_alive', 'tcp.analysis.ack_rtt', 'ip.checksum.status'],
];
const ADDRESSES = [
  'ip.src',
  'ip.dst',
  'ipv6.src',
  'ipv6.dst',
  'eth.src',
  'eth.dst',
  'arp.src.proto_ipv4',
  'sll.src.eth',
];
const NAMES = ['dns.qry.name', 'http.host', 'tls.handshake.extensions_server_name', 'frame.interface_name'];
const PAYLOADS = ['tcp.payload', 'udp.payload'];
const CHECKED = ['ip.check_checksum:TRUE', 'tcp.check_checksum:TRUE'];

/** What a connection was, without what only addresses and payload tell. */
const verdictOf = ({ addressA: _a, addressB: _b, ...row }: FlowRow): object =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !name.startsWith('tls')));

async function opened(file: string): Promise<CaptureDocument> {
  const result = await CaptureDocument.open(file);
  if (!result.ok) throw new Error(result.problem.kind);
  await result.document.read({ progress: () => undefined, stopped: () => false });
  findTimings(result.document);
  return result.document;
}

async function verdictsOf(file: string): Promise<object[]> {
  const document = await opened(file);
  const { flows } = document.analysis;
  const verdicts = Array.from({ length: flows.count }, (_, id) => verdictOf(flows.row(id)));
  document.close();
  return verdicts;
}

/** `shown`: rows of the packet list. The path of what was written. */
async function exported(
  file: string,
  form: Partial<PacketForm>,
  scope: PacketScope = { by: 'all' },
  shown: number[] | null = null,
): Promise<string> {
  const document = await opened(file);
  const format = form.format ?? 'pcapng';
  const path = join(tempFolder(), `out.${format}`);
  const rows = scopeRows(document, shown === null ? new AllRows(document.columns) : new ChosenRows(shown), scope);
  const end = await exportPackets(exportSource(document), rows, {
    ...{ path, format, cut: false, anonymise: false, ...form },
    application: 'a test',
    report: reportBug,
    progress: () => undefined,
    stopped: () => false,
  });
  document.close();
  expect(end).toMatchObject({ kind: 'written' });
  const { status, stderr } = spawnSync('capinfos', ['-M', path], { encoding: 'utf8' });
  expect([status, stderr.replace(/^Running as user .*\n/, '')]).toEqual([0, '']);
  return path;
}

async function rowsOf(file: string, fields: string[], preferences: string[] = []): Promise<string[][]> {
  const { rows, output } = await tsharkFields(file, version as string, fields, preferences);
  expect(output.code).toBe(0);
  return rows;
}

/**
 * What stays without payload. Streams are numbered as they first come: a request to a SOCKS proxy has tshark number the connection behind
 * the proxy, too, and with the payload goes that number.
 */
async function headersOf(file: string): Promise<string[][]> {
  const streams = new Map<string, number>();
  const column = SAME_WITHOUT_PAYLOAD.indexOf('tcp.stream');
  return (await rowsOf(file, SAME_WITHOUT_PAYLOAD, CHECKED)).map((row) => {
    const stream = row[column];
    if (stream !== '' && !streams.has(stream)) streams.set(stream, streams.size);
    return row.with(column, String(streams.get(stream) ?? ''));
  });
}

/** Each packet to the byte, its number first. */
async function packetsOf(file: string, more: string[]): Promise<string[][]> {
  const fields = ['frame.number', 'frame.time_epoch', 'frame.len', 'frame.cap_len', 'frame.md5_hash'];
  const args = [...more, '-o', 'frame.generate_md5_hash:TRUE', '-T', 'fields', '-E', 'separator=/t'];
  const { code, stdout } = await tshark(file, version as string, [
    ...args,
    ...fields.flatMap((field) => ['-e', field]),
  ]);
  expect(code).toBe(0);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
}

const bytesOf = (address: string): number[] =>
  isIP(address) === 4 ? ipv4Bytes(address) : isIP(address) === 6 ? Array.from(ipv6Bytes(address)) : macBytes(address);
/** Addresses that say of whom they are: not groups, loopback and the like, which stay what they are. */
const isOfSomebody = (b: number[]): boolean =>
  new Set(b).size > 2 && !(b.length === 6 && (b[0] & 1) !== 0) && !(b.length === 16 && b[0] === 0xff);

/** Bytes that say something: not all of them zeros or the like. */
const isTelling = (b: Buffer): boolean => new Set(b).size > 4;
/** Bytes of a payload that are looked for. */
const PIECE = 12;

/** Ports of the segments, as their headers begin: a damaged capture may have headers in the place of payload, and these stay. */
async function portsOf(file: string): Promise<Set<string>> {
  const hex = (port: string): string => Number(port).toString(16).padStart(4, '0');
  return new Set((await rowsOf(file, ['tcp.srcport', 'tcp.dstport'])).map((ports) => ports.map(hex).join('')));
}

/** Of what the packets carry and the names in it, what stands in `bytes`. */
async function carriedIn(bytes: Buffer, file: string): Promise<string[]> {
  const cellsOf = async (fields: string[]): Promise<string[]> =>
    (await rowsOf(file, fields)).flat().flatMap((cell) => cell.split(','));
  const ports = await portsOf(file);
  const names = (await cellsOf(NAMES))
    .map((name) => Buffer.from(name.split('.')[0]))
    .filter(({ length }) => length > 3);
  const payloads = (await cellsOf(PAYLOADS))
    .filter((cell) => !ports.has(cell.slice(0, 8)))
    .map((cell) => Buffer.from(cell.slice(0, 2 * PIECE), 'hex'))
    .filter((piece) => piece.length === PIECE && isTelling(piece));
  return [...names, ...payloads]
    .filter((piece) => bytes.includes(piece) || bytes.includes(Buffer.from(piece.toReversed())))
    .map((piece) => piece.toString('latin1'));
}

async function addressesIn(bytes: Buffer, file: string): Promise<string[]> {
  const texts = new Set((await rowsOf(file, ADDRESSES)).flat().flatMap((cell) => cell.split(',')));
  return [...texts].filter((text) => {
    const address = text === '' ? [] : bytesOf(text);
    if (!isOfSomebody(address)) return false;
    return bytes.includes(Buffer.from(address)) || bytes.includes(Buffer.from(address.toReversed()));
  });
}

describe.skipIf(lacks !== null)(named('exported captures', lacks), () => {
  it.each([...FILES, ...MORE])('%s', async (name) => {
    const file = join(corpus as string, name);
    const whole = await exported(file, {});
    expect(await rowsOf(whole, SAME)).toEqual(await rowsOf(file, SAME));
    const before = await headersOf(file);
    const cut = await exported(file, { cut: true });
    expect(await headersOf(cut)).toEqual(before);
    const anonymous = await exported(file, { anonymise: true });
    expect(await headersOf(anonymous)).toEqual(before);
    const verdicts = await verdictsOf(file);
    for (const path of [whole, cut, anonymous]) expect(await verdictsOf(path)).toEqual(verdicts);
    const bytes = readFileSync(anonymous);
    expect(await addressesIn(bytes, file)).toEqual([]);
    expect(await carriedIn(bytes, file)).toEqual([]);
  });

  const SEVERAL = 'tcptrace/all.snoop.gz';
  it.each<[what: string, scope: PacketScope, filter: string]>([
    ['selected or marked', { by: 'frames', ranges: [[9, 9], [2, 3], [3, 5]] }, 'frame.number in {2..5, 9}'], // prettier-ignore
    ['a range', { by: 'frames', ranges: [[100, 4_000_000]] }, 'frame.number >= 100'],
    ['a connection', { by: 'flows', flows: [1] }, 'tcp.stream == 1'],
    ['several connections', { by: 'flows', flows: [2, 0] }, 'tcp.stream in {0, 2}'],
    ['displayed', { by: 'displayed' }, 'tcp.flags.syn == 1'],
  ])('%s', async (_, scope, filter) => {
    const file = join(corpus as string, SEVERAL);
    const wanted = await packetsOf(file, ['-Y', filter]);
    expect(wanted.length).toBeGreaterThan(2);
    for (const format of ['pcapng', 'pcap'] as const) {
      const shown = scope.by === 'displayed' ? wanted.map(([frame]) => Number(frame) - 1) : null;
      const path = await exported(file, { format }, scope, shown);
      const withoutNumber = (rows: string[][]): string[][] => rows.map((row) => row.slice(1));
      expect(withoutNumber(await packetsOf(path, []))).toEqual(withoutNumber(wanted));
    }
  });

  it('as pcap', async () => {
    const file = join(corpus as string, 'hotplace/tls12renogotiation.pcapng');
    const fields = SAME.filter((field) => field !== 'frame.comment' && field !== 'frame.time_epoch');
    const path = await exported(file, { format: 'pcap' });
    expect(await rowsOf(path, fields)).toEqual(await rowsOf(file, fields));
  });
});
