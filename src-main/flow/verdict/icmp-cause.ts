// What a hard ICMP error says, in one word: codes of "destination unreachable", RFC 792, RFC 1812 section 5.2.7.1, RFC 4443 section 3.1.
import * as icmp from '../../wire/icmp';
import * as icmpv6 from '../../wire/icmpv6';
import type { IcmpLook } from './look';

export type IcmpCause = 'port' | 'protocol' | 'prohibited' | 'other';

const CAUSES: Readonly<Record<number, IcmpCause>> = {
  2: 'protocol',
  3: 'port',
  9: 'prohibited',
  10: 'prohibited',
  13: 'prohibited',
};
const CAUSES_V6: Readonly<Record<number, IcmpCause>> = { 1: 'prohibited', 4: 'port', 5: 'prohibited' };

export function icmpCause({ isV6, type, code }: IcmpLook): IcmpCause {
  if (type !== (isV6 ? icmpv6.UNREACHABLE : icmp.UNREACHABLE)) return 'other';
  return (isV6 ? CAUSES_V6 : CAUSES)[code] ?? 'other';
}
