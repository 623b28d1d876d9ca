// What fields and protocols declare of themselves: held to what the dissectors do, so that a forgotten word fails here and not in an
// answer to somebody's filter.
import { expect, it } from 'vitest';
import type { ConversationView, FrameContext, SegmentView } from '../../../../src-main/dissect/contract/context';
import { registry } from '../../../../src-main/dissect/protocols/registry';
import { dissectFrame } from '../../../../src-main/dissect/dissect';
import { ValueSink } from '../../../../src-main/dissect/sinks/field-sink';
import { SAMPLE_FRAMES, type SampleFrame } from '../../../fixtures/sample-frames';
import { ethernet, hex, ipv4, tcp, tcpOption } from '../../../fixtures/make-packet';
import { contextOf, OPTIONS } from '../../../fixtures/dissect-frame';

const FIELDS = [...registry.fields()];
/** … and a segment with everything that is counted from the first numbers of its conversation */
const ACK_WITH_SACK: SampleFrame = {
  name: 'ACK with SACK',
  linkType: 1,
  bytes: ethernet(
    {},
    ipv4(
      {},
      tcp(
        { flags: 'A', seq: 1001, ack: 2001, options: [...tcpOption.sack([1500, 1600], [3000, 4000]), 1, 1] },
        hex('00'),
      ),
    ),
  ),
  protocols: 'eth:ethertype:ip:tcp:data',
};
const FRAMES: readonly SampleFrame[] = [...SAMPLE_FRAMES, ACK_WITH_SACK];

const SEGMENT: SegmentView = {
  flags: 1,
  acksFrame: 0,
  ackTime: null,
  firstRoundTrip: null,
  bytesInFlight: 5,
  bytesPushed: 5,
  duplicate: 0,
  duplicateOf: 0,
  repeatsFrame: 0,
  timeout: null,
};
const EARLY: ConversationView = {
  stream: 3,
  baseSeq: null,
  baseAck: null,
  windowScale: -1,
  windowScaleFrame: 0,
  completeness: 1,
  firstSec: 1_700_000_000,
  firstNano: 0,
  previousSec: null,
  previousNano: 0,
  closesFirst: false,
  repeatsFin: 0,
  analysis: SEGMENT,
};
/** The same conversation when more of it has been read. */
const LATE: ConversationView = {
  ...EARLY,
  baseSeq: 5,
  baseAck: 7,
  windowScale: 7,
  windowScaleFrame: 1,
  completeness: 63,
  analysis: { ...SEGMENT, firstRoundTrip: { sec: 0, nano: 7 } },
};
const withPrevious: ConversationView = { ...EARLY, previousSec: 1_699_999_999, previousNano: 5 };

function textsOf({ bytes, linkType }: SampleFrame, more: Partial<FrameContext>): string[][] {
  const sink = new ValueSink(FIELDS);
  dissectFrame(bytes, contextOf(linkType, bytes.length, more), OPTIONS, sink);
  return FIELDS.map((_, i) => [...sink.texts(i)]);
}

/** Names of the fields that differ between two contexts in any of the sample frames. */
function differing(a: Partial<FrameContext>, b: Partial<FrameContext>): string[] {
  const names = new Set<string>();
  for (const frame of FRAMES) {
    const [before, after] = [textsOf(frame, a), textsOf(frame, b)];
    FIELDS.forEach((field, i) => {
      if (before[i].join() !== after[i].join()) names.add(field.abbrev);
    });
  }
  return [...names];
}
const undeclared = (names: string[], word: 'changes' | 'needsPrevious'): string[] =>
  names.filter((name) => registry.field(name)?.[word] !== true);

it('a field whose value follows from the rest of its conversation says that it changes', () => {
  const names = differing({ conversation: () => EARLY }, { conversation: () => LATE });
  expect(names).toEqual(expect.arrayContaining(['tcp.seq', 'tcp.ack', 'tcp.completeness', 'tcp.window_size']));
  // the protocol lines hold the numbers of their fields as text
  expect(undeclared(names, 'changes').filter((name) => registry.field(name)?.type !== 'protocol')).toEqual([]);
});

it('a field that needs the frame before it in its conversation says so', () => {
  const names = differing({ conversation: () => EARLY }, { conversation: () => withPrevious });
  expect(names.sort()).toEqual(['tcp.time_delta', 'udp.time_delta']);
  expect(undeclared(names, 'needsPrevious')).toEqual([]);
});

it('a paired field stands in every packet of its protocol an even number of times', () => {
  const paired = FIELDS.filter((field) => field.paired);
  expect(paired.length).toBeGreaterThan(5);
  // of these the packets decide how many there are
  const byCount = new Set(['tcp.option_kind', 'tcp.option_len', 'tcp.options.sack_le', 'tcp.options.sack_re']);
  for (const frame of FRAMES) {
    const texts = textsOf(frame, {});
    FIELDS.forEach((field, i) => {
      if (field.paired && !byCount.has(field.abbrev)) expect(texts[i].length % 2, field.abbrev).toBe(0);
    });
  }
});

it('names offered before anything is typed have one place each', () => {
  const places = FIELDS.map((field) => field.popularity).filter((place) => place > 0);
  expect(places.sort((a, b) => a - b)).toEqual(Array.from(places, (_, i) => i + 1));
  expect(places.length).toBeGreaterThan(20);
});
