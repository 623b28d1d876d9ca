// Fuzz target: damaged frames of HTTP/2 in a segment of a stream that is known to carry it, through the dissector with every sink.
import { strict as assert } from 'node:assert';
import { dissectFrame } from '../../src-main/dissect/dissect';
import { HTTP2_KEY } from '../../src-main/dissect/protocols/http2/http2-framing';
import { registry } from '../../src-main/dissect/protocols/registry';
import { ValueSink } from '../../src-main/dissect/sinks/field-sink';
import { TreeSink } from '../../src-main/dissect/sinks/tree-sink';
import { summarize } from '../../src-main/dissect/summary';
import { DynamicTable } from '../../src-main/wire/hpack/dynamic-table';
import { contextOf, OPTIONS } from '../fixtures/dissect-frame';
import { HTTP2_FRAMES } from '../fixtures/http2-frames';
import { bytesOf, ethernet, ipv4, tcp } from '../fixtures/make-packet';
import { mutate } from './mutate';
import { fuzzTarget } from './target';

export const name = 'http2';
export const iterations = 40_000;

const FIELDS = [...registry.fields()].filter(({ abbrev }) => abbrev.startsWith('http2'));
const VALUES = new ValueSink(FIELDS);

function make(chance: () => number): Uint8Array {
  const frames: Uint8Array[] = [];
  for (let n = 1 + Math.floor(chance() * 5); n > 0; n--)
    frames.push(HTTP2_FRAMES[Math.floor(chance() * HTTP2_FRAMES.length)]);
  return mutate(bytesOf(...frames), chance, 1400);
}

function check(input: Uint8Array): void {
  const bytes = ethernet({}, ipv4({}, tcp({ srcPort: 40_000, dstPort: 8080, flags: 'PA' }, input)));
  const headers = (place: number): ReturnType<ReturnType<typeof contextOf>['headers']> =>
    place % 2 === 1 ? null : { table: new DynamicTable(), carried: input.slice(0, place & 7), done: () => undefined };
  const context = { ...contextOf(1, bytes.length), streamKey: () => HTTP2_KEY, segments: () => [], headers };
  const row = summarize(dissectFrame(bytes, context, OPTIONS, new TreeSink()));
  assert.ok(!/undefined|NaN|\[object/.test(row.info), row.info);
  dissectFrame(bytes, context, OPTIONS, VALUES);
  FIELDS.forEach((field, i) => {
    for (const text of VALUES.texts(i)) assert.ok(!/undefined|NaN/.test(text) || field.type === 'string', field.abbrev);
  });
}

export const { run, replay } = fuzzTarget(make, check);
