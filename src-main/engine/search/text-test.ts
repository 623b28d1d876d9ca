// Rows as text, made in the order of the rows: those of the packet list, and the fields of `synscope fields`. It goes back to the engine
// as it is to be written.
import { FrameDissector } from '../../dissect/dissect';
import { NULL_SINK } from '../../dissect/contract/null-sink';
import type { Field } from '../../dissect/contract/fields';
import { registry } from '../../dissect/protocols/registry';
import { summarize } from '../../dissect/summary';
import { fieldLine } from '../../report/tables/field-line';
import { packetTable, type PacketRow } from '../../report/tables/packet-table';
import { RowsWriter } from '../../report/tables/rows-text';
import { lines } from '../../report/tables/text-table';
import type { Instant } from '../../text/time';
import { FieldReader } from '../answers/field-reader';
import { rowKind } from '../answers/row-kind';
import { DEFAULT_OPTIONS } from '../answers/row-options';
import { reportBug } from '../base/bug-log';
import type { FrameView } from '../document/frame-view';
import type { TextTask } from './block';
import type { RowTest } from './row-decider';

/** Bytes of text behind which a block is handed in as far as it is. */
const ENOUGH = 4 * 1024 * 1024;

export class TextTest<Row> implements RowTest {
  readonly #frames: FrameView;
  readonly #writer: RowsWriter<Row>;
  readonly #row: (row: number) => Row;
  readonly #previousTimes: boolean;

  constructor(frames: FrameView, writer: RowsWriter<Row>, row: (row: number) => Row, previousTimes: boolean) {
    this.#frames = frames;
    this.#writer = writer;
    this.#row = row;
    this.#previousTimes = previousTimes;
  }

  before(): void {
    this.#frames.previousTimes = this.#previousTimes;
  }

  test(row: number): boolean {
    this.#writer.add(this.#row(row));
    return true;
  }

  full(): boolean {
    return this.#writer.length > ENOUGH;
  }

  found(): Uint32Array<ArrayBuffer> {
    return this.#writer.take();
  }
}

export function textTest(task: TextTask, frames: FrameView): RowTest {
  const { what } = task;
  if (what.of === 'rows')
    return new TextTest(
      frames,
      new RowsWriter(packetTable(what.form)),
      packetRow(frames, what.form === 'object'),
      false,
    );
  const fields = what.names.map((name): Field => {
    const field = registry.field(name);
    if (!field) throw new Error(`no field ${name}`);
    return field;
  });
  const reader = new FieldReader({ frameView: frames }, fields, what.options);
  const line = lines((row: number) => fieldLine(what.output, reader.row(row), what.terminal));
  const needsPrevious = fields.some((field) => field.needsPrevious);
  return new TextTest(frames, new RowsWriter(line), (row) => row, needsPrevious);
}

function packetRow(frames: FrameView, withKind: boolean): (row: number) => PacketRow {
  const dissector = new FrameDissector(DEFAULT_OPTIONS, NULL_SINK, reportBug);
  const { columns } = frames.analysis;
  const timeOf = (row: number): Instant => ({ sec: columns.timeSec(row), nano: columns.timeNano(row) });
  return (row) => {
    const packet = dissector.dissect(frames.bytes(row), frames.nextContext(row));
    const { source, destination, protocol, info, kind } = summarize(packet);
    const first = frames.firstTimedRow;
    return {
      number: row + 1,
      time: columns.hasTime(row) ? timeOf(row) : null,
      start: first < 0 ? { sec: 0, nano: 0 } : timeOf(first),
      ...{ source, destination, protocol, info },
      length: columns.originalLen(row),
      stream: columns.streamKind(row) === 'none' ? null : columns.stream(row),
      kind: withKind ? rowKind(frames.analysis, row, kind) : null,
    };
  };
}
