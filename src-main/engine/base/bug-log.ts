// Our own bugs while dissecting: on stderr with protocol and frame, each kind once, so that a million frames do not flood it.
import { detailOf } from './problems';

const MOST = 100;
const seen = new Set<string>();

/** Notes that a dissector threw; the frame shows it as `_ws.malformed.dissector_bug`. */
export function reportBug(frame: number, layers: string, error: unknown): void {
  const detail = detailOf(error);
  const id = `${layers} ${detail}`;
  if (seen.has(id) || seen.size >= MOST) return;
  seen.add(id);
  console.error(`engine: bug in frame ${frame} (${layers}): ${detail}`);
}
