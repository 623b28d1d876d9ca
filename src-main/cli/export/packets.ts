// `synscope export packets`: some or all packets of a capture as a new one.
import { randomBytes } from 'node:crypto';
import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { reportBug } from '../../engine/base/bug-log';
import { exportSource } from '../../engine/exports/export-source';
import { errorCode } from '../../formats/problems';
import type { PacketFormat } from '../../ipc/contracts/export-contract';
import { KEY_LENGTH } from '../../report/anonymise/address-map';
import { exportPackets } from '../../report/export-packets';
import { version } from '../../../package.json';
import { BAD_INPUT, CommandFailure, type CommandContext } from '../context';
import { displayFilter } from '../display-filter';
import { parseRange } from '../../text/packet-ranges';
import { chosenRows } from './chosen-rows';
import { StopSignal } from './stop-signal';

export interface ExportPacketsOptions {
  write?: string;
  displayFilter?: string;
  range?: string;
  stream: string[];
  format?: PacketFormat;
  cut?: boolean;
  anonymise?: boolean;
  keepPayload?: boolean;
  keyFile?: string;
}

export async function exportPacketsCommand(
  context: CommandContext,
  file: string,
  options: ExportPacketsOptions,
): Promise<void> {
  const { write: path, anonymise = false, cut = false } = options;
  if (path === undefined) throw context.usage('cli.noExportOutput');
  if (anonymise && options.keepPayload) throw context.usage('cli.keepPayload');
  if (!anonymise && options.keyFile !== undefined) throw context.usage('cli.keyWithout');
  if (isSame(file, path)) throw context.usage('cli.sameFile', { path });
  const ranges = options.range === undefined ? null : parseRange(options.range);
  if (options.range !== undefined && ranges === null) throw context.usage('cli.badRange', { text: options.range });
  const streams = options.stream.length === 0 ? null : new Set(options.stream.map((text) => streamOf(context, text)));
  const filter = displayFilter(context, options.displayFilter);
  const key = options.keyFile === undefined ? undefined : keyOf(context, options.keyFile);
  const format = options.format ?? (/\.p?cap$/i.test(path) && !/\.pcapng$/i.test(path) ? 'pcap' : 'pcapng');
  const stop = new StopSignal();
  try {
    await context.withCapture(file, async (document) => {
      const end = await exportPackets(
        exportSource(document),
        chosenRows(context, document, { filter, ranges, streams }),
        {
          ...{ path, format, cut, anonymise, key },
          application: `Synscope ${version}`,
          report: reportBug,
          progress: () => undefined,
          stopped: () => stop.asked,
        },
      );
      if (end.kind === 'failed') throw new CommandFailure(BAD_INPUT, context.message(end.problem.message));
      if (end.kind === 'cancelled') throw new CommandFailure(BAD_INPUT, context.text('cli.exportStopped'));
      const { items, bytes, notes } = end;
      context.out.line(context.text('cli.exported', { items, bytes, path }));
      for (const note of notes) context.note(note);
    });
  } finally {
    stop.close();
  }
}

function streamOf(context: CommandContext, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw context.usage('cli.badStream', { text });
  return Number(text);
}

function isSame(a: string, b: string): boolean {
  try {
    return realpathSync(a) === realpathSync(b);
  } catch {
    return false;
  }
}

/** The key in a file of 64 hexadecimal digits, which only its owner may read. */
function keyOf(context: CommandContext, path: string): Uint8Array {
  let text: string;
  try {
    text = readFileSync(path, 'latin1');
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw context.usage('cli.keyFailed', { path, reason: errorCode(error) });
    text = randomBytes(KEY_LENGTH).toString('hex');
    try {
      writeFileSync(path, `${text}\n`, { mode: 0o600, flag: 'wx' });
    } catch (failure) {
      throw context.usage('cli.keyFailed', { path, reason: errorCode(failure) });
    }
  }
  if (!/^[0-9a-f]{64}\s*$/i.test(text)) throw context.usage('cli.badKey', { path });
  return Buffer.from(text.trim(), 'hex');
}
