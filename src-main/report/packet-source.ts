// The capture that packets are exported from, as the engine hands it in.
import type { FrameContext } from '../dissect/contract/context';
import type { FrameColumns } from '../flow/columns/columns';
import type { CaptureExtras, CaptureInterface } from '../formats/capture-reader';

export interface PacketSource {
  /** `pcapng`, `pcap (ns), gzip` … */
  readonly format: string;
  readonly columns: FrameColumns;
  readonly interfaces: readonly CaptureInterface[];
  readonly extras: CaptureExtras;
  /** on the capture */
  readonly comments: readonly string[];
  /** Comments on a packet in place of those in the file; null: these hold. */
  commentsOn(row: number): readonly string[] | null;
  /** Captured bytes of a row: a view that the next call overwrites. */
  bytes(row: number): Uint8Array;
  context(row: number): FrameContext;
  /** Bytes of the (unpacked) file at `at`; returns how many there are. */
  read(into: Uint8Array, at: number): number;
}
