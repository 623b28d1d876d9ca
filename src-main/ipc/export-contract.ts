// What can be exported of an open capture, as the window and the command line ask for it.
import type { Message, Problem } from './message';

export type PacketFormat = 'pcapng' | 'pcap';

/** How packets are written. */
export interface PacketForm {
  format: PacketFormat;
  /** only headers: the captured length is shortened, the original one stays */
  cut: boolean;
  /** other addresses in the place of those of the capture; payload and texts are left out */
  anonymise: boolean;
}

/** How an export ended. `notes`: what the file could not say, or what was left out. */
export type ExportEnd =
  | { kind: 'written'; items: number; bytes: number; notes: Message[] }
  | { kind: 'cancelled' }
  | { kind: 'failed'; problem: Problem };
