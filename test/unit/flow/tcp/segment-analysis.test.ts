// The analysis of TCP against its slow twin, over random connections. SYNSCOPE_SEGMENTS=200000 makes it long.
import { describe, expect, test } from 'vitest';
import * as A from '../../../../src-main/dissect/contract/analysis-flags';
import { Analysis } from '../../../../src-main/flow/capture-index';
import { ACK, FIN, PSH, RST, SYN } from '../../../../src-main/wire/tcp';
import { random } from '../../../bench/random';
import { ethernet, ipv4, tcp } from '../../../fixtures/make-packet';
import { analyseLines, batchOf } from '../analyse';
import { SlowAnalysis, type Said, type TestSegment } from './slow-analysis';

const SEGMENTS = Number(process.env.SYNSCOPE_SEGMENTS ?? 20_000);
const EACH = 60;

const NAMES: readonly (readonly [number, string])[] = [
  [A.LOST_SEGMENT, 'lost'],
  [A.ACK_LOST_SEGMENT, 'unseen'],
  [A.SILENT, 'silent'],
  [A.KEEP_ALIVE, 'keep-alive'],
  [A.KEEP_ALIVE_ACK, 'keep-alive-ack'],
  [A.ZERO_WINDOW, 'zero'],
  [A.ZERO_WINDOW_PROBE, 'probe'],
  [A.ZERO_WINDOW_PROBE_ACK, 'probe-ack'],
  [A.WINDOW_FULL, 'full'],
  [A.WINDOW_UPDATE, 'update'],
  [A.REUSED_PORTS, 'reused'],
];
const REPEATS = ['', 'retransmission', 'fast', 'spurious', 'out-of-order'];

function saidOf({ columns }: Analysis, row: number): Said {
  const flags = columns.analysis(row);
  const duplicate = A.isDuplicateAck(flags);
  const names = NAMES.filter(([bit]) => flags & bit).map(([, name]) => name);
  if (flags & A.REPEAT_MASK) names.push(REPEATS[flags & A.REPEAT_MASK]);
  if (duplicate) names.push('duplicate');
  return {
    flags: names.sort(),
    acksFrame: columns.acksFrame(row),
    repeatsFrame: columns.repeatsFrame(row),
    duplicate: duplicate ? columns.inFlight(row) : 0,
    inFlight: duplicate ? 0 : columns.inFlight(row),
    pushed: columns.pushed(row),
  };
}

/** A connection with all that goes wrong, also where the numbers begin anew. */
function connection(next: () => number): TestSegment[] {
  const below = (n: number): number => Math.floor(next() * n);
  const pick = <T>(...list: T[]): T => list[below(list.length)];
  const isn = [pick(1000, 0xffff_ff00, 3_000_000_000, below(0xffff_ffff)), pick(5000, 0xffff_fff0, below(0xffff_ffff))];
  const sent = [0, 0];
  const acked = [0, 0];
  const window = [pick(300, 1000, 64000), pick(300, 1000, 64000)];
  const opened = next() < 0.6;
  let time = 0;
  return Array.from({ length: EACH }, (_, i) => {
    const side = opened && i < 3 ? i & 1 : below(2);
    const other = side ^ 1;
    time += pick(0, 10, 1000, 3000, 15_000, 25_000, 300_000) * 1000;
    if (below(7) === 0) window[side] = pick(0, 0, 100, 300, 1000);
    const chance = next();
    const ack = chance < 0.6 ? sent[other] : acked[side] + pick(0, 0, 0, 1, 10, 100);
    const seq = next() < 0.72 ? sent[side] : Math.max(0, sent[side] + pick(-1, -1, -10, -20, -110, 1, 10, 100));
    let flags = ACK | (below(3) === 0 ? PSH : 0) | pick(...Array<number>(40).fill(0), FIN, RST);
    const g: TestSegment = {
      fromA: side === 0,
      flags,
      seq: (isn[side] + seq) >>> 0,
      ack: (isn[other] + ack) >>> 0,
      len: pick(0, 0, 0, 1, 10, 10, 100),
      window: window[side],
      sack: [],
      time,
    };
    if ((opened && i < 2) || below(80) === 0) {
      flags = opened && i === 0 ? SYN : opened && i === 1 ? SYN | ACK : pick(SYN, SYN | ACK);
      g.flags = flags;
      g.seq = isn[side];
      g.len = opened && i < 2 ? 0 : g.len;
      if (flags === SYN) g.ack = 0;
    } else if (below(6) === 0) {
      const from = g.ack + pick(0, 10, 100);
      for (let k = pick(1, 2, 4); k > 0; k--) g.sack.push((from + 50 * k) >>> 0, (from + 50 * k + pick(10, 30)) >>> 0);
    }
    const end = (g.seq - isn[side] + g.len + (g.flags & (SYN | FIN) ? 1 : 0)) | 0;
    sent[side] = Math.max(sent[side], end);
    if (g.flags & ACK) acked[side] = ack;
    return g;
  });
}

const bytesOf = (word: number): number[] => [word >>> 24, (word >>> 16) & 255, (word >>> 8) & 255, word & 255];

function frameOf(g: TestSegment, port: number): Uint8Array {
  const [src, dst] = g.fromA ? ['10.0.0.1', '10.0.0.2'] : ['10.0.0.2', '10.0.0.1'];
  const [srcPort, dstPort] = g.fromA ? [port, 80] : [80, port];
  const options = g.sack.length > 0 ? [5, 2 + 4 * g.sack.length, ...g.sack.flatMap(bytesOf)] : [];
  const { seq, ack, flags, window } = g;
  const segment = tcp({ srcPort, dstPort, seq, ack, flags, window, options }, new Uint8Array(g.len));
  return ethernet({}, ipv4({ src, dst }, segment));
}

test(`${SEGMENTS} random segments: as the slow twin says`, () => {
  const next = random(20_240_817);
  const seen = new Map<string, number>();
  for (let done = 0; done < SEGMENTS; done += EACH) {
    const segments = connection(next);
    const slow = new SlowAnalysis();
    const expected = segments.map((g) => {
      const said = slow.take(g);
      return { ...said, flags: said.flags.sort() };
    });
    const analysis = Analysis.create();
    const frames = segments.map((g) => frameOf(g, 20_000 + (done % 40_000)));
    const times = segments.map((g) => g.time);
    analysis.addBatch(batchOf(frames, times), [{ linkType: 1 }]);
    if (analysis.flows.count > 1) continue; // a SYN of a side whose number was not known: it opens another connection
    expect(segments.map((g, row) => [g, saidOf(analysis, row)])).toEqual(segments.map((g, row) => [g, expected[row]]));
    for (const { flags } of expected) for (const flag of flags) seen.set(flag, (seen.get(flag) ?? 0) + 1);
  }
  // random input that never meets a rule says nothing about it
  for (const name of [...NAMES.map(([, flag]) => flag), ...REPEATS.slice(1), 'duplicate'])
    expect([name, (seen.get(name) ?? 0) > 0]).toEqual([name, true]);
});

describe('connections by hand, as tshark 4.0.17 calls them', () => {
  const OPEN = ['> S', '< SA', '> A'];
  test.each<[string, string[], string[]]>([
    ['nothing', ['> PA +100', '< A'], []],
    ['data again', ['> PA +100', '> PA +100 seq=1 at=900'], ['retransmission']],
    ['data that was acknowledged', ['> PA +100', '< A', '> PA +100 seq=1'], ['spurious']],
    ['a gap', ['> PA +100 seq=101'], ['lost']],
    ['a gap filled in time', ['> PA +100 seq=101 at=3', '> PA +100 seq=1 at=4'], ['out-of-order']],
    ['more than was seen', ['< A ack=500'], ['unseen']],
    ['the same ACK', ['< A', '< A'], ['duplicate']],
    ['a closed window', ['< A win=0'], ['zero']],
    ['a probe', ['< A win=0', '> A +1'], ['probe']],
    ['its answer', ['< A win=0', '> A +1', '< A win=0 ack=1'], ['probe-ack', 'zero']],
    ['an open window', ['< A win=0', '< A win=900'], ['update']],
    ['a full window', ['< A win=100', '> A +100'], ['full']],
    ['keep-alive', ['> A seq=0'], ['keep-alive']],
    ['its answer', ['< A', '> A seq=0', '< A'], ['keep-alive-ack']],
  ])('%s', (_, lines, flags) => {
    const analysis = analyseLines([...OPEN, ...lines]);
    expect(saidOf(analysis, analysis.columns.count - 1).flags).toEqual(flags);
  });
});
