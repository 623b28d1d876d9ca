// Fuzz target: damaged packets of every link type through all dissectors, with every sink: tree, fields, packet list row.
// An input is four bytes of link type, four of length on the wire, and the packet.
import { strict as assert } from 'node:assert';
import { registry } from '../../src-main/dissect/protocols/registry';
import { ValueSink } from '../../src-main/dissect/sinks/field-sink';
import { dissectFrame } from '../../src-main/dissect/dissect';
import { summarize } from '../../src-main/dissect/summary';
import { TreeSink } from '../../src-main/dissect/sinks/tree-sink';
import { treeLabel } from '../../src-main/i18n/tree-label';
import type { TreeNode } from '../../src-main/ipc/contracts/engine-contract';
import { OPTIONS, contextOf } from '../fixtures/dissect-frame';
import { be32, bytesOf, ethernet, ipv4, tcp } from '../fixtures/make-packet';
import { SAMPLE_FRAMES } from '../fixtures/sample-frames';
import { mutate } from './mutate';
import { fuzzTarget } from './target';

export const name = 'packets';
export const iterations = 200_000;
export const slices = 3;

/** A packet may grow by damage, but a field tree is for packets, not for files. */
const MOST = 4096;
/** Options of TCP that no sample carries: signature, user timeout, experiment, each kind of MPTCP. */
const TCP_OPTIONS: readonly number[][] = [
  [19, 18, ...new Array<number>(16).fill(7)],
  [28, 4, 0x80, 60],
  [254, 8, 0xf9, 0x89, 1, 2, 3, 4],
  ...[0, 1, 2, 3, 4, 5, 6, 7, 8].map((kind) => [30, 20, kind << 4, ...new Array<number>(17).fill(kind)]),
];
const SEEDS = [
  ...SAMPLE_FRAMES,
  ...TCP_OPTIONS.map((options) => ({
    linkType: 1,
    bytes: ethernet(
      {},
      ipv4({}, tcp({ flags: 'S', options: [...options, ...new Array<number>(-options.length & 3).fill(1)] })),
    ),
  })),
];
const LINK_TYPES = [...new Set(SAMPLE_FRAMES.map((frame) => frame.linkType))];
const FIELDS = [...registry.fields()];
const VALUES = new ValueSink(FIELDS);
/** sinks that want one field each: layers without it are left out, which must not change it */
const ALONE = FIELDS.map((field) => new ValueSink([field]));
/** fields tried alone for each packet */
const TRIED = 8;

function make(chance: () => number): Uint8Array {
  const below = (n: number): number => Math.floor(chance() * n);
  const sample = SEEDS[below(SEEDS.length)];
  const bytes = mutate(sample.bytes, chance, MOST);
  const linkType = chance() < 0.1 ? LINK_TYPES[below(LINK_TYPES.length)] : sample.linkType;
  const lost = chance() < 0.3 ? below(200) : 0;
  return bytesOf(be32(linkType), be32(bytes.length + lost), bytes);
}

function check(input: Uint8Array): void {
  if (input.length < 8) return;
  const view = new DataView(input.buffer, input.byteOffset);
  const bytes = input.subarray(8);
  const context = contextOf(view.getUint32(0), view.getUint32(4));
  const sink = new TreeSink();
  const packet = dissectFrame(bytes, context, OPTIONS, sink);
  checkTree(sink.finish(), bytes.length);
  const row = summarize(packet);
  for (const text of [row.source, row.destination, row.protocol, row.info]) assert.equal(typeof text, 'string');
  assert.ok(!/undefined|NaN|\[object/.test(row.info), row.info);

  const fields = dissectFrame(bytes, context, OPTIONS, VALUES);
  assert.equal(fields.protocolPath(), packet.protocolPath());
  FIELDS.forEach((field, i) => {
    for (const text of VALUES.texts(i)) assert.ok(!/undefined|NaN/.test(text) || field.type === 'string', field.abbrev);
  });
  const first = bytes.reduce((sum, byte) => (sum * 31 + byte) % FIELDS.length, 0);
  for (let k = 0; k < TRIED; k++) {
    const i = (first + k * 101) % FIELDS.length;
    dissectFrame(bytes, context, OPTIONS, ALONE[i]);
    assert.deepEqual(ALONE[i].texts(0), VALUES.texts(i), FIELDS[i].abbrev);
  }
}

function checkTree(nodes: TreeNode[], length: number): void {
  for (const node of nodes) {
    assert.ok(node.len >= 0 && node.at >= 0, `${node.abbrev} at ${node.at}, ${node.len} bytes`);
    if (node.source === 0) assert.ok(node.at + node.len <= length, `${node.abbrev} reaches beyond the frame`);
    for (const language of ['en', 'zh-CN'] as const) {
      const label = treeLabel(node, language);
      assert.ok(label !== '' && !/undefined|NaN/.test(label), `${node.abbrev}: ${label}`);
    }
    checkTree(node.children, length);
  }
}

export const { run, replay } = fuzzTarget(make, check);
