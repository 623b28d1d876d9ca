// What a way of capturing offers, whatever it is made of: the helper on libpcap, or the package "cap".
// A capture is a pcapng file that grows; whoever wants its packets follows the file.
import type { AdapterInfo, CaptureDriverId, CaptureFilterCheck } from '../ipc/contracts/capture-contract';
import type { Message, Problem } from '../ipc/message';

export type Result<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export type AdapterAddress = AdapterInfo['addresses'][number];
export interface LinkType {
  /** DLT_ number of this system: what `checkFilter` and `CaptureOptions.linkType` take */
  dlt: number;
  /** LINKTYPE_ number that stands in the file */
  linkType: number;
  /** `EN10MB`, `Ethernet` */
  name: string;
  description: string;
}
/** An adapter as a driver sees it: what the window is told, with more about its link types. */
export interface Adapter extends Omit<AdapterInfo, 'id' | 'linkTypes' | 'hidden'> {
  /** null: not known, see `problem` */
  linkTypes: LinkType[] | null;
  /** DLT_ number it takes unless told otherwise, or null */
  dlt: number | null;
}

export type FilterCheck = CaptureFilterCheck;

export interface CaptureOptions {
  /** one or more adapter names */
  devices: string[];
  /** the file to make; with `files` set, the name that numbers and times are put into */
  file: string;
  /** capture filter (BPF); empty: none */
  filter?: string;
  promiscuous?: boolean;
  /** bytes kept of a packet; default: all */
  snaplen?: number;
  /** kernel buffer for each device, KiB */
  bufferKib?: number;
  /** DLT_ number; default: the device's own choice */
  linkType?: number;
  stopAfter?: { packets?: number; seconds?: number; bytes?: number };
  /** a new file after so many bytes or seconds; only the newest `keep` stay */
  files?: { bytes?: number; seconds?: number; keep?: number };
}

export interface CaptureDevice {
  name: string;
  dlt: number;
  linkType: number;
  linkName: string;
  snaplen: number;
  nanoseconds: boolean;
  promiscuous: boolean;
}
/** Of one device since the start; null: this driver does not count that. */
export interface DeviceCounts {
  frames: number;
  /** seen by the kernel behind the filter */
  seen: number | null;
  droppedByKernel: number | null;
  droppedByInterface: number | null;
}
export interface CaptureProgress {
  /** in all files, readable by now */
  frames: number;
  /** captured bytes of the frames */
  bytes: number;
  /** path of the file being written, and how much of it is whole blocks */
  file: string;
  fileBytes: number;
  devices: DeviceCounts[];
}
export type CaptureEvent =
  | { kind: 'file'; path: string; number: number }
  | { kind: 'progress'; progress: CaptureProgress }
  /** one of several devices ended; the others go on */
  | { kind: 'lost'; device: number; problem: Problem };

export type CaptureEnd =
  | 'stopped' // asked for
  | 'packets' // a limit
  | 'seconds'
  | 'bytes'
  | 'lost' // no device is left
  | 'failed';
export interface CaptureOutcome {
  end: CaptureEnd;
  /** for `lost` and `failed` */
  problem: Problem | null;
  progress: CaptureProgress;
  /** all files begun, oldest first; a ring has deleted some */
  files: string[];
}

export interface RunningCapture {
  readonly driver: CaptureDriverId;
  /** the process that captures */
  readonly pid: number;
  readonly devices: readonly CaptureDevice[];
  /** whether the system answers that process no calls but those that a capture needs; null: the driver has no such process */
  readonly isConfined: boolean | null;
  /** what it knows now */
  progress(): CaptureProgress;
  /** Ends it. Frames that arrived before the call are in the file when the outcome is there. */
  stop(): Promise<CaptureOutcome>;
  /** settles once, however it ends; never rejects */
  readonly outcome: Promise<CaptureOutcome>;
}

export interface CaptureDriver {
  readonly id: CaptureDriverId;
  /** what it cannot do, to be shown beside its captures; empty for the helper */
  readonly limits: readonly Message[];
  list(): Promise<Result<Adapter[]>>;
  /** `dlt`: link type of the adapter, `Adapter.dlt`. An aborted check comes back as `unchecked`. */
  checkFilter(filter: string, dlt?: number | null, signal?: AbortSignal): Promise<FilterCheck>;
  /** Comes back when frames are being captured (or could not be). */
  start(options: CaptureOptions, onEvent?: (event: CaptureEvent) => void): Promise<Result<RunningCapture>>;
}

export const success = <T>(value: T): Result<T> => ({ ok: true, value });
export const failure = <T>(problem: Problem): Result<T> => ({ ok: false, problem });
