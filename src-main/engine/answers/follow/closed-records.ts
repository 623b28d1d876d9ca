// How much of the TLS of a connection nobody has opened, where what is in the rest is shown message by message: told of at the end, a line a side and reason.
import type { FollowGap } from '../../../ipc/contracts/follow-contract';
import type { FlowRow } from '../../../ipc/flow-facts';
import type { CaptureDocument } from '../../document/document';
import { FollowedTls } from '../../document/followed/followed-tls';
import type { HttpSide, SidePart } from './follow-http-side';

/** `row`: of the first of them */
interface Sum {
  fromA: boolean;
  by: FollowGap;
  bytes: number;
  row: number;
}

export class ClosedRecords {
  readonly #followed: FollowedTls;
  readonly #sums: Sum[] = [];
  /** pieces that were looked at */
  #seen = 0;

  constructor(document: CaptureDocument, flow: FlowRow) {
    this.#followed = new FollowedTls(document, flow);
  }

  /** Takes what has come; true when all is taken. `hasTime` is asked now and then. */
  grow(hasTime: () => boolean): boolean {
    const isAll = this.#followed.grow(hasTime);
    const { pieces } = this.#followed;
    for (; this.#seen < pieces.count; this.#seen++) if (pieces.isGap(this.#seen)) this.#add(this.#seen);
    return isAll;
  }

  #add(piece: number): void {
    const { pieces } = this.#followed;
    const fromA = pieces.fromA(piece);
    const by = this.#followed.gapBy(pieces.row(piece));
    const sum = this.#sums.find((one) => one.fromA === fromA && one.by === by);
    if (sum) sum.bytes += pieces.length(piece);
    else this.#sums.push({ fromA, by, bytes: pieces.length(piece), row: this.#followed.rowOf(pieces.row(piece)) });
  }

  /** Of those sides. */
  rest(sides: readonly HttpSide[]): SidePart[] {
    return this.#sums.flatMap(({ fromA, by, bytes, row }) => {
      const side = sides.find((one) => one.fromA === fromA);
      return side && bytes > 0 ? { side, offset: 0, length: 0, left: bytes, leftBy: by, row } : [];
    });
  }
}
