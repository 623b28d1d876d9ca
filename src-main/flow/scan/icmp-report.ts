// What an ICMP error means for a connection that is being opened, by type and code: RFC 792, RFC 1122 section 4.2.3.9, RFC 1812
// section 5.2.7.1, RFC 4443; which errors are hard and which soft: RFC 1122, RFC 5461 section 2. Only a hard one ends the attempt.
import * as icmp from '../../wire/icmp';
import * as icmpv6 from '../../wire/icmpv6';

// Numbers of segment-mark.ts, ICMP_REPORTS
export const REFUSED = 1;
export const UNREACHABLE = 2;
export const TOO_BIG = 3;
export const TIME_EXCEEDED = 4;
export const PARAMETER = 5;
export const QUENCH = 6;
export const REDIRECT = 7;

/** Codes of ICMP "destination unreachable" that will not pass: protocol, port, prohibited (9, 10, 13), precedence (14, 15). */
const HARD = new Set([2, 3, 9, 10, 13, 14, 15]);
const FRAGMENTATION_NEEDED = 4;
/** … of ICMPv6: prohibited, port, source address policy, route rejected. */
const HARD_V6 = new Set([1, 4, 5, 6]);

/** A number of ICMP_REPORTS for an ICMP error over IPv4; 0 for other types. */
export function reportOf(type: number, code: number): number {
  switch (type) {
    case icmp.UNREACHABLE:
      if (code === FRAGMENTATION_NEEDED) return TOO_BIG;
      return HARD.has(code) ? REFUSED : UNREACHABLE;
    case icmp.TIME_EXCEEDED:
      return TIME_EXCEEDED;
    case icmp.PARAMETER_PROBLEM:
      return PARAMETER;
    case icmp.SOURCE_QUENCH:
      return QUENCH;
    case icmp.REDIRECT:
      return REDIRECT;
    default:
      return 0;
  }
}

/** The same for ICMPv6. */
export function reportOfV6(type: number, code: number): number {
  switch (type) {
    case icmpv6.UNREACHABLE:
      return HARD_V6.has(code) ? REFUSED : UNREACHABLE;
    case icmpv6.TOO_BIG:
      return TOO_BIG;
    case icmpv6.TIME_EXCEEDED:
      return TIME_EXCEEDED;
    case icmpv6.PARAMETER_PROBLEM:
      return PARAMETER;
    default:
      return 0;
  }
}
