// Exported captures against tshark: it and capinfos read them without complaint and say the same of every packet; of anonymised ones the
// same of every segment, and nothing of the original stands in them.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportBug } from '../../src-main/engine/base/bug-log';
import { CaptureDocument } from '../../src-main/engine/document/document';
import { exportSource } from '../../src-main/engine/exports/export-source';
import { scopeRows } from '../../src-main/engine/exports/scope-rows';
import { AllRows } from '../../src-main/engine/document/shown-rows';
import type { PacketForm } from '../../src-main/ipc/contracts/export-contract';
import { exportPackets } from '../../src-main/report/export-packets';
import { corpusFolder, corpusLacks, named } from '../fixtures/corpus';
import { tempFolder } from '../fixtures/temp-folder';
import { ipv4Bytes, ipv6Bytes, macBytes } from '../fixtures/make-packet';
import { tsharkFields, tsharkVersion } from './tshark';

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
const CHECKED = ['ip.check_checksum:TRUE', 'tcp.check_checksum:TRUE'];

async function exported(file: string, form: Partial<PacketForm>): Promise<string> {
  const opened = await CaptureDocument.open(file);
  if (!opened.ok) throw new Error(opened.problem.kind);
  const { document } = opened;
  const format = form.format ?? 'pcapng';
  const path = join(tempFolder(), `out.${format}`);
  await document.read({ progress: () => undefined, stopped: () => false });
  const rows = scopeRows(document, new AllRows(document.columns), { by: 'all' });
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

const bytesOf = (address: string): number[] =>
  isIP(address) === 4 ? ipv4Bytes(address) : isIP(address) === 6 ? Array.from(ipv6Bytes(address)) : macBytes(address);
/** Addresses that say of whom they are: not groups, loopback and the like, which stay what they are. */
const isOfSomebody = (b: number[]): boolean =>
  new Set(b).size > 2 && !(b.length === 6 && (b[0] & 1) !== 0) && !(b.length === 16 && b[0] === 0xff);

describe.skipIf(lacks !== null)(named('exported captures', lacks), () => {
  it.each(FILES)('%s', async (name) => {
    const file = join(corpus as string, name);
    expect(await rowsOf(await exported(file, {}), SAME)).toEqual(await rowsOf(file, SAME));
    const before = await rowsOf(file, SAME_WITHOUT_PAYLOAD, CHECKED);
    expect(await rowsOf(await exported(file, { cut: true }), SAME_WITHOUT_PAYLOAD, CHECKED)).toEqual(before);
    const anonymous = await exported(file, { anonymise: true });
    expect(await rowsOf(anonymous, SAME_WITHOUT_PAYLOAD, CHECKED)).toEqual(before);

    const bytes = readFileSync(anonymous);
    const texts = new Set((await rowsOf(file, ADDRESSES)).flat().flatMap((cell) => cell.split(',')));
    const found = [...texts].filter((text) => {
      const address = text === '' ? [] : bytesOf(text);
      if (!isOfSomebody(address)) return false;
      return bytes.includes(Buffer.from(address)) || bytes.includes(Buffer.from(address.toReversed()));
    });
    expect(found).toEqual([]);
  });

  it('as pcap', async () => {
    const file = join(corpus as string, 'hotplace/tls12renogotiation.pcapng');
    const fields = SAME.filter((field) => field !== 'frame.comment' && field !== 'frame.time_epoch');
    expect(await rowsOf(await exported(file, { format: 'pcap' }), fields)).toEqual(await rowsOf(file, fields));
  });
});
