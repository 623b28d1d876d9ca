// Frames and conversations for the tests of flow/: written as short lines, analysed as the engine does it.
import { Analysis } from '../../../src-main/flow/capture-index';
import type { Defragment } from '../../../src-main/flow/scan/scan-fragments';
import type { FrameBatch } from '../../../src-main/memory/frame-batch';
import { concat, ethernet, icmp, ipv4, tcp, tcpFlags } from '../../fixtures/make-packet';

/** Frames laid end to end as one batch; frame i comes i ms after the first unless `times` (ns) says otherwise. */
export function batchOf(frames: Uint8Array[], times?: number[], originalLens?: number[]): FrameBatch {
  const start = new Uint32Array(frames.length);
  let at = 0;
  frames.forEach((frame, i) => {
    start[i] = at;
    at += frame.length;
  });
  const ns = (i: number): number => times?.[i] ?? i * 1e6;
  return {
    bytes: concat(...frames),
    base: 0,
    count: frames.length,
    start,
    capturedLen: Uint32Array.from(frames, (frame) => frame.length),
    originalLen: Uint32Array.from(frames, (frame, i) => originalLens?.[i] ?? frame.length),
    timeSec: Float64Array.from(frames, (_, i) => 1_700_000_000 + Math.floor(ns(i) / 1e9)),
    timeNano: Uint32Array.from(frames, (_, i) => ns(i) % 1e9),
    interfaceIndex: new Uint16Array(frames.length),
    flags: new Uint8Array(frames.length),
  };
}

export function analyse(frames: Uint8Array[], times?: number[], linkType = 1, defragment?: Defragment): Analysis {
  const analysis = Analysis.create({ defragment });
  analysis.addBatch(batchOf(frames, times), [{ linkType }]);
  return analysis;
}

const A = '10.0.0.1';
const B = '10.0.0.2';

interface Line {
  fromA: boolean;
  flags: string;
  len: number;
  /** relative to the initial sequence numbers */
  seq: number | null;
  ack: number | null;
  at: number | null;
  options: number[];
  window: number;
}

function parse(line: string): Line {
  const [arrow, flags = '', ...rest] = line.trim().split(/\s+/);
  const out: Line = { fromA: arrow === '>', flags, len: 0, seq: null, ack: null, at: null, options: [], window: 64000 };
  for (const word of rest) {
    const [name, value] = word.split('=');
    if (word.startsWith('+')) out.len = Number(word.slice(1));
    else if (name === 'seq') out.seq = Number(value);
    else if (name === 'ack') out.ack = Number(value);
    else if (name === 'at') out.at = Number(value);
    else if (name === 'win') out.window = Number(value);
    else if (name === 'ws') out.options = [3, 3, Number(value), 1];
    else throw new Error(`unknown word ${word}`);
  }
  return out;
}

/**
 * One connection: `> S`, `< SA`, `> A`, `> PA +100`, `< FA`. Numbers follow from what was sent before; `seq=`, `ack=` set
 * them (relative to the initial numbers), `at=` the ms since the start, `win=` the window, `ws=` a window scale option.
 * `icmp > S` is an ICMP error, sent by the other end, that quotes the segment.
 */
export function conversation(
  lines: string[],
  ports: [number, number] = [40000, 80],
): { frames: Uint8Array[]; times: number[] } {
  const isn = [1000, 5000];
  const next = [0, 0];
  const times: number[] = [];
  const frames = lines.map((line, i) => {
    const quoted = line.startsWith('icmp ');
    const l = parse(quoted ? line.slice(5) : line);
    const side = l.fromA ? 0 : 1;
    const seq = l.seq ?? next[side];
    const ack = l.flags.includes('A') ? (l.ack ?? next[side ^ 1]) : null;
    const counted = l.len + (/[SF]/.test(l.flags) ? 1 : 0);
    if (!quoted && !l.flags.includes('R')) next[side] = Math.max(next[side], seq + counted);
    times.push((l.at ?? i) * 1e6);
    const segment = tcp(
      {
        srcPort: ports[side],
        dstPort: ports[side ^ 1],
        seq: isn[side] + seq,
        ack: ack === null ? 0 : isn[side ^ 1] + ack,
        flags: tcpFlags(l.flags),
        window: l.window,
        options: l.options,
      },
      new Uint8Array(l.len).fill(0x61),
    );
    const packet = ipv4({ src: l.fromA ? A : B, dst: l.fromA ? B : A }, segment);
    if (!quoted) return ethernet({}, packet);
    return ethernet({}, ipv4({ src: l.fromA ? B : A, dst: l.fromA ? A : B }, icmp(3, 3, 0, packet)));
  });
  return { frames, times };
}

export function analyseLines(lines: string[]): Analysis {
  const { frames, times } = conversation(lines);
  return analyse(frames, times);
}
