// The one entry of this folder: a frame's bytes and what the engine knows about it, in; fields into a sink, and the row's data, out.
import type { DissectOptions, FrameContext } from './contract/context';
import { FramePacket } from './packet';
import { fieldGroup, type FieldSink } from './contract/protocol';
import { frame, packetComment } from './protocols/frame';
import { PROTOCOLS } from './protocols/index';
import { tcp } from './protocols/tcp/tcp';
import { synscope } from './protocols/synscope';
import { WS, WS_FIELDS } from './contract/verdict-fields';
import { Registry } from './contract/registry';

/** Every protocol and field there is. */
export const registry = new Registry(PROTOCOLS, WS_FIELDS);
const SYNSCOPE = fieldGroup([registry.line(synscope), ...Object.values(synscope.fields)]);

/** A comment comes with an expert note. */
const COMMENTS = fieldGroup([
  registry.line(packetComment),
  ...Object.values(packetComment.fields),
  ...WS_FIELDS.filter((field) => field.abbrev.startsWith('_ws.expert')),
]);

/** Told of a bug of ours: the frame, the layers it had so far (`eth:ethertype:ip`), what was thrown. */
export type BugReport = (frame: number, layers: string, error: unknown) => void;

/**
 * Dissects one frame. Never throws on bytes, whatever they are; if it throws, that is a bug of ours, and tests see it.
 * The sink holds views of `bytes`: read it out before they are overwritten. `summarize` makes the list's row of the answer.
 */
export function dissectFrame(
  bytes: Uint8Array,
  context: FrameContext,
  options: DissectOptions,
  sink: FieldSink,
): FramePacket {
  const p = new FramePacket(context, options, registry, sink);
  run(p, bytes, context, sink);
  return p;
}

/**
 * The same for the engine's per-frame loop: a throw becomes `_ws.malformed.dissector_bug` in the tree and is handed to
 * `report`, and the next frame goes on.
 */
export function dissectGuarded(
  bytes: Uint8Array,
  context: FrameContext,
  options: DissectOptions,
  sink: FieldSink,
  report: BugReport,
): FramePacket {
  const p = new FramePacket(context, options, registry, sink);
  runGuarded(p, bytes, context, sink, report);
  return p;
}

/** Dissects frame after frame of a capture into one sink, guarded: what a frame needs is not made anew for each of them. */
export class FrameDissector {
  #packet: FramePacket | null = null;

  constructor(
    readonly options: DissectOptions,
    readonly sink: FieldSink,
    readonly report: BugReport,
  ) {}

  dissect(bytes: Uint8Array, context: FrameContext): void {
    this.#packet ??= new FramePacket(context, this.options, registry, this.sink);
    runGuarded(this.#packet, bytes, context, this.sink, this.report);
  }
}

function run(p: FramePacket, bytes: Uint8Array, context: FrameContext, sink: FieldSink): void {
  p.begin(bytes, context);
  sink.begin(bytes);
  const { declaredEnd } = p;
  if (sink.wantsAny(COMMENTS) && context.comments().length > 0) p.start(packetComment);
  p.start(frame);
  if (sink.wantsAny(SYNSCOPE) && hasTcp(p) && context.connection() !== null) p.start(synscope);
  p.childEnd = declaredEnd;
}

function hasTcp(p: FramePacket): boolean {
  for (let i = 0; i < p.layerCount; i++) if (p.layer(i).protocol === tcp) return true;
  return false;
}

function runGuarded(
  p: FramePacket,
  bytes: Uint8Array,
  context: FrameContext,
  sink: FieldSink,
  report: BugReport,
): void {
  try {
    run(p, bytes, context, sink);
  } catch (error) {
    p.verdict = 'malformed';
    const layers = p.protocolPath();
    const why = error instanceof Error ? error.message : String(error);
    sink.verdict(
      WS['malformed.dissector_bug'],
      0,
      { key: 'tree.dissectorBug', args: { layers, error: why } },
      'Synscope',
    );
    report(context.number, layers, error);
  }
}
