// A table as Parquet, for programs that calculate with it: packed group by group, so that what waits in memory is small.
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { Cell } from './text-table';

const TYPES = {
  texts: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  whole: { type: 'INT64' },
  decimals: { type: 'DOUBLE' },
} as const;

/** `holds`: what its cells are, where they are anything */
export interface ParquetColumn {
  name: string;
  holds: keyof typeof TYPES;
}

/** Rows of a group. */
const GROUP = 20_000;

export class ParquetTable {
  readonly #bytes = new ByteWriter();
  readonly #writer: ParquetWriter;
  readonly #declared: readonly ParquetColumn[];
  #columns: Cell[][];

  constructor(declared: readonly ParquetColumn[]) {
    this.#declared = declared;
    this.#columns = declared.map(() => []);
    const columns = declared.map(({ name, holds }) => ({
      name,
      repetition_type: 'OPTIONAL' as const,
      ...TYPES[holds],
    }));
    this.#writer = new ParquetWriter({
      writer: this.#bytes,
      schema: [{ name: 'root', num_children: columns.length }, ...columns],
    });
  }

  /** Cells in the order of the columns. */
  add(cells: readonly Cell[]): void {
    cells.forEach((cell, i) => this.#columns[i].push(cell));
    if (this.#columns[0].length >= GROUP) this.#group();
  }

  /** The whole file. */
  end(): Uint8Array {
    if (this.#columns[0].length > 0) this.#group();
    void this.#writer.finish(); // into memory: done at once
    return new Uint8Array(this.#bytes.getBuffer());
  }

  #group(): void {
    const columnData = this.#declared.map(({ name, holds }, i) => ({
      name,
      data: this.#columns[i].map((cell) => (cell === null ? null : FORM[holds](cell))),
    }));
    void this.#writer.write({ columnData, rowGroupSize: GROUP });
    this.#columns = this.#declared.map(() => []);
  }
}

const FORM = { texts: String, whole: BigInt, decimals: Number } as const;
