// The table of connections as Parquet, for programs that calculate with it: packed group by group, so that what waits in memory is small.
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { FlowRow } from '../../ipc/flow-facts';
import { CONNECTION_COLUMNS, connectionCells, isTextColumn } from './connection-table';
import type { Cell } from './text-table';

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
      ...(isTextColumn(name)
        ? { type: 'BYTE_ARRAY' as const, converted_type: 'UTF8' as const }
        : { type: 'INT64' as const }),
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
      data: isTextColumn(name)
        ? this.#columns[i]
        : this.#columns[i].map((cell) => (cell === null ? null : BigInt(cell))),
    }));
    void this.#writer.write({ columnData, rowGroupSize: GROUP });
    this.#columns = CONNECTION_COLUMNS.map(() => []);
  }
}
