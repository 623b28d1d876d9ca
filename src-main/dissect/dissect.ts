// The one entry of this folder: a frame's bytes and what the engine knows about it, in; fields into a sink, and the row's data, out.
import type { DissectOptions, FrameContext } from './context';
import { FramePacket } from './packet';
import type { FieldSink, Layer } from './protocol';
import { frame, packetComment } from './protocols/frame';
import { PROTOCOLS } from './protocols/index';
import { tcp } from './protocols/tcp';
import { synscope, wantsSynscope } from './protocols/synscope';
import { WS, WS_FIELDS } from './protocols/ws';
import { Registry } from './registry';

/** Every protocol and field there is. */
export const registry = new Registry(PROTOCOLS, WS_FIELDS);
const SYNSCOPE_LINE = registry.line(synscope);

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
  const p = new FramePacket(bytes, context, options, registry, sink);
  sink.begin(bytes);
  run(p, sink);
  return p;
}

const isTcp = (layer: Layer): boolean => layer.protocol === tcp;

function run(p: FramePacket, sink: FieldSink): void {
  const { declaredEnd } = p;
  if (p.context.comments.length > 0) p.start(packetComment);
  p.start(frame);
  if (wantsSynscope(sink, SYNSCOPE_LINE) && p.layers.some(isTcp) && p.context.connection() !== null) p.start(synscope);
  p.childEnd = declaredEnd;
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
  report: (frame: number, layers: string, error: unknown) => void,
): FramePacket {
  const p = new FramePacket(bytes, context, options, registry, sink);
  sink.begin(bytes);
  try {
    run(p, sink);
  } catch (error) {
    p.verdict = 'malformed';
    const layers = p.protocolNames.join(':');
    sink.verdict(
      WS['malformed.dissector_bug'],
      0,
      {
        key: 'tree.dissectorBug',
        args: { layers, error: error instanceof Error ? error.message : String(error) },
      },
      'Synscope',
    );
    report(context.number, layers, error);
  }
  return p;
}
