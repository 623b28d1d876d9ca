// The same rows from our own code: what `synscope fields` does, in this process.
import { findFields } from '../../src-main/cli/fields';
import { DEFAULT_CHOICE, withPreference } from '../../src-main/cli/field-options';
import { FieldReader } from '../../src-main/engine/answers/field-reader';
import { findMessages } from '../../src-main/engine/document/messages/message-finder';
import { CaptureDocument } from '../../src-main/engine/document/document';
import type { LoadEnd } from '../../src-main/engine/base/ending';
import type { Problem } from '../../src-main/ipc/message';

export interface OurRows {
  rows: string[][];
  /** why the file could not be opened, or not be read to its end */
  problem: Problem | null;
  /** empty when it could not be opened */
  format: string;
}

/** One array of cells a frame, as `fields -E separator=/t -E occurrence=a` prints them. */
export async function ourFields(path: string, names: string[], preferences: string[]): Promise<OurRows> {
  const found = findFields(names);
  if ('unknown' in found) throw new Error(`no field ${found.unknown}`);
  let options = DEFAULT_CHOICE;
  for (const preference of preferences) {
    const next = withPreference(options, preference);
    if (!next) throw new Error(`no preference ${preference}`);
    options = next;
  }
  const opened = await CaptureDocument.open(path, { defragment: options.defragment });
  if (!opened.ok) return { rows: [], problem: opened.problem, format: '' };
  const { document } = opened;
  try {
    const end: LoadEnd = await document.read({ progress: () => undefined, stopped: () => false });
    if (options.streams) await findMessages(document);
    const reader = new FieldReader(document, found.fields, options.dissect);
    const rows: string[][] = [];
    for (let row = 0; row < document.frames; row++) rows.push(reader.row(row).map((values) => values.join(',')));
    return { rows, problem: 'problem' in end ? end.problem : null, format: document.format };
  } finally {
    document.close();
  }
}
