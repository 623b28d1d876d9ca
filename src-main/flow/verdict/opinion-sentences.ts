// The second opinions about the segments of a connection, gathered: a sentence for each kind, the most frequent one first.
import { OPINION_KINDS, type OpinionKind } from '../../ipc/contracts/opinion-contract';
import type { VerdictSentence } from '../../ipc/contracts/verdict-contract';
import type { FrameLook } from './look';

/** Labelled segments that are looked at: frames are read for each of them. */
const MOST_JUDGED = 1000;
/** Frames behind a sentence. */
const MOST_FRAMES = 8;

export function opinionSentences(rows: Uint32Array, look: FrameLook): VerdictSentence[] {
  const found = new Map<OpinionKind, { count: number; frames: number[] }>();
  let judged = 0;
  let cut = false;
  for (const row of rows) {
    if (judged >= MOST_JUDGED) {
      cut = true;
      break;
    }
    const opinions = look.opinions(row + 1);
    if (opinions === null) continue;
    judged++;
    for (const { kind, frames } of opinions) {
      const of = found.get(kind) ?? { count: 0, frames: [] };
      found.set(kind, of);
      of.count++;
      for (const frame of [row + 1, ...frames])
        if (of.frames.length < MOST_FRAMES && !of.frames.includes(frame)) of.frames.push(frame);
    }
  }
  const sentences = OPINION_KINDS.filter((kind) => found.has(kind))
    .map((kind): VerdictSentence => {
      const { count, frames } = found.get(kind) ?? { count: 0, frames: [] };
      return { message: { key: `opinion.${kind}`, args: { count } }, frames };
    })
    .sort((x, y) => Number(y.message.args?.count) - Number(x.message.args?.count));
  if (cut) sentences.push({ message: { key: 'opinion.more', args: { count: MOST_JUDGED } }, frames: [] });
  return sentences;
}
