// Comments on packets and on the capture: those of the file, or what the reader has written in their place.
import type { CommentRequests } from '../../ipc/contracts/comment-contract';
import { RequestFailure } from '../base/failure';
import { problem } from '../base/problems';
import type { CaptureDocument } from '../document/document';

/** Comments on the capture as a whole. */
export const captureComments = ({ analysis, extras }: CaptureDocument): readonly string[] =>
  analysis.readerComments.capture ?? extras.sectionComments;

/** See `CommentRequests`. Throws RequestFailure for a frame that is not there (yet). */
export function commentsOf(document: CaptureDocument, frame: number | null): string[] {
  if (frame === null) return [...captureComments(document)];
  if (frame > document.frames)
    throw new RequestFailure(problem('engine.noFrame', 'engine.noFrame', { frame, frames: document.frames }));
  return [...document.frameView.commentsOf(frame - 1)];
}

/** See `CommentRequests`. Throws as `commentsOf`. */
export function setComments(
  document: CaptureDocument,
  { frame, comments }: CommentRequests['setComments']['args'],
): boolean {
  const written = document.analysis.readerComments;
  if (same(commentsOf(document, frame), comments)) return true;
  if (frame === null) return written.setCapture(same(document.extras.sectionComments, comments) ? null : comments);
  const inFile = document.frameView.commentsInFile(frame - 1);
  return written.set(frame - 1, same(inFile, comments) ? null : comments);
}

const same = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((text, i) => text === other[i]);
