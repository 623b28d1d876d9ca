// What every capture format is read into: batches of frames inside one chunk of bytes. No object per frame.
import type { Problem } from '../ipc/message';
import type { FrameBatch } from '../memory/frame-batch';

/** Random access to the bytes of a capture. Synchronous: the engine gives way between chunks. */
export interface ByteSource {
  /** bytes there now; grows while a capture is written */
  size(): number;
  /** Fills `into` from byte `at` on; returns the bytes read, 0 at the end. */
  read(into: Uint8Array, at: number): number;
  close(): void;
  /** The files that hold the bytes, for threads that read them too; they stay open until it is given back. */
  lend(): Loan;
}

/** An open file that holds bytes `from` … `from + length` of a source; the last one of a source may still grow. */
export interface FilePart {
  /** -1: gone, because a ring has deleted the file */
  fd: number;
  from: number;
  length: number;
}
export interface Loan {
  readonly parts: readonly FilePart[];
  giveBack(): void;
}

export interface CaptureInterface {
  /** LINKTYPE_ number of the file format */
  linkType: number;
  snapLen: number;
  name: string;
  description: string;
  filter: string;
  os: string;
  hardware: string;
  comments: string[];
  /** digits behind the second that its time stamps have: 0…9 (finer ones are cut to 9) */
  timeDigits: number;
  section: number;
}

export type ReadResult =
  | { kind: 'frames' } // batch.count may be 0 when the chunk held only other blocks: call again
  | { kind: 'end' } // nothing more now; a growing file may have more later
  | { kind: 'damage'; problem: Problem }; // frames before it were given out; nothing after it can be read

export interface CaptureReader {
  /** `pcap`, `pcap (ns)`, `pcapng`, or capinfos's name of another format: `snoop`, `netmon2` … */
  readonly format: string;
  /** grows while reading; an index never changes its meaning */
  readonly interfaces: readonly CaptureInterface[];
  /** comments of the sections, names from name resolution blocks, secrets: things beside the frames */
  readonly extras: CaptureExtras;
  /** The file may still grow: what is cut short at its end is `end`, not damage. False unless set. */
  follow: boolean;
  /** told when all bytes are read: they are not the whole capture (damaged gzip …); null: they are */
  atEnd: Problem | null;
  /** next chunk of frames into `batch` */
  next(batch: FrameBatch): ReadResult;
  /** bytes of the source consumed so far */
  position(): number;
}

export interface CaptureExtras {
  sectionComments: string[];
  /** hardware, os, application of the section headers */
  writtenBy: string[];
  /** address text -> name, from name resolution blocks; bounded */
  names: Map<string, string>;
  /** pcapng decryption secrets blocks seen, of any kind */
  secretsBlocks: number;
  /** what those of TLS hold, in the order of the file: key logs as NSS writes them (RFC 9850), not read here; bounded */
  keyLogs: Uint8Array[];
  /** bytes of all of these */
  keyLogBytes: number;
  /** secrets blocks of TLS that were too many to be kept */
  keyLogsLeftOut: number;
  /** interface statistics: index -> received, dropped by interface / filter / OS; absent where not told */
  statistics: Map<number, { received?: number; dropped?: number }>;
  skippedBlocks: number;
  /** Other files that were met behind the first one, and read as well: where their headers stand in the source. */
  laterFiles: { offset: number; format: string }[];
}
