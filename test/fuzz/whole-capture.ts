// What the targets share that damage packets of real captures, and then do with the capture all that the engine does: read, track, follow streams,
// open TLS with keys, answer what the window asks of packets and connections. An input is a byte that says which capture, and packets: one byte of
// what is done to the clock, two of length, and the bytes.
import { strict as assert } from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import { FollowAnswers } from '../../src-main/engine/answers/follow/follow';
import { Graphs } from '../../src-main/engine/answers/graphs';
import { packetDetail } from '../../src-main/engine/answers/packet-detail';
import { KeyDoctor } from '../../src-main/engine/answers/tls/key-doctor';
import { TlsLooks } from '../../src-main/engine/answers/tls/tls-looks';
import { Timelines } from '../../src-main/engine/answers/timelines';
import { RequestFailure } from '../../src-main/engine/base/failure';
import { CaptureDocument } from '../../src-main/engine/document/document';
import { FlowList } from '../../src-main/engine/document/flow-list';
import { createPasses } from '../../src-main/engine/passes/registry';
import type { PassWork } from '../../src-main/engine/passes/pass';
import { findTimings } from '../../src-main/engine/passes/timing-pass';
import { WorkerPool } from '../../src-main/engine/search/worker-pool';
import { MemorySource } from '../../src-main/formats/file-source';
import { FOLLOW_LAYERS } from '../../src-main/ipc/contracts/follow-contract';
import { GRAPH_KINDS } from '../../src-main/ipc/contracts/graph-contract';
import { pcapFile } from '../fixtures/make-capture';
import { bytesOf } from '../fixtures/make-packet';
import { mutate } from './mutate';
import { fuzzTarget, type FuzzTarget } from './target';

interface Seed {
  frames: Uint8Array[];
  linkType: number;
  keys: Uint8Array | null;
}
/** of a seed and of what is made of it: a capture is done with in ms */
const MOST_FRAMES = 60;
const MOST_FRAME = 4096;
/** connections that are asked about */
const MOST_FLOWS = 3;
const reading = { progress: () => undefined, stopped: () => false };
const nobodyCancels = new AbortController().signal;

/** The first packets of a capture, with the key log that lies beside it. */
async function seedOf(path: string): Promise<Seed> {
  const opened = await CaptureDocument.open(path, { frontWorker: null });
  if (!opened.ok) throw new Error(`${path}: ${opened.problem.kind}`);
  const { document } = opened;
  await document.read(reading);
  const count = Math.min(document.frames, MOST_FRAMES);
  const frames = Array.from({ length: count }, (_, row) => document.frameView.bytes(row).slice(0, MOST_FRAME));
  const linkType = document.interfaces[0]?.linkType ?? 1;
  const keyLog = path.replace(/\.pcap(ng)?$/, '.keys');
  document.close();
  return { frames, linkType, keys: existsSync(keyLog) ? readFileSync(keyLog) : null };
}

function packed(which: number, frames: readonly { clock: number; bytes: Uint8Array }[]): Uint8Array {
  const parts = frames.map(({ clock, bytes }) => bytesOf(clock, bytes.length >> 8, bytes.length & 255, bytes));
  return new Uint8Array(Buffer.concat([Uint8Array.of(which), ...parts]));
}

/** A target over these captures (at most 256). */
export async function wholeCaptures(paths: readonly string[]): Promise<Pick<FuzzTarget, 'run' | 'replay'>> {
  const seeds = await Promise.all(paths.map(seedOf));

  function make(chance: () => number): Uint8Array {
    const below = (n: number): number => Math.floor(chance() * n);
    const which = below(seeds.length);
    const frames = seeds[which].frames.map((bytes) => ({ clock: 0, bytes }));
    for (let damages = 1 + below(4); damages > 0 && frames.length > 0; damages--) {
      const at = below(frames.length);
      const frame = frames[at];
      switch (below(7)) {
        case 0:
          frames.splice(at, 1);
          break;
        case 1:
          frames.splice(below(frames.length), 0, frame);
          break;
        case 2:
          [frames[at], frames[below(frames.length)]] = [frames[below(frames.length)], frame];
          break;
        case 3:
          frames[at] = { ...frame, clock: 1 + below(255) };
          break;
        default:
          frames[at] = { ...frame, bytes: damaged(frame.bytes, chance) };
      }
    }
    return packed(which, frames.slice(0, MOST_FRAMES));
  }

  async function check(input: Uint8Array): Promise<void> {
    if (input.length === 0) return;
    const { linkType, keys } = seeds[input[0] % seeds.length];
    let sec = 1_700_000_000;
    const frames: { bytes: Uint8Array; sec: number }[] = [];
    for (let at = 1; at + 3 <= input.length && frames.length < MOST_FRAMES;) {
      const end = at + 3 + input[at + 1] * 256 + input[at + 2];
      // the clock goes on by a second, stands still, or jumps either way
      sec = Math.max(0, sec + (input[at] === 0 ? 1 : (input[at] - 128) * 50));
      frames.push({ sec, bytes: input.subarray(at + 3, end) });
      at = end;
    }
    await checkCapture(pcapFile(frames, { linkType }), keys);
  }

  return fuzzTarget(make, check);
}

/** Damage of what the packet carries rather than of its first headers, without which nothing else would be looked at. */
function damaged(bytes: Uint8Array, chance: () => number): Uint8Array {
  const from = chance() < 0.8 ? Math.min(bytes.length, 66) : 14;
  return bytesOf(bytes.subarray(0, from), mutate(bytes.subarray(from), chance, MOST_FRAME - from));
}

async function checkCapture(file: Uint8Array, keys: Uint8Array | null): Promise<void> {
  const opened = await CaptureDocument.openBytes(new MemorySource(file), 'fuzz.pcap', { frontWorker: null });
  assert.ok(opened.ok, 'the capture is whole');
  const { document } = opened;
  try {
    if (keys) document.keys.take(keys, true);
    const end = await document.read(reading);
    assert.equal(end.phase, 'ready', JSON.stringify(end));
    const found = createPasses();
    const work: PassWork = {
      ...{ document, rows: document.frames, growing: false, pool: new WorkerPool(document) },
      aside: () => Promise.resolve(),
      more: () => Promise.resolve(false),
    };
    for (const id of ['messages', 'tls'] as const) await found[id].run(work, nobodyCancels, () => undefined);
    findTimings(document);
    for (let frame = 1; frame <= document.frames; frame++) tellable(packetDetail(document, frame));
    const doctor = new KeyDoctor(document, found.tls.handshakes, found.messages);
    tellable([doctor.summary(), doctor.rows({ state: null, from: 0, count: 10 })]);
    await checkFlows(document);
  } finally {
    document.close();
  }
}

async function checkFlows(document: CaptureDocument): Promise<void> {
  const timelines = new Timelines(document);
  const graphs = new Graphs(document, timelines);
  const looks = new TlsLooks(document, timelines);
  const follow = new FollowAnswers(document);
  const flows = new FlowList(document.analysis.flows);
  flows.ended();
  for (const kind of ['tcp', 'udp'] as const)
    tellable(flows.page({ kind, sort: 'stream', descending: false, from: 0, count: 20 }));
  try {
    for (let id = 0; id < Math.min(MOST_FLOWS, document.analysis.flows.count); id++) {
      const isTcp = document.analysis.flows.row(id).kind === 'tcp';
      if (isTcp) {
        tellable([timelines.summary(id, []), timelines.rows(id, [], 0, 100, true), timelines.verdict(id)]);
        for (const one of GRAPH_KINDS)
          graphs.graph({ flow: id, kind: one, fromA: true, from: null, to: null, columns: 100 });
        tellable(await looks.look(id, nobodyCancels));
      }
      for (const layer of isTcp ? FOLLOW_LAYERS : (['payload'] as const)) {
        const view = { flow: id, layer, stream: -1, side: 'both', form: 'text', encoding: 'utf-8' } as const;
        for (let tries = 0; !follow.summary(view).complete; tries++) {
          assert.ok(tries < 1000, 'following comes to an end');
          await new Promise((next) => setImmediate(next));
        }
        tellable(await follow.rows(view, 0, 100, nobodyCancels));
      }
    }
  } catch (error) {
    if (!(error instanceof RequestFailure)) throw error; // refused in words
  } finally {
    follow.close();
  }
}

/** It reaches the window: it can be cloned, and no text in it was made of what is not there. */
function tellable(answer: unknown): void {
  const text = JSON.stringify(structuredClone(answer), (_, value: unknown) =>
    typeof value === 'bigint' ? `${value}n` : ArrayBuffer.isView(value) ? null : value,
  );
  const wrong = /"(?:[^"\\]*[ :=(])?(?:undefined|NaN|\[object Object\])(?:[ ,):][^"\\]*)?"/.exec(text);
  assert.ok(wrong === null, wrong?.[0]);
}
