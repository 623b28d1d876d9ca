// Rows of a table that are made as text in parts, on several threads, and put together to the whole of it.
import type { TextTable } from './text-table';

/** Some rows, in UTF-8. */
export interface RowsText {
  rows: number;
  text: Uint8Array;
}

/** Characters that are put together before they become bytes. */
const PIECE = 4096;
const FIRST_BYTES = 64 * 1024;

/** The text of rows one behind the other, as it stands inside of a table. It is bytes soon: strings that wait cost more than they hold. */
export class RowsWriter<Row> {
  rows = 0;
  /** bytes since the last `take`, but for the last rows */
  length = 0;
  #bytes = Buffer.allocUnsafe(FIRST_BYTES);
  #text = '';

  constructor(readonly table: TextTable<Row>) {}

  add(row: Row): void {
    if (this.rows > 0) this.#text += this.table.lead(false);
    this.#text += this.table.row(row);
    this.rows++;
    if (this.#text.length >= PIECE) this.#encode();
  }

  #encode(): void {
    const most = this.length + 3 * this.#text.length; // UTF-8 of a code unit of UTF-16
    if (most > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(most, 2 * this.#bytes.length));
      larger.set(this.#bytes.subarray(0, this.length));
      this.#bytes = larger;
    }
    this.length += this.#bytes.write(this.#text, this.length);
    this.#text = '';
  }

  /** What was added since the last time: how many rows, then how many bytes, then these; in words, as threads hand things on. */
  take(): Uint32Array<ArrayBuffer> {
    this.#encode();
    const words = new Uint32Array(2 + Math.ceil(this.length / 4));
    words[0] = this.rows;
    words[1] = this.length;
    new Uint8Array(words.buffer, 8).set(this.#bytes.subarray(0, this.length));
    this.rows = this.length = 0;
    return words;
  }
}

/** What `take` gave; null: no row. */
export const rowsText = (words: Uint32Array | null): RowsText =>
  words === null
    ? { rows: 0, text: new Uint8Array(0) }
    : { rows: words[0], text: new Uint8Array(words.buffer, words.byteOffset + 8, words[1]) };

/** All of a table out of its rows. */
export async function* rowsTable(
  table: Omit<TextTable, 'row'>,
  parts: AsyncIterable<RowsText>,
): AsyncGenerator<RowsText> {
  const encoder = new TextEncoder();
  const text = (around: string): RowsText => ({ rows: 0, text: encoder.encode(around) });
  let isFirst = true;
  yield text(table.begin());
  for await (const part of parts) {
    if (part.rows === 0) continue;
    const lead = table.lead(isFirst);
    if (lead !== '') yield text(lead);
    yield part;
    isFirst = false;
  }
  yield text(table.end());
}
