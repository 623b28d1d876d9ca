// The part of the contract between the renderer and Electron's main process that is about live capture. Types only.
// The main process owns the capture; its packets come through the engine, which follows the file that grows.
import type { Message, Problem } from '../message';

export interface AdapterInfo {
  /** what `startCapture` takes; the same one as long as there is an adapter of this name */
  id: string;
  /** `eth0`, `any`, `\Device\NPF_{…}`: to show, and to remember a choice by */
  name: string;
  description: string;
  addresses: { address: string; prefix: number | null }[];
  /** addresses beyond the first few dozen, which are not listed */
  moreAddresses: number;
  mac: string | null;
  /** driver and place on the bus, or empty */
  hardware: string;
  /** an interface of the system's network; false for `any` */
  network: boolean;
  loopback: boolean;
  /** null: not known */
  up: boolean | null;
  running: boolean | null;
  wireless: boolean | null;
  connection: 'connected' | 'disconnected' | 'not-applicable' | 'unknown';
  /** names of its link types, the one it takes first; null: not known, see `problem` */
  linkTypes: string[] | null;
  /** why it cannot be opened now: it is down, or there is no permission */
  problem: Problem | null;
  /** of little use to most people (down, or no network): behind a switch */
  hidden: boolean;
}

export interface AdapterList {
  adapters: AdapterInfo[];
  /** what captures here; null: nothing can, see `problem` */
  driver: CaptureDriverId | null;
  /** what this driver cannot do; empty for the helper */
  limits: Message[];
  /** why there is no list; its argument `command`, where not empty, is to be copied */
  problem: Problem | null;
}
export type CaptureDriverId = 'helper' | 'cap';

/** Four times a second while adapters are watched. */
export interface AdapterTraffic {
  /** packets per second by adapter name; null: this system has no counters to read */
  rates: Record<string, number> | null;
}

export type CaptureFilterCheck =
  | { kind: 'ok' }
  /** `text`: libpcap's own words, English. `at`, `length`: place in the filter, in UTF-16 units; null: not known */
  | { kind: 'mistake'; text: string; at: number | null; length: number }
  /** could not be checked, and so may be right or wrong */
  | { kind: 'unchecked'; problem: Problem };

/** How a capture is made. null: no limit, or the default. */
export interface CaptureRules {
  /** capture filter (BPF); empty: none */
  filter: string;
  promiscuous: boolean;
  /** bytes kept of a packet */
  snaplen: number | null;
  /** kernel buffer for each device, KiB */
  bufferKib: number | null;
  stopAfter: { packets: number | null; seconds: number | null; bytes: number | null };
  /** several files: a new one after so many bytes or seconds; `keep`: only the newest so many stay */
  files: { bytes: number | null; seconds: number | null; keep: number | null };
}

/** What a capture was started with; remembered as `Preferences.capture`. */
export interface CaptureSettings extends CaptureRules {
  /** adapter names */
  devices: string[];
}

/** What a capture is to be started with. */
export interface CaptureStart extends CaptureRules {
  /** ids of adapters out of an `AdapterList` that the page was given, one or more. A name is none */
  adapters: string[];
}

/** `started` false and no problem: the user did not want to give up the capture that is open. */
export interface CaptureStarted {
  started: boolean;
  problem: Problem | null;
}

/** A packet count that a driver may not know. */
type Known = number | null;

/** The live capture of this window, running or ended; sent whole, a few times a second while it changes. */
export interface CaptureStatus {
  phase: 'running' | 'stopping' | 'stopped';
  driver: CaptureDriverId;
  /** what this driver cannot do; empty for the helper */
  limits: Message[];
  devices: string[];
  filter: string;
  /** written so far; the list shows them a moment later */
  packets: number;
  packetsPerSecond: number;
  /** captured bytes of the packets */
  bytes: number;
  /** packets lost, over all devices: in the kernel's buffer, by the adapter, by Synscope; null: this driver cannot tell */
  dropped: { kernel: Known; interface: Known; us: Known };
  /** how long it runs, or ran */
  seconds: number;
  startedMs: number;
  /** the file being written, with its folder; how many were begun */
  file: string;
  files: number;
  /** closing would lose it: asked once, in a dialog of the main process */
  unsaved: boolean;
  /** while it is being written to the place the user chose; null: not */
  saving: { doneBytes: number; totalBytes: number } | null;
  /** where it was saved last, or null */
  savedAs: string | null;
  /** null while it runs */
  end: 'stopped' | 'packets' | 'seconds' | 'bytes' | 'lost' | 'failed' | null;
  /** why it ended (`lost`, `failed`) */
  problem: Problem | null;
  /** of several devices, those that were lost while the others go on */
  lost: Problem[];
}

/** A capture that was running when Synscope or the machine died. */
export interface RecoverableCapture {
  id: string;
  startedMs: number;
  devices: string[];
  filter: string;
  /** files there are, and their bytes together */
  files: number;
  bytes: number;
}

export interface CaptureFinding {
  id: 'helper' | 'libpcap' | 'adapters' | 'permission' | 'loopback' | 'cap';
  /** `skipped`: something before it failed */
  state: 'ok' | 'warning' | 'failed' | 'skipped';
  message: Message;
  /** to copy into a terminal, or null */
  command: string | null;
}

/** Its title is in the catalogues under `capture.preset.<id>`. */
export interface CaptureFilterPreset {
  id: string;
  filter: string;
}

export interface CaptureRequests {
  /** While on: an `adapters` event at once and whenever the list changes, `adapterTraffic` four times a second. */
  watchAdapters: { args: { on: boolean }; answer: null };
  /** Lists again now; the answer comes as an `adapters` event too. */
  refreshAdapters: { args: Record<string, never>; answer: AdapterList };
  /** `adapter`: id of the one whose link type the filter is for; null: Ethernet. Ask as often as a key is pressed: older checks end as `unchecked`. */
  checkCaptureFilter: { args: { filter: string; adapter: string | null }; answer: CaptureFilterCheck };
  captureFilterPresets: { args: Record<string, never>; answer: CaptureFilterPreset[] };
  /** Comes back when packets are being captured, or could not be. Remembers the settings and the filter. */
  startCapture: { args: CaptureStart; answer: CaptureStarted };
  stopCapture: { args: Record<string, never>; answer: null };
  /** Once more with the settings of the capture that is open, into a new file. */
  restartCapture: { args: Record<string, never>; answer: CaptureStarted };
  /** Asks where to, then writes; `saved` false and no problem: the user changed their mind. */
  saveCapture: { args: Record<string, never>; answer: { saved: boolean; problem: Problem | null } };
  /** A summary (`message`) after it was opened, or why it cannot be. */
  recoverCapture: { args: { id: string }; answer: { message: Message | null; problem: Problem | null } };
  /** Deletes its files. */
  discardRecoverable: { args: { id: string }; answer: null };
  /** The capture check. Findings come one by one as `captureFinding` too, before the answer. */
  checkCapture: { args: Record<string, never>; answer: CaptureFinding[] };
}

export interface CaptureEvents {
  adapters: AdapterList;
  adapterTraffic: AdapterTraffic;
  /** null: the capture that is open, if any, is no live one */
  captureStatus: CaptureStatus | null;
  captureFinding: CaptureFinding;
}
