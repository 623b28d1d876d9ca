// The formats that their first bytes tell, beside pcap and pcapng (joined-reader.ts) and ERF (erf.ts), which has nothing to be told by.
import type { FormatName } from '../i18n/capture-formats';
import type { OpenedReader, ReaderOptions } from './base-reader';
import type { ByteSource } from './capture-reader';
import { isNetmon } from './netmon-header';
import { openNetmon } from './netmon';
import { isSnoop, openSnoop } from './snoop';

interface FormatReader {
  format: FormatName;
  is: (head: Uint8Array) => boolean;
  open: (source: ByteSource, options: ReaderOptions) => OpenedReader;
}

export const READERS: readonly FormatReader[] = [
  { format: 'snoop', is: isSnoop, open: openSnoop },
  { format: 'Network Monitor', is: isNetmon, open: openNetmon },
];
