// Fuzz target: damaged datagrams of DTLS, as they stand alone and as a connection has told of them. An input is one byte, the length of connection IDs, and
// the datagram.
import { strict as assert } from 'node:assert';
import { dissectFrame } from '../../src-main/dissect/dissect';
import { TreeSink } from '../../src-main/dissect/sinks/tree-sink';
import { summarize } from '../../src-main/dissect/summary';
import * as wire from '../../src-main/wire/dtls';
import { OPTIONS, contextOf, nodesOf } from '../fixtures/dissect-frame';
import { datagram } from '../fixtures/dtls-messages';
import { bytesOf } from '../fixtures/make-packet';
import { SAMPLE_DTLS } from '../fixtures/sample-dtls';
import { mutate } from './mutate';
import { fuzzTarget } from './target';

export const name = 'dtls';
export const iterations = 50_000;

const MOST = 2048;
const PAYLOAD_AT = 14 + 20 + 8;
const PAYLOADS = SAMPLE_DTLS.map(({ bytes }) => bytes.subarray(PAYLOAD_AT));

function make(chance: () => number): Uint8Array {
  const payload = PAYLOADS[Math.floor(chance() * PAYLOADS.length)];
  return bytesOf(Math.floor(chance() * 4), mutate(payload, chance, MOST));
}

function check(input: Uint8Array): void {
  if (input.length === 0) return;
  const cidLen = input[0] % 4;
  const payload = input.subarray(1);
  // what a connection may have told of it: connection IDs of some length, a message that this datagram completes
  const view = {
    version: wire.DTLS13,
    cipher: 0x0002,
    cidLen,
    message: (at: number) => ({ reassembledIn: 1, pieces: [], bytes: () => payload.subarray(at % 16) }),
    // as if keys opened it: of any type
    inside: (record: Uint8Array) => ({ type: 20 + (record.length % 6), bytes: record.subarray(record.length % 16) }),
  };
  for (const dtls of [() => null, () => view]) {
    const bytes = datagram(payload);
    const sink = new TreeSink();
    const row = summarize(dissectFrame(bytes, contextOf(1, bytes.length, { dtls }), OPTIONS, sink));
    assert.ok(!/undefined|NaN/.test(row.info), row.info);
    for (const { value } of nodesOf(sink.finish())) assert.ok(!/undefined|NaN/.test(value), value);
  }
  // records follow each other, and end where the datagram does
  for (let at = 0; at < payload.length;) {
    const end = wire.recordEnd(payload, at, payload.length, payload.length, cidLen);
    if (end < 0) break;
    assert.ok(end > at && end <= payload.length);
    at = end;
  }
}

export const { run, replay } = fuzzTarget(make, check);
