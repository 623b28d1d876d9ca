// The values of fields in both programs, to tell a difference in what a filter means from one in what it is asked about.
import { dissectFrame, registry } from '../../../src-main/dissect/dissect';
import { ValueSink } from '../../../src-main/dissect/field-sink';
import type { Field } from '../../../src-main/dissect/fields';
import type { CaptureDocument } from '../../../src-main/engine/document';
import { tsharkFields } from '../tshark';
import { FILTER_OPTIONS } from './capture';

/** Cells of one field, one for each frame. */
export interface Column {
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
}

export class Cells {
  private readonly columns = new Map<Field, Promise<Column>>();

  constructor(
    private readonly path: string,
    private readonly document: CaptureDocument,
    private readonly version: string,
    private readonly settings: string,
  ) {}

  column(field: Field): Promise<Column> {
    let column = this.columns.get(field);
    if (!column) this.columns.set(field, (column = this.read(field)));
    return column;
  }

  private async read(field: Field): Promise<Column> {
    const { rows } = await tsharkFields(this.path, this.version, [field.abbrev], [], this.settings);
    const sink = new ValueSink([field]);
    const ours: string[] = [];
    for (let row = 0; row < this.document.frames; row++) {
      dissectFrame(this.document.bytes(row), this.document.context(row), FILTER_OPTIONS, sink);
      ours.push(sink.texts(0).join(','));
    }
    return { ours, theirs: rows.map((row) => row[0]) };
  }

  /** The first of the fields whose values in this frame differ, or null. Of protocols only their presence is compared. */
  async differing(
    fields: readonly Field[],
    frame: number,
  ): Promise<{ field: Field; ours: string; theirs: string } | null> {
    for (const field of fields) {
      const column = await this.column(field);
      const ours = column.ours[frame - 1] ?? '';
      const theirs = column.theirs[frame - 1] ?? '';
      const differ = field.type === 'protocol' ? (ours === '') !== (theirs === '') : ours !== theirs;
      if (differ) return { field, ours, theirs };
    }
    return null;
  }

  /** What tshark calls the layers of a frame. */
  async protocols(frame: number): Promise<string> {
    const field = registry.field('frame.protocols');
    return field ? ((await this.column(field)).theirs[frame - 1] ?? '') : '';
  }
}
