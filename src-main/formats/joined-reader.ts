// Captures that somebody has put one behind the other (`cat a.pcap b.pcap`). No format of pcap allows it, but nothing is lost by it: where
// a record or a block should stand, the header of the next file is met, and a reader of its own goes on there. To the outside it is one
// capture; each pcap file behind the first is one more interface.
import type { Problem } from '../ipc/message';
import type { BaseReader, OpenedReader, OpenReaderResult, ReaderOptions } from './base-reader';
import type { ByteSource, CaptureReader, ReadResult } from './capture-reader';
import type { FrameBatch } from '../memory/frame-batch';
import { MAX_INTERFACES } from './limits';
import { isPcap, openPcap } from './pcap';
import { isPcapng, openPcapng } from './pcapng';
import { damage } from './problems';

const MAGIC_LEN = 4;

/** Opens a source that begins as a pcap or pcapng file does; null: it does not. */
export function openFiles(source: ByteSource, head: Uint8Array, options: ReaderOptions): OpenReaderResult | null {
  const opened = openOne(source, head, options);
  return opened?.ok ? { ok: true, reader: new JoinedReader(source, opened.reader) } : opened;
}

function openOne(source: ByteSource, head: Uint8Array, options: ReaderOptions): OpenedReader | null {
  if (isPcapng(head)) return openPcapng(source, options);
  return isPcap(head) ? openPcap(source, options) : null;
}

class JoinedReader implements CaptureReader {
  readonly format: string;
  readonly interfaces: CaptureReader['interfaces'];
  readonly extras: CaptureReader['extras'];
  #failed: ReadResult | null = null;

  constructor(
    private readonly source: ByteSource,
    private reader: BaseReader,
  ) {
    this.format = reader.format;
    this.interfaces = reader.interfaces;
    this.extras = reader.extras;
  }

  get follow(): boolean {
    return this.reader.follow;
  }
  set follow(follow: boolean) {
    this.reader.follow = follow;
  }
  get atEnd(): Problem | null {
    return this.reader.atEnd;
  }
  set atEnd(problem: Problem | null) {
    this.reader.atEnd = problem;
  }

  next(batch: FrameBatch): ReadResult {
    if (this.#failed) return this.#failed;
    let result = this.reader.next(batch);
    while (result.kind === 'end' && this.reader.metHeader) {
      const problem = this.#openNext();
      if (problem) return (this.#failed = { kind: 'damage', problem });
      result = this.reader.next(batch);
    }
    return result;
  }

  position(): number {
    return this.reader.position();
  }

  #openNext(): Problem | null {
    const { source, reader } = this;
    const offset = reader.position();
    if (reader.interfaces.length >= MAX_INTERFACES)
      return damage('interfaces', offset, MAX_INTERFACES, MAX_INTERFACES + 1);
    const head = new Uint8Array(MAGIC_LEN);
    source.read(head, offset);
    const { follow, atEnd } = reader;
    const opened = openOne(source, head, { follow, atEnd, after: reader });
    if (!opened) return damage('cutShort', offset, MAGIC_LEN, 0); // the file has become shorter meanwhile
    if (!opened.ok) return opened.problem;
    this.extras.laterFiles.push({ offset, format: opened.reader.format });
    this.reader = opened.reader;
    return null;
  }
}
