// `synscope sql` and `synscope index`: captures asked as a database.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Option } from 'commander';
import { version } from '../../../package.json';
import { fileAt, indexFolder, putDocument } from '../../engine/answers/sql/index-captures';
import { SqlThread } from '../../engine/answers/sql/sql-thread';
import { sha256Of } from '../../engine/base/file-hash';
import type { MessageKey } from '../../i18n/catalogue';
import { IndexDatabase } from '../../store/index-database';
import { BAD_INPUT, CommandFailure, STDIN, type CommandContext } from '../context';
import { StopSignal } from '../export/stop-signal';
import { askedOf, limitsOf, SQL_FORMATS, type SqlOptions } from './options';
import { failureOf, printQuestions, printResult, printSchema } from './print';
import { collect, type NewCommand } from '../new-command';

/** Adds both to the program that `command` makes commands of. */
export function addSqlCommands(context: CommandContext, command: NewCommand): void {
  const say = (key: MessageKey): string => context.text(key);
  command('sql', 'cli.sql')
    .argument('[FILE-OR-SQL...]', say('cli.argument.sql'))
    .option('--store <database>', say('cli.option.sqlStore'))
    .option('--file <file>', say('cli.option.sqlFile'))
    .option('--question <id>', say('cli.option.sqlQuestion'))
    .option('--list-questions', say('cli.option.sqlList'))
    .option('--schema', say('cli.option.sqlSchema'))
    .addOption(new Option('-f, --format <format>', say('cli.option.sqlFormat')).choices([...SQL_FORMATS]))
    .option('--time <seconds>', say('cli.option.sqlTime'))
    .option('--rows <number>', say('cli.option.sqlRows'))
    .option('--keylog <file>', say('cli.option.keylog'), collect, [])
    .action((words: string[], options: SqlOptions) => sqlCommand(context, words, options));
  command('index', 'cli.sqlIndex')
    .argument('<FOLDER>', say('cli.argument.folder'))
    .requiredOption('--store <database>', say('cli.option.indexStore'))
    .action((folder: string, { store }: { store: string }) => indexCommand(context, folder, store));
}

async function sqlCommand(context: CommandContext, words: readonly string[], options: SqlOptions): Promise<void> {
  if (options.listQuestions) return printQuestions(context);
  if (options.schema) return printSchema(context);
  const { files, statement } = await askedOf(context, words, options);
  const limits = limitsOf(context, options);
  const folder = mkdtempSync(join(tmpdir(), 'synscope-sql-'));
  const thread = new SqlThread(context.sqlWorker);
  try {
    let path = options.store;
    if (path === undefined) {
      path = join(folder, 'captures.db');
      await readAll(context, files, path);
    }
    const store = { path: resolve(path), version: 0, folder, capture: null };
    const outcome = await thread.run({ store, text: statement, limits });
    if (!outcome.ok) throw failureOf(context, outcome, statement, limits);
    await printResult(context, outcome, options.format ?? 'text');
  } finally {
    thread.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function openIndex(context: CommandContext, path: string): IndexDatabase {
  try {
    return new IndexDatabase(path, version);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandFailure(BAD_INPUT, context.text('cli.sqlNotIndex', { path, reason }));
  }
}

/** Reads captures into a database of their own. What is wrong with one is told; what could be read of it is asked. */
async function readAll(context: CommandContext, files: readonly string[], path: string): Promise<void> {
  const db = openIndex(context, path);
  try {
    for (const [i, name] of files.entries()) {
      try {
        await context.withCapture(name, async (document, problem) => {
          const file = name === STDIN ? { name, path: name, size: document.fileBytes, modifiedMs: 0 } : fileAt(name);
          // the same file twice is asked twice
          const unique = { ...file, path: i === files.indexOf(name) ? file.path : `${file.path} (${i + 1})` };
          const sha256 = name === STDIN ? null : await sha256Of(name, () => false);
          putDocument(db, unique, document, problem, sha256);
        });
      } catch (error) {
        if (!(error instanceof CommandFailure)) throw error;
        context.complain(`synscope: ${error.message}`);
        context.exitCode = error.exitCode;
      }
    }
  } finally {
    db.close();
  }
}

async function indexCommand(context: CommandContext, folder: string, store: string): Promise<void> {
  const db = openIndex(context, store);
  const stop = new StopSignal();
  try {
    const end = await indexFolder(db, folder, resolve(store), {
      progress: () => undefined,
      stopped: () => stop.asked,
    }).catch((error: unknown) => {
      const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      throw new CommandFailure(BAD_INPUT, context.text('formats.openFailed', { path: folder, reason }));
    });
    for (const { path, problem } of end.problems) context.complain(`${path}: ${context.message(problem.message)}`);
    for (const { path, why } of end.skipped) context.complain(`${path}: ${context.message(why)}`);
    const { read, known, removed } = end;
    context.out.line(context.text('cli.indexed', { read, known, removed }));
    if (end.full !== null) throw new CommandFailure(BAD_INPUT, context.text('cli.indexFull', { name: end.full }));
    if (end.stopped) throw new CommandFailure(BAD_INPUT, context.text('cli.exportStopped'));
    if (end.problems.length > 0) context.exitCode = BAD_INPUT;
  } finally {
    stop.close();
    db.close();
  }
}
