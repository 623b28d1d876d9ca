// The scan finds the same innermost TCP or UDP header as the dissectors, in every kind of frame and wherever it is cut.
import { describe, expect, it } from 'vitest';
import { dissectFrame } from '../../../src-main/dissect/dissect';
import { ValueSink } from '../../../src-main/dissect/field-sink';
import { Scanner } from '../../../src-main/flow/scan';
import { KIND_TCP, KIND_UDP } from '../../../src-main/flow/scratch';
import { OPTIONS, contextOf, fieldOf } from '../../fixtures/dissect-frame';
import { SAMPLE_FRAMES } from '../../fixtures/sample-frames';

const NAMES = ['tcp.srcport', 'tcp.dstport', 'tcp.window_size_value', 'udp.srcport', 'udp.dstport', 'udp.checksum'];
const sink = new ValueSink(NAMES.map(fieldOf));

/** `tcp 40000 80` of the innermost header that is whole enough to belong to a conversation, or nothing. */
function dissected(bytes: Uint8Array, linkType: number, originalLen: number): string {
  dissectFrame(bytes, contextOf(linkType, originalLen), OPTIONS, sink);
  const last = (i: number): string => sink.texts(i).at(-1) ?? '';
  // a stream is numbered from the window on, a datagram's from the whole header on
  if (sink.texts(0).length > 0) return last(2) === '' ? '' : `tcp ${last(0)} ${last(1)}`;
  return last(5) === ''
    ? ''
    : `udp ${sink.texts(3)[sink.texts(5).length - 1]} ${sink.texts(4)[sink.texts(5).length - 1]}`;
}

function scanned(bytes: Uint8Array, linkType: number, originalLen: number): string {
  const scratch = new Scanner().scan(
    {
      bytes,
      base: 0,
      count: 1,
      start: Uint32Array.of(0),
      capturedLen: Uint32Array.of(bytes.length),
      originalLen: Uint32Array.of(originalLen),
      timeSec: Float64Array.of(0),
      timeNano: Uint32Array.of(0),
      interfaceIndex: Uint16Array.of(0),
      flags: Uint8Array.of(0),
    },
    [linkType],
  );
  const kind = scratch.kind[0];
  if (kind !== KIND_TCP && kind !== KIND_UDP) return '';
  return `${kind === KIND_TCP ? 'tcp' : 'udp'} ${scratch.srcPort[0]} ${scratch.dstPort[0]}`;
}

describe.each(SAMPLE_FRAMES)('$name', ({ bytes, linkType }) => {
  it('scan and dissection agree, whole and cut', () => {
    for (let len = bytes.length; len >= 0; len--) {
      const cut = bytes.slice(0, len);
      expect(scanned(cut, linkType, bytes.length), `first ${len} bytes`).toBe(dissected(cut, linkType, bytes.length));
    }
  });
});
