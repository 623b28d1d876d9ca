// What a way of capturing offers, whatever it is made of: the helper on libpcap, or the package "cap".
// A capture is a pcapng file that grows; whoever wants its packets follows the file.
import type { Message, Problem } from '../ipc/message';

export type DriverId = 'helper' | 'cap';
export type Result<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export interface AdapterAddress {
  address: string;
  /** bits of the network part, or null where it has none */
  prefix: number | null;
}
export interface LinkType {
  /** DLT_ number of this system: what `checkFilter` and `CaptureOptions.linkType` take */
  dlt: number;
  /** LINKTYPE_ number that stands in the file */
  linkType: number;
  /** `EN10MB`, `Ethernet` */
  name: string;
  description: string;
}
export interface Adapter {
  /** what `start` takes: `eth0`, `any`, `\Device\NPF_{…}` */
  name: string;
  description: string;
  addresses: AdapterAddress[];
  /** addresses beyond the first few dozen, which are not listed */
  moreAddresses: number;
  /** `02:fc:00:00:00:01`, or null */
  mac: string | null;
  /** driver and place on the bus, or empty */
  hardware: string;
  /** an interface of the system's network; false for `any`, bluetooth monitors, netfilter logs … */
  network: boolean;
  loopback: boolean;
  /** null: this driver does not know */
  up: boolean | null;
  running: boolean | null;
  wireless: boolean | null;
  connection: 'connected' | 'disconnected' | 'not-applicable' | 'unknown';
  /** null: not known, see `problem` */
  linkTypes: LinkType[] | null;
  /** DLT_ number it takes unless told otherwise, or null */
  dlt: number | null;
  /** why its link types are not known: it is down, or may not be opened */
  problem: Problem | null;
}

export type FilterCheck =
  | { kind: 'ok' }
  /** `text`: libpcap's own words. `at`, `length`: place in the filter, in UTF-16 units; null where it is not known */
  | { kind: 'mistake'; text: string; at: number | null; length: number }
  /** could not be checked, and so may be right or wrong */
  | { kind: 'unchecked'; problem: Problem };

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
  readonly driver: DriverId;
  /** the process that captures */
  readonly pid: number;
  readonly devices: readonly CaptureDevice[];
  /** what it knows now */
  progress(): CaptureProgress;
  /** Ends it. Frames that arrived before the call are in the file when the outcome is there. */
  stop(): Promise<CaptureOutcome>;
  /** settles once, however it ends; never rejects */
  readonly outcome: Promise<CaptureOutcome>;
}

export interface CaptureDriver {
  readonly id: DriverId;
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
