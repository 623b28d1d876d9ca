// The table of connections as Parquet, for programs that calculate with it: packed group by group, so that what waits in memory is small.
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { FlowRow } from '../../ipc/flow-facts';
import { cellsOf, CONNECTION_COLUMNS, connectionCells } from './connection-table';
import type { Cell } from './text-table';

const TYPES = {
  texts: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  whole: { type: 'INT64' },
  decimals: { type: 'DOUBLE' },
} as const;

/** Rows of a group. */
const GROUP = 20_000;

export class ParquetTable {
  readonly #bytes = new ByteWriter();
  readonly #writer: ParquetWriter;
  #columns: Cell[][] = CONNECTION_COLUMNS.map(() => []);

  constructor() {
    const columns = CONNECTION_COLUMNS.map((name) => ({
      name,
      repetition_type: 'OPTIONAL' as const,
      ...TYPES[cellsOf(name)],
    }));
    this.#writer = new ParquetWriter({
      writer: this.#bytes,
      schema: [{ name: 'root', num_children: columns.length }, ...columns],
    });
  }

  add(row: FlowRow): void {
    connectionCells(row).forEach((cell, i) => this.#columns[i].push(cell));
    if (this.#columns[0].length >= GROUP) this.#group();
  }

  /** The whole file. */
  end(): Uint8Array {
    if (this.#columns[0].length > 0) this.#group();
    void this.#writer.finish(); // into memory: done at once
    return new Uint8Array(this.#bytes.getBuffer());
  }

  #group(): void {
    const columnData = CONNECTION_COLUMNS.map((name, i) => ({
      name,
      data:
        cellsOf(name) === 'whole'
          ? this.#columns[i].map((cell) => (cell === null ? null : BigInt(cell)))
          : this.#columns[i],
    }));
    void this.#writer.write({ columnData, rowGroupSize: GROUP });
    this.#columns = CONNECTION_COLUMNS.map(() => []);
  }
}
