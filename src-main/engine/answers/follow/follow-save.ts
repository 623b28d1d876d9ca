// Saves what one follows: the bytes as they are, or their text in UTF-8 with gaps in words. It is written beside the file and put in its place
// when it is whole; memory does not grow with it.
import { open, rename, rm } from 'node:fs/promises';
import { writeFailure } from '../../../formats/writing/whole-file';
import { writeProblem } from '../../../formats/writing/write-problem';
import { FollowLayout } from '../../../flow/follow/layout';
import { RunReader } from '../../../flow/follow/run-reader';
import type { FollowEncoding, FollowGap, FollowSave, FollowSaving } from '../../../ipc/contracts/follow-contract';
import type { Problem } from '../../../ipc/message';
import { Slice } from '../../base/pause';
import { detailOf, problem } from '../../base/problems';
import type { Followed } from '../../document/followed/followed';
import { latin1 } from './follow-encoding';
import type { FollowedHttp } from './follow-http';

/** How one is told of the saving, and ends it. */
export interface Saving {
  stopped: () => boolean;
  /** somebody wanted it to end, which is no problem */
  cancelled: () => boolean;
  tell: (now: FollowSaving) => void;
}

export async function saveFollowed(
  followed: Followed,
  http: FollowedHttp | null,
  { path, side, as, encoding }: FollowSave,
  { stopped, cancelled, tell }: Saving,
): Promise<Problem | null> {
  const partial = `${path}.${process.pid}.partial`;
  try {
    const slice = new Slice();
    const layout = new FollowLayout(followed.pieces, side);
    const grow = (): boolean => followed.grow(() => !slice.over) && (http?.grow(() => !slice.over) ?? true);
    while (!grow()) {
      if (stopped()) throw new Error('cancelled');
      await slice.giveWay();
    }
    layout.grow(Infinity);
    const { bytesAB, bytesBA } = followed.pieces.sums;
    const total = http?.bytes ?? (side === 'b' ? 0 : bytesAB) + (side === 'a' ? 0 : bytesBA);
    let done = 0;
    const file = await open(partial, 'wx');
    try {
      for (const part of http ? messages(http, encoding) : parts(followed, layout, as === 'text' ? encoding : null)) {
        if (stopped()) throw new Error('cancelled');
        for (let at = 0; at < part.length;) at += (await file.write(part, at)).bytesWritten;
        done += part.length;
        tell({ done: Math.min(done, total), total });
      }
    } finally {
      await file.close();
    }
    await rename(partial, path);
    return null;
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    if (cancelled()) return null;
    if (error instanceof Error && 'syscall' in error) return writeProblem(writeFailure(error), path);
    const reason = error instanceof Error ? error.message : String(error);
    return problem('save.failed', 'problem.save', { reason }, detailOf(error));
  }
}

/** `encoding` null: the bytes as they are. */
function* parts(followed: Followed, layout: FollowLayout, encoding: FollowEncoding | null): Generator<Uint8Array> {
  const reader = new RunReader(layout, (row) => followed.payload(row));
  for (let item = 0; item < layout.items;) {
    if (layout.isGap(item)) {
      if (encoding !== null) yield Buffer.from(`\n${notShown(layout.length(item), followed.gapBy(layout.row(item)))}`);
      item++;
      continue;
    }
    const decode = encoding === null ? null : decoderOf(encoding);
    const end = layout.start(layout.runEnd(item) - 1) + layout.length(layout.runEnd(item) - 1);
    for (let place = layout.start(item); place < end; place += reader.filled) {
      const at = layout.itemAt(place);
      reader.fill(at, place - layout.start(at));
      const bytes = reader.bytes.subarray(0, reader.filled);
      yield decode === null ? bytes : Buffer.from(decode(bytes, reader.whole));
    }
    item = layout.runEnd(item);
  }
}

const NOT_SHOWN: Readonly<Record<FollowGap, string>> = {
  missing: 'missing in capture file',
  closed: 'stayed encrypted',
  late: 'stayed encrypted: their last segment came late, or again',
  part: 'are no whole message',
  long: 'of content are too long to be put together',
};

const notShown = (left: number, by: FollowGap): string => `[${left} bytes ${NOT_SHOWN[by]}]\n`;

/** What was said in HTTP, as text in UTF-8. */
function* messages(http: FollowedHttp, encoding: FollowEncoding): Generator<Uint8Array> {
  for (let i = 0; i < http.count; i++) {
    const { bytes, left, leftBy } = http.message(i);
    yield encoding === 'utf-8' ? bytes : Buffer.from(decoderOf(encoding)(bytes, true));
    if (left > 0) yield Buffer.from(notShown(left, leftBy));
  }
  for (const { left, leftBy } of http.rest()) yield Buffer.from(notShown(left, leftBy));
}

/** A character may lie on both sides of a border between two parts. */
function decoderOf(encoding: FollowEncoding): (bytes: Uint8Array, last: boolean) => string {
  if (encoding === 'latin-1') return latin1;
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  return (bytes, last) => decoder.decode(bytes, { stream: !last });
}
