// The hash table and the numbering of streams, against a slow twin made of maps and strings.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ethernet, ipv4, ipv6, tcp, udp, type Payload } from '../../../fixtures/make-packet';
import { analyse } from '../analyse';

interface Packet {
  six: boolean;
  tcp: boolean;
  /** endpoints 0…3, ports 1…3: few, so that they meet again */
  from: number;
  to: number;
  fromPort: number;
  toPort: number;
  seq: number;
  flags: string;
}

const packet: fc.Arbitrary<Packet> = fc.record({
  six: fc.boolean(),
  tcp: fc.boolean(),
  from: fc.integer({ min: 0, max: 2 }),
  to: fc.integer({ min: 0, max: 2 }),
  fromPort: fc.integer({ min: 1, max: 3 }),
  toPort: fc.integer({ min: 1, max: 3 }),
  seq: fc.integer({ min: 0, max: 2 }),
  flags: fc.constantFrom('S', 'SA', 'A', 'FA', 'R'),
});

function frameOf(p: Packet): Uint8Array {
  const ports = { srcPort: p.fromPort, dstPort: p.toPort };
  const inner: Payload = p.tcp ? tcp({ ...ports, seq: p.seq * 1000, flags: p.flags }) : udp(ports);
  return ethernet(
    {},
    p.six
      ? ipv6({ src: `2001:db8::${p.from + 1}`, dst: `2001:db8::${p.to + 1}` }, inner)
      : ipv4({ src: `10.0.0.${p.from + 1}`, dst: `10.0.0.${p.to + 1}` }, inner),
  );
}

/** Streams as the reference numbers them, with nothing clever about it. */
class Twin {
  private readonly streams = new Map<string, { number: number; base: Map<string, number> }>();
  private counts = { tcp: 0, udp: 0 };

  number(p: Packet): number {
    const kind = p.tcp ? 'tcp' : 'udp';
    const ends = [`${p.from}:${p.fromPort}`, `${p.to}:${p.toPort}`];
    const key = [kind, p.six, ...ends.sort()].join('|');
    const sender = `${p.from}:${p.fromPort}`;
    const receiver = `${p.to}:${p.toPort}`;
    let stream = this.streams.get(key);
    // an end that talks to itself has one side only, whoever sends
    const base = stream?.base.get(sender);
    if (!stream || (p.tcp && p.flags === 'S' && base !== undefined && base !== p.seq * 1000)) {
      stream = { number: this.counts[kind]++, base: new Map<string, number>() };
      this.streams.set(key, stream);
    }
    if (p.tcp) {
      if (p.flags === 'SA') stream.base.set(sender, p.seq * 1000);
      else if (!stream.base.has(sender)) stream.base.set(sender, p.flags === 'S' ? p.seq * 1000 : p.seq * 1000 - 1);
      if (p.flags.includes('A') && !stream.base.has(receiver)) stream.base.set(receiver, -1);
    }
    return stream.number;
  }
}

test('stream numbers are those of the slow twin', () => {
  fc.assert(
    fc.property(fc.array(packet, { minLength: 1, maxLength: 80 }), (packets) => {
      // two ends must differ: one that talks to itself has a base of its own kind, see the test below
      const list = packets.filter((p) => p.from !== p.to || p.fromPort !== p.toPort);
      fc.pre(list.length > 0);
      const analysis = analyse(list.map(frameOf));
      const twin = new Twin();
      expect(list.map((_, row) => analysis.columns.stream(row))).toEqual(list.map((p) => twin.number(p)));
      expect(list.map((_, row) => analysis.columns.streamKind(row))).toEqual(list.map((p) => (p.tcp ? 'tcp' : 'udp')));
    }),
    { numRuns: 300 },
  );
});

test('every frame is counted in its flow, on its side', () => {
  fc.assert(
    fc.property(fc.array(packet, { minLength: 1, maxLength: 60 }), (packets) => {
      const frames = packets.map(frameOf);
      const analysis = analyse(frames);
      const rows = Array.from({ length: analysis.flows.count }, (_, id) => analysis.flows.row(id));
      expect(rows.reduce((sum, row) => sum + row.packetsAB + row.packetsBA, 0)).toBe(frames.length);
      expect(rows.reduce((sum, row) => sum + row.bytesAB + row.bytesBA, 0)).toBe(
        frames.reduce((sum, frame) => sum + frame.length, 0),
      );
      packets.forEach((p, row) => {
        const flow = rows[analysis.flowOfRow(row)];
        const [port, address] = analysis.columns.fromA(row) ? [flow.portA, flow.addressA] : [flow.portB, flow.addressB];
        expect([port, address]).toEqual([p.fromPort, p.six ? `2001:db8::${p.from + 1}` : `10.0.0.${p.from + 1}`]);
      });
    }),
    { numRuns: 200 },
  );
});

test('one port that talks to itself: a single side', () => {
  const self = (flags: string, seq: number): Uint8Array =>
    ethernet({}, ipv4({ src: '127.0.0.1', dst: '127.0.0.1' }, tcp({ srcPort: 7, dstPort: 7, flags, seq })));
  const analysis = analyse([self('S', 5), self('SA', 9), self('A', 6)]);
  expect(analysis.flows.count).toBe(1);
  expect(analysis.flows.row(0).packetsAB).toBe(3);
});

test('many flows: each is found again', () => {
  const n = 20_000;
  const frames = Array.from({ length: n }, (_, i) =>
    ethernet(
      {},
      ipv4({ src: `10.1.${i >> 8}.${i & 255}`, dst: '10.0.0.1' }, udp({ srcPort: 5000 + (i % 7), dstPort: 53 })),
    ),
  );
  const analysis = analyse([...frames, ...frames]);
  expect(analysis.flows.udpCount).toBe(n);
  for (const i of [0, 1, 77, 9999, n - 1]) {
    expect(analysis.columns.stream(n + i)).toBe(i);
    expect(analysis.flows.row(i).packetsAB).toBe(2);
    expect(analysis.flows.ofStream('udp', i)).toBe(i);
  }
  expect(analysis.flows.ofStream('udp', n)).toBe(-1);
  expect(analysis.flows.ofStream('tcp', 0)).toBe(-1);
});
