// What is known of a capture that was read to its end, as a file: the columns of 65,536 frames each, then everything else with where these stand, and at
// the head where that is. Whoever reads it begins with what is small, and takes the columns when they are needed. It is written under another name in its folder and gets its own when all of it is on the disk, so that a file with that name is whole.
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import type { WholeAnalysis } from '../../flow/capture-index';
import type { Chunk } from '../../flow/columns/frame-chunk';
import type { CaptureExtras, CaptureInterface } from '../../formats/capture-reader';
import { CHUNK_ROWS } from '../../flow/columns/columns';
import type { LoadEnd } from '../base/ending';
import { FrameDamage, FrameReader, FrameWriter } from './checked-frames';
import { readValue, writeValue } from './flat-value';

const MAGIC = Buffer.from('Synscope kept 1\n', 'latin1');

/** A capture as data. The chunks of its columns stand in `analysis.share.columns`. */
export interface KeptCapture {
  interfaces: readonly CaptureInterface[];
  extras: CaptureExtras;
  /** frames by interface index */
  interfaceFrames: readonly number[];
  firstTimedRow: number;
  /** byte of the file behind what was read */
  position: number;
  end: LoadEnd;
  analysis: WholeAnalysis;
}

/** Where the chunks stand, and all the rest. */
interface Rest {
  kept: KeptCapture;
  places: readonly number[];
}

/** Bytes in front of the first piece: what it is, and where the rest stands. */
const HEAD = MAGIC.length + 8;

/** The name under which one is written; removeLeftOvers knows it. */
export const partName = (): string => `synscope-${process.pid}-${randomBytes(8).toString('hex')}.kept-part`;

/**
 * Writes it as `path`, at first under the name `part`. Throws RangeError where it takes more than `most` bytes, and what the file system says; nothing is
 * left then.
 */
export function writeKept(kept: KeptCapture, part: string, path: string, most: number): void {
  const fd = openSync(part, 'wx', 0o600);
  try {
    try {
      writeAll(fd, kept, most);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

function writeAll(fd: number, kept: KeptCapture, most: number): void {
  const head = Buffer.alloc(HEAD);
  head.set(MAGIC);
  writeSync(fd, head);
  const writer = new FrameWriter(fd, most);
  const { analysis } = kept;
  const { chunks, ...columns } = analysis.share.columns;
  const places = chunks.map((chunk) => {
    const place = HEAD + writer.written;
    writeValue(chunk, writer);
    return place;
  });
  const rest = HEAD + writer.written;
  const share = { ...analysis.share, columns: { ...columns, chunks: [] } };
  writeValue({ kept: { ...kept, analysis: { ...analysis, share } }, places } satisfies Rest, writer);
  writer.flush();
  head.writeDoubleLE(rest, MAGIC.length);
  writeSync(fd, head, 0, HEAD, 0);
}

/** A kept capture that is read. All of it throws FrameDamage, RangeError, and what the file system says. */
export class KeptReader {
  readonly #fd: number;
  readonly #reader: FrameReader;
  readonly #rest: number;
  #places: readonly number[] = [];

  constructor(path: string) {
    this.#fd = openSync(path, 'r');
    this.#reader = new FrameReader(this.#fd);
    const head = Buffer.alloc(HEAD);
    const got = readSync(this.#fd, head, 0, HEAD, 0);
    this.#rest = head.readDoubleLE(MAGIC.length);
    const isKept = got === HEAD && head.subarray(0, MAGIC.length).equals(MAGIC);
    if (isKept && Number.isSafeInteger(this.#rest) && this.#rest >= HEAD) return;
    this.close();
    throw new FrameDamage('it is no kept capture');
  }

  /** Everything but the chunks of the columns. */
  capture(): KeptCapture {
    this.#reader.seek(this.#rest);
    const { kept, places } = readValue(this.#reader) as Rest;
    if (places.length !== Math.ceil(kept.analysis.share.columns.rows / CHUNK_ROWS))
      throw new FrameDamage('columns are missing');
    this.#places = places;
    return kept;
  }

  /** The columns of 65,536 rows, when `capture` was asked. */
  chunk(index: number): Chunk {
    this.#reader.seek(this.#places[index]);
    return readValue(this.#reader) as Chunk;
  }

  close(): void {
    closeSync(this.#fd);
  }
}
