// What the sentences need of single frames beyond the columns: read from the file and dissected by whoever calls, a few frames a
// connection. Null: the frame can no longer be read, or does not carry it.
import type { Opinion } from '../../ipc/contracts/opinion-contract';

/** Options and flags of a SYN or SYN-ACK. */
export interface SynLook {
  mss: number | null;
  /** window scale: the shift count as sent */
  shift: number | null;
  sackPermitted: boolean;
  timestamps: boolean;
  /** TCP Fast Open, RFC 7413: asks for a cookie, or brings one */
  fastOpen: 'request' | 'cookie' | null;
  /** the flags ECE and CWR, RFC 3168 section 6.1.1 */
  ece: boolean;
  cwr: boolean;
  /** MP_CAPABLE or MP_JOIN, RFC 8684 */
  multipath: 'capable' | 'join' | null;
  /** kinds of options that are none of these (padding left out), in the order of the segment */
  others: number[];
}

/** The sender of an ICMP error, and what it says. */
export interface IcmpLook {
  from: string;
  isV6: boolean;
  type: number;
  code: number;
}

export interface FrameLook {
  syn(frame: number): SynLook | null;
  icmp(frame: number): IcmpLook | null;
  /** the second opinion about the segment in a frame; `null`: there is surely none, and nothing was read for that */
  opinions(frame: number): readonly Opinion[] | null;
}
