// The options of `synscope capture` as tshark has them, turned into what a driver takes.
import type { CaptureOptions } from '../capture/driver';
import type { CommandContext } from './context';

export interface CaptureCommandOptions {
  interface: string[];
  filter?: string;
  snapshotLength?: string;
  count?: string;
  autostop: string[];
  ringBuffer: string[];
  bufferSize?: string;
  /** commander's form of --no-promiscuous-mode */
  promiscuousMode: boolean;
  write?: string;
  quiet?: boolean;
}

/** tshark's kB and MiB */
const KB = 1000;
const KIB_A_MIB = 1024;

/** Throws CommandFailure for what makes no sense; what is out of a driver's bounds the driver refuses. */
export function captureOptionsOf(context: CommandContext, given: CaptureCommandOptions): CaptureOptions {
  const { interface: devices, write: file } = given;
  if (devices.length === 0) throw context.usage('cli.noInterface');
  if (file === '-') throw context.usage('cli.stdoutCapture');
  if (file === undefined || file === '') throw context.usage('cli.noOutput');
  const number = (option: string, text: string): number => {
    if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
    throw context.usage('cli.badNumber', { option, text });
  };
  const optional = (option: string, text: string | undefined): number | undefined =>
    text === undefined ? undefined : number(option, text);
  const limits = (option: '-a' | '-b', texts: string[], names: string[]): Record<string, number | undefined> => {
    const found: Record<string, number> = {};
    for (const text of texts) {
      const [name, value = ''] = text.split(/:(.*)/s);
      if (!names.includes(name)) throw context.usage('cli.badLimit', { option, text, names: names.join(', ') });
      found[name] = number(`${option} ${name}:`, value);
    }
    return found;
  };
  const stop = limits('-a', given.autostop, ['duration', 'filesize', 'packets']);
  const ring = limits('-b', given.ringBuffer, ['duration', 'filesize', 'files']);
  if (ring.files !== undefined && ring.duration === undefined && ring.filesize === undefined)
    throw context.usage('cli.ringNeedsSize');
  const several = ring.duration !== undefined || ring.filesize !== undefined;
  const kib = optional('-B', given.bufferSize);
  return {
    devices,
    file,
    filter: given.filter ?? '',
    promiscuous: given.promiscuousMode,
    snaplen: optional('-s', given.snapshotLength),
    bufferKib: kib === undefined ? undefined : kib * KIB_A_MIB,
    stopAfter: {
      packets: optional('-c', given.count) ?? stop.packets,
      seconds: stop.duration,
      bytes: stop.filesize === undefined ? undefined : stop.filesize * KB,
    },
    ...(several && {
      files: {
        seconds: ring.duration,
        bytes: ring.filesize === undefined ? undefined : ring.filesize * KB,
        keep: ring.files,
      },
    }),
  };
}
