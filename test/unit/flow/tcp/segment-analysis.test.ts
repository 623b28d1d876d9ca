// The analysis of TCP against its slow twin, over random connections. SYNSCOPE_SEGMENTS=200000 makes it long.
import { describe, expect, test } from 'vitest';
import * as A from '../../../../src-main/dissect/contract/analysis-flags';
import { Analysis } from '../../../../src-main/flow/capture-index';
import { random } from '../../../bench/random';
import { analyseLines, batchOf } from '../analyse';
import { connection, frameOf, SEGMENTS_EACH } from './random-connection';
import { SlowAnalysis, type Said } from './slow-analysis';

const SEGMENTS = Number(process.env.SYNSCOPE_SEGMENTS ?? 20_000);

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

test(`${SEGMENTS} random segments: as the slow twin says`, () => {
  const next = random(20_240_817);
  const seen = new Map<string, number>();
  for (let done = 0; done < SEGMENTS; done += SEGMENTS_EACH) {
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
