// `synscope export objects`: lists what was transferred by HTTP, or saves it in a folder.
import { join } from 'node:path';
import { DEFAULT_OPTIONS } from '../../engine/answers/row-options';
import { reportBug } from '../../engine/base/bug-log';
import { exportSource } from '../../engine/exports/export-source';
import { makeFolder } from '../../formats/writing/make-folder';
import { writeContents, writeFailure, type WriteFailure } from '../../formats/writing/whole-file';
import { writeProblem } from '../../formats/writing/write-problem';
import { httpObjects } from '../../report/objects/http-objects';
import { BAD_INPUT, CommandFailure, type CommandContext } from '../context';
import { displayFilter, matchingRows } from '../display-filter';
import { StopSignal } from './stop-signal';

export interface ExportObjectsOptions {
  folder?: string;
  displayFilter?: string;
}
/** messages with content */
const WITH_CONTENT = 'http.file_data';

export async function exportObjectsCommand(
  context: CommandContext,
  file: string,
  { folder, displayFilter: text }: ExportObjectsOptions,
): Promise<void> {
  displayFilter(context, text); // mistakes are told with the text that was given
  const filter = displayFilter(context, text === undefined ? WITH_CONTENT : `${WITH_CONTENT} && (${text})`);
  const fail = (failure: WriteFailure, path: string): CommandFailure =>
    new CommandFailure(BAD_INPUT, context.message(writeProblem(failure, path).message));
  if (folder !== undefined)
    try {
      makeFolder(folder);
    } catch (error) {
      throw fail(writeFailure(error), folder);
    }
  const stop = new StopSignal();
  try {
    await context.withCapture(file, async (document) => {
      let count = 0;
      const rows = matchingRows(context, document, filter, DEFAULT_OPTIONS);
      for await (const object of httpObjects(exportSource(document), rows, reportBug)) {
        const { packet, host, type, content, name, cut } = object;
        if (stop.asked) throw new CommandFailure(BAD_INPUT, context.text('cli.exportStoppedObjects', { count }));
        if (folder !== undefined) {
          const path = join(folder, name);
          const failure = await writeContents(path, content);
          if (failure !== null) throw fail(failure, path);
        }
        count++;
        const more = cut ? context.text('cli.objectCut') : '';
        if (context.out.cells([String(packet), host, type, String(content.length), name, more]))
          await context.out.flush();
      }
      if (count === 0) context.note({ key: 'cli.noObjects' });
    });
  } finally {
    stop.close();
  }
}
