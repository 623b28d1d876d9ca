// The one entry of this folder: a frame's bytes and what the engine knows about it, in; fields into a sink, and the row's data, out.
import type { DissectOptions, FrameContext } from './contract/context';
import { FramePacket } from './packet';
import { fieldGroup, type FieldGroup, type FieldSink, type Protocol } from './contract/protocol';
import { frame } from './protocols/frame';
import { registry } from './protocols/registry';
import { WS } from './contract/verdict-fields';

/** Protocols that stand apart, with the fields that they are wanted for. */
const apart = (place: 'above' | 'below'): readonly { protocol: Protocol; group: FieldGroup }[] =>
  registry.protocols
    .filter((protocol) => protocol.apart?.place === place)
    .map((protocol) => ({
      protocol,
      group: fieldGroup([registry.line(protocol), ...Object.values(protocol.fields), ...(protocol.borrows ?? [])]),
    }));
const ABOVE = apart('above');
const BELOW = apart('below');

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

  /** Returns the frame with its layers; the next one takes its place. */
  dissect(bytes: Uint8Array, context: FrameContext): FramePacket {
    this.#packet ??= new FramePacket(context, this.options, registry, this.sink);
    runGuarded(this.#packet, bytes, context, this.sink, this.report);
    return this.#packet;
  }
}

function run(p: FramePacket, bytes: Uint8Array, context: FrameContext, sink: FieldSink): void {
  p.begin(bytes, context);
  sink.begin(bytes);
  const { declaredEnd } = p;
  for (const { protocol, group } of ABOVE) if (sink.wantsAny(group) && protocol.apart?.applies(p)) p.start(protocol);
  p.start(frame);
  for (const { protocol, group } of BELOW) if (sink.wantsAny(group) && protocol.apart?.applies(p)) p.start(protocol);
  p.childEnd = declaredEnd;
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
