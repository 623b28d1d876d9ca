import { resolve } from 'node:path';
import type { CaptureOptions } from './driver';

/** The helper's command line for a capture. What is out of its bounds the helper itself refuses. */
export function captureArguments(options: CaptureOptions): string[] {
  const args = ['capture'];
  const add = (name: string, value: string | number | undefined): void => {
    if (value !== undefined && value !== '') args.push(name, String(value));
  };
  for (const device of options.devices) args.push('--device', device);
  add('--output', resolve(options.file));
  add('--filter', options.filter);
  if (options.promiscuous) args.push('--promiscuous');
  add('--snaplen', options.snaplen);
  add('--buffer-kib', options.bufferKib);
  add('--link-type', options.linkType);
  add('--stop-packets', options.stopAfter?.packets);
  add('--stop-seconds', options.stopAfter?.seconds);
  add('--stop-bytes', options.stopAfter?.bytes);
  add('--file-bytes', options.files?.bytes);
  add('--file-seconds', options.files?.seconds);
  add('--ring-files', options.files?.keep);
  return args;
}
