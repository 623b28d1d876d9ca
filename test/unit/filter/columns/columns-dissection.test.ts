// What the columns say of a filter is what the dissection says, in every frame about which they say anything: all fixtures, cut at every
// byte, and captures of the corpus; a table of filters on every field that a column holds, and random ones with a fixed seed.
import { join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Field } from '../../../../src-main/dissect/contract/fields';
import { dissectFrame } from '../../../../src-main/dissect/dissect';
import { registry } from '../../../../src-main/dissect/protocols/registry';
import { CaptureDocument } from '../../../../src-main/engine/document/document';
import { findMessages } from '../../../../src-main/engine/document/messages/message-finder';
import { DEFAULT_OPTIONS } from '../../../../src-main/engine/answers/row-options';
import { CARRIED } from '../../../../src-main/filter/columns/carried';
import { columnField } from '../../../../src-main/filter/columns/column-fields';
import { ColumnPlan } from '../../../../src-main/filter/columns/column-plan';
import { DISSECT, YES } from '../../../../src-main/filter/columns/column-verdict';
import { compileFilter } from '../../../../src-main/filter/compile';
import { createEvaluation } from '../../../../src-main/filter/run/evaluate';
import { CHUNK_ROWS } from '../../../../src-main/flow/columns/columns';
import type { Test } from '../../../../src-main/filter/language/tree';
import { random } from '../../../bench/random';
import { captureFiles, corpusFolder, corpusLacks, named } from '../../../fixtures/corpus';
import { pcapFile } from '../../../fixtures/make-capture';
import { SAMPLE_FRAMES } from '../../../fixtures/sample-frames';
import { save } from '../../engine/captures';

/** Of what TCP and UDP carry all fields are known to be absent for the same reasons: a few stand for all. */
const isOneOfMany = (field: Field): boolean => CARRIED.has(field);

/** Leaves that columns, conversations or bytes answer, in all their forms. */
const LEAVES = [
  ...[...registry.fields()].filter((field) => columnField(field) && !isOneOfMany(field)).map(({ abbrev }) => abbrev),
  'http.request.method == "GET"',
  'http.response.code',
  'http.request or http.response.line contains "a"',
  'http.request_number == http.response_number',
  'http.host',
  'http.file_data',
  'http',
  'http2',
  'http2.headers.method',
  'dns',
  'dns.flags.response == 0 and tcp',
  'mdns or llmnr',
  'dhcp.option.type == 53',
  'ntp.stratum < 3',
  'quic',
  'dtls',
  'wg.type',
  'x509sat.uTF8String or x509ce.dNSName',
  'tls.record.content_type == 22',
  'tls.handshake.type',
  'dns.qry.name contains "a"',
  'tcp.port == 443',
  'tcp.port != 443',
  'tcp.port === 443',
  'tcp.port !== 443',
  'all tcp.port > 1000',
  'tcp.port in {80, 443, 40000..50000}',
  'tcp.srcport == tcp.dstport',
  'udp.port == 53 || udp.port == 5000',
  'max(tcp.port, udp.port) > 30000',
  'ip.addr == 10.0.0.0/8',
  'ip.src == ip.dst',
  'ip.addr != 10.0.0.1',
  'ip.src in {10.0.0.1..10.0.0.200, 192.168.0.1}',
  'ip.addr[3] == 1',
  'ipv6.addr == fe80::/10',
  'ipv6.src == 2001:db8::1',
  'ip.version == 6',
  'ip.ttl < 64',
  '64 <= ip.ttl',
  'ip.ttl & 1',
  'ipv6.hlim == 64',
  'ip.proto == 6',
  'ip.proto in {1, 17}',
  'ipv6.nxt == 17',
  'ip.flags.mf == 1',
  'ip.frag_offset > 0',
  'count(ip) > 1',
  'count(tcp.port) == 0',
  'tcp.stream == 3',
  'udp.stream < 2',
  'tcp.flags == 0x012',
  'tcp.flags & 0x12',
  'tcp.flags.syn == 1 && tcp.flags.ack == 0',
  'tcp.flags.reset == True',
  'tcp.flags.str contains "S"',
  'tcp.len > 0',
  '1 < tcp.len < 100',
  'tcp.len == 0 and tcp.flags.push',
  'tcp.seq == 1',
  'tcp.seq == tcp.nxtseq',
  'tcp.ack > 1000',
  'tcp.seq_raw > 2147483648',
  'tcp.window_size < 1000',
  'tcp.window_size_value == 0',
  'tcp.window_size_scalefactor > 1',
  'tcp.hdr_len > 20',
  'tcp.completeness == 31',
  'tcp.completeness & 0x10',
  'tcp.options.mss_val == 1460',
  'tcp.options.sack_perm',
  'tcp.options.timestamp.tsval > 5',
  'tcp.option_kind == 8',
  'tcp.payload',
  'tcp.payload contains "GET"',
  'tcp.payload matches "(?i)host:"',
  'tcp.payload[0:3] == "GET"',
  'udp.payload contains 68:65',
  'frame contains "GET"',
  'frame contains 00:00:00',
  'not frame contains "e"',
  'tcp contains "e"',
  'frame.number > 10',
  'frame.number in {1, 3, 5..7}',
  'frame.len == frame.cap_len',
  'frame.len > 60 and frame.len < 200',
  'frame.time > "2020-01-01 00:00:00"',
  'frame.time_epoch > 1700000000',
  'frame.time_relative < 1',
  'frame.time_delta > 0.001',
  'frame.interface_id == 0',
  'frame.interface_name contains "e"',
  'synscope.handshake == "complete"',
  'synscope.sender == "client"',
  'synscope.client_bytes > 1000',
  'synscope.duration > 0.5',
  'icmp',
  'icmp.type == 3',
  'arp',
  'arp.opcode == 1',
  'vlan.id == 5',
  'eth.type == 0x0800',
  'gre',
  'data',
  'ip.checksum.status == 2',
  '_ws.malformed',
];

function compile(text: string): Test {
  const compiled = compileFilter(text, { macros: [], reference: () => null });
  if (!compiled.ok) throw new Error(`${text}: ${compiled.mistake.message.key}`);
  if (!compiled.filter.test) throw new Error(`${text} is empty`);
  return compiled.filter.test;
}

const next = random(4711);
const oneOf = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)];
function randomFilter(depth: number): string {
  const kind = next();
  if (depth === 0 || kind < 0.2) return oneOf(LEAVES);
  if (kind < 0.35) return `not (${randomFilter(depth - 1)})`;
  return `(${randomFilter(depth - 1)}) ${oneOf(['and', 'or', 'xor', 'and', 'or'])} (${randomFilter(depth - 1)})`;
}
const FILTERS = [...LEAVES, ...Array.from({ length: 40 }, () => randomFilter(3))].map((text) => ({
  text,
  test: compile(text),
}));

/** of a capture; spread over it */
const MOST_FRAMES = 25;
const counts = { compared: 0, left: 0 };
afterAll(() =>
  console.info(`verdicts of columns compared: ${counts.compared}, left to the dissection: ${counts.left}`),
);

/** Every row, every filter: where the columns decide, with or without the bytes, they decide as the dissection does. */
function compare(document: CaptureDocument): void {
  const view = document.frameView;
  const { frames } = document;
  if (frames === 0) return;
  expect(frames).toBeLessThanOrEqual(CHUNK_ROWS);
  const step = Math.ceil(frames / MOST_FRAMES);
  const rows = Array.from({ length: Math.ceil(frames / step) }, (_, i) => ({
    row: i * step,
    bytes: view.bytes(i * step).slice(),
    context: view.context(i * step),
  }));
  for (const { text, test } of FILTERS) {
    const { sink, matches } = createEvaluation({ test });
    const plan = new ColumnPlan(test, view);
    const columns = new Uint8Array(CHUNK_ROWS);
    plan.evaluate(0, 0, frames, columns);
    const withBytes = new Uint8Array(CHUNK_ROWS);
    plan.evaluate(0, 0, frames, withBytes, {
      bytes: (row) => view.bytes(row),
      hasSources: (row) => view.hasSources(row),
      undecided: columns.slice(),
    });
    rows.forEach(({ row, bytes, context }) => {
      dissectFrame(bytes, context, DEFAULT_OPTIONS, sink);
      const truth = matches();
      for (const verdict of [columns[row], withBytes[row]]) {
        if (verdict === DISSECT) counts.left++;
        else {
          counts.compared++;
          if ((verdict === YES) !== truth) expect.fail(`${text}: frame ${row + 1} is ${truth}, columns say ${verdict}`);
        }
      }
    });
  }
}

async function open(path: string): Promise<CaptureDocument> {
  const opened = await CaptureDocument.open(path);
  if (!opened.ok) throw new Error(`${path}: ${opened.problem.kind}`);
  onTestFinished(() => opened.document.close());
  await opened.document.read({ progress: () => undefined, stopped: () => false });
  await findMessages(opened.document);
  return opened.document;
}

const linkTypes = [...new Set(SAMPLE_FRAMES.map(({ linkType }) => linkType))];
test.each(linkTypes)('sample frames of link type %i, whole and cut at every byte', async (linkType) => {
  const frames = SAMPLE_FRAMES.filter((sample) => sample.linkType === linkType).flatMap(({ bytes }) =>
    Array.from({ length: bytes.length + 1 }, (_, cut) => ({
      bytes: bytes.slice(0, bytes.length - cut),
      originalLen: bytes.length,
    })),
  );
  compare(await open(save(pcapFile(frames, { linkType }))));
});

/** SYNSCOPE_EVERY=1: every capture of the corpus, which takes five minutes. Without it every twentieth one. */
const EVERY = Number(process.env.SYNSCOPE_EVERY ?? 20);
const folder = corpusFolder();
const some = folder ? captureFiles(folder).filter((_, i) => i % EVERY === 0) : [];
describe.skipIf(!folder)(named('corpus', corpusLacks(folder, '')), () => {
  test.each(some)('%s', async (path) => {
    const opened = await CaptureDocument.open(join(folder ?? '', path));
    if (!opened.ok) return; // damaged on purpose, from its first byte on
    onTestFinished(() => opened.document.close());
    await opened.document.read({ progress: () => undefined, stopped: () => false });
    await findMessages(opened.document);
    compare(opened.document);
  });
});
