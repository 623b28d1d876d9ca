// What the reader has put on packets and written on them, on its way from one reading of a capture to the next: the main process asks the
// engine that is about to end for it, and hands it to the next one.

/** Of frames by their place among those of the file, from 0, ascending. Arrays run in parallel. */
export interface Carried {
  places: Uint32Array;
  /** `MARK_BITS` */
  bits: Uint8Array;
  /** what a frame must still be, to be the same one */
  sums: Uint32Array;
  comments: CarriedComments[];
  /** on the capture; null: those in the file hold */
  capture: string[] | null;
}

interface CarriedComments {
  place: number;
  sum: number;
  comments: string[];
}

/** What the engine answers to the news `carry`. */
export interface CarriedNews {
  type: 'carried';
  id: number;
  /** null: nothing was put on it, or written */
  carried: Carried | null;
}
