// Fuzz target: damaged frames in Initial packets of QUIC, and damaged datagrams around them. What is damaged before it is protected reaches the
// dissectors; anything else does not get past the tag. An input is one byte that says which, and the bytes.
import { strict as assert } from 'node:assert';
import { dissectFrame } from '../../src-main/dissect/dissect';
import { TreeSink } from '../../src-main/dissect/sinks/tree-sink';
import { summarize } from '../../src-main/dissect/summary';
import { CryptoStream, MOST_CRYPTO } from '../../src-main/wire/crypto-stream';
import { longPacket } from '../../src-main/wire/quic';
import { cryptoFrames } from '../../src-main/wire/quic-frames';
import { OPTIONS, contextOf, nodesOf } from '../fixtures/dissect-frame';
import { bytesOf, ethernet, ipv4, udp } from '../fixtures/make-packet';
import { cryptoFrame, initialPacket } from '../fixtures/quic-packets';
import { QUIC_HELLO, SAMPLE_QUIC } from '../fixtures/sample-quic';
import { mutate } from './mutate';
import { fuzzTarget } from './target';

export const name = 'quic';
export const iterations = 50_000;

const MOST = 2048;
const middle = 70;
const FRAMES = bytesOf(
  [1, 0, 0, 2, 9, 1, 1, 2, 0, 1, 3, 5, 0, 0, 5, 1, 2, 3],
  cryptoFrame(middle, QUIC_HELLO.subarray(middle)),
  cryptoFrame(0, QUIC_HELLO.subarray(0, middle)),
);
const PAYLOAD_AT = 14 + 20 + 8;

function make(chance: () => number): Uint8Array {
  if (chance() < 0.7) return bytesOf(0, mutate(FRAMES, chance, MOST));
  const { bytes } = SAMPLE_QUIC[Math.floor(chance() * SAMPLE_QUIC.length)];
  return bytesOf(1, mutate(bytes.subarray(PAYLOAD_AT), chance, MOST));
}

function check(input: Uint8Array): void {
  if (input.length === 0) return;
  const inside = input.subarray(1);
  const payload = input[0] === 0 ? initialPacket(inside) : inside;
  const bytes = ethernet({}, ipv4({}, udp({ dstPort: 443 }, payload)));
  const sink = new TreeSink();
  const row = summarize(dissectFrame(bytes, contextOf(1, bytes.length), OPTIONS, sink));
  assert.ok(!/undefined|NaN/.test(row.info), row.info);
  for (const { value } of nodesOf(sink.finish())) assert.ok(!/undefined|NaN/.test(value), value);
  const packet = longPacket(payload, 0, payload.length);
  if (packet !== null) assert.ok(packet.numberAt >= 0 && packet.end > packet.at);
  // a stream gives out no byte that was not put in, and none twice
  const stream = new CryptoStream();
  let fresh = 0;
  for (const { place, dataAt, end } of cryptoFrames(inside))
    stream.add(place, inside.subarray(dataAt, end), (at, length) => {
      assert.ok(length > 0 && at + length <= MOST_CRYPTO);
      fresh += length;
    });
  for (let message = stream.take(); message !== null; message = stream.take()) fresh -= message.bytes.length;
  assert.ok(fresh >= 0);
}

export const { run, replay } = fuzzTarget(make, check);
