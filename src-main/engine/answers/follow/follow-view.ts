// One way of looking at a conversation: its lines, found as far as somebody has asked, or in the background, a few ms at a time.
import { FixedLines } from '../../../flow/follow/fixed-lines';
import { FollowLayout } from '../../../flow/follow/layout';
import { RunReader } from '../../../flow/follow/run-reader';
import { TextLines } from '../../../flow/follow/text-lines';
import type { FollowForm, FollowLine, FollowView } from '../../../ipc/contracts/follow-contract';
import type { CaptureDocument } from '../../document/document';
import type { Followed } from '../../document/followed/followed';
import { decoded } from './follow-encoding';
import { arrayLine, hexLine, rawLine } from './follow-forms';
import { followedHttp, type FollowedHttp } from './follow-http';

/** How long one step may take. */
const STEP_MS = 8;
const PIECES_AT_ONCE = 16_384;

/** Bytes of a line, and lines around those of a piece. */
const FIXED: Record<Exclude<FollowForm, 'text'>, { width: number; around: number }> = {
  hex: { width: 16, around: 0 },
  raw: { width: 32, around: 0 },
  carray: { width: 8, around: 2 },
};

export class FollowedView {
  readonly layout: FollowLayout;
  readonly #followed: Followed;
  readonly #view: FollowView;
  readonly #text: TextLines | null;
  readonly #fixed: FixedLines | null;
  /** its messages, where only these are looked at */
  readonly http: FollowedHttp | null;
  /** all pieces that there are have their place */
  laidOut = false;
  complete = false;

  constructor(followed: Followed, view: FollowView, document: CaptureDocument) {
    this.#followed = followed;
    this.#view = view;
    this.layout = new FollowLayout(followed.pieces, view.side);
    const payload = (row: number): Uint8Array | null => followed.payload(row);
    this.http = followedHttp(document, followed, view);
    this.#text = this.http === null && view.form === 'text' ? new TextLines(this.layout, payload, view.encoding) : null;
    const fixed = this.http !== null || view.form === 'text' ? null : FIXED[view.form];
    this.#fixed = fixed && new FixedLines(this.layout, fixed.width, fixed.around);
  }

  get total(): number {
    return (this.http ?? this.#text ?? this.#fixed)?.total ?? 0;
  }

  /** Goes on for some ms, whoever asks. */
  step(): void {
    const end = performance.now() + STEP_MS;
    const hasTime = (): boolean => performance.now() < end;
    const taken = this.#followed.grow(hasTime);
    this.laidOut = this.layout.grow(PIECES_AT_ONCE) && taken;
    this.#fixed?.grow();
    // until all pieces are there, the first lines are what matters
    const found = (this.http ?? this.#text)?.grow(hasTime) ?? true;
    this.complete = this.laidOut && found;
  }

  reader(): RunReader {
    return new RunReader(this.layout, (row) => this.#followed.payload(row));
  }

  /** The packet that an item came in. */
  frameOf(item: number): number {
    return this.#followed.rowOf(this.layout.row(item)) + 1;
  }

  /** The line that a byte lies in, -1: it is not found yet. */
  lineAt(place: number): number {
    const item = this.layout.itemAt(place);
    if (item >= this.layout.items) return -1;
    return (this.#text ?? this.#fixed)?.lineOf(item, place - this.layout.start(item)) ?? -1;
  }

  lines(from: number, count: number): FollowLine[] {
    if (this.http) return this.http.lines(from, count);
    const lines: FollowLine[] = [];
    this.#text?.each(from, count, ({ item, skip, bytes }) => {
      const text = decoded(bytes, this.#view.encoding);
      lines.push(this.#line(item, skip, bytes.length, skip === 0 && this.layout.begins(item), text));
    });
    this.#fixed?.each(from, count, (item, part, last) => lines.push(this.#fixedLine(item, part, last)));
    return lines;
  }

  #line(item: number, skip: number, length: number, begins: boolean, text: string): FollowLine {
    const { layout } = this;
    return {
      fromA: layout.fromA(item),
      frame: this.frameOf(item),
      begins,
      gap: layout.isGap(item) ? layout.length(item) : 0,
      ...(layout.isGap(item) && { gapBy: this.#followed.gapBy(layout.row(item)) }),
      offset: layout.offset(item) + skip,
      place: layout.start(item) + skip,
      length,
      text,
    };
  }

  #fixedLine(item: number, part: number, last: boolean): FollowLine {
    const { layout } = this;
    const form = this.#view.form as keyof typeof FIXED;
    const { width, around } = FIXED[form];
    const begins = part === 0 && layout.begins(item);
    if (layout.isGap(item)) return this.#line(item, 0, 0, begins, '');
    if (around > 0 && part === 0) {
      const frame = this.frameOf(item);
      // several records, or frames of HTTP/2, may have come in one packet
      const number = this.#view.layer === 'payload' ? layout.at(item) : item;
      const name = `peer${layout.fromA(item) ? 0 : 1}_${frame}_${number}`;
      return this.#line(item, 0, 0, begins, `unsigned char ${name}[] = { /* #${frame} */`);
    }
    if (around > 0 && last) return this.#line(item, layout.length(item), 0, false, '};');
    const skip = (part - (around > 0 ? 1 : 0)) * width;
    const length = Math.min(width, layout.length(item) - skip);
    const at = layout.at(item) + skip;
    const bytes = this.#followed.payload(layout.row(item))?.subarray(at, at + length) ?? new Uint8Array(0);
    const isEnd = skip + length >= layout.length(item);
    return this.#line(item, skip, length, begins, FORM[form](bytes, width, isEnd));
  }
}

const FORM = { hex: hexLine, raw: rawLine, carray: arrayLine };
