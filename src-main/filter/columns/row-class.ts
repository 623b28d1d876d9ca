// What the scan is sure of about a frame (marks of flow/columns/columns.ts), as one of a few classes: which fields it cannot have, and in which
// classes a column holds a field's value.
import { registry } from '../../dissect/protocols/registry';
import type { Field } from '../../dissect/contract/fields';
import type { Where } from '../../dissect/contract/protocol';
import {
  MARK_IPV6,
  MARK_OPTIONS,
  PROTOCOL,
  SHAPE_MASK,
  SHAPE_NO_IP,
  SHAPE_NO_TRANSPORT,
  SHAPE_PLAIN,
} from '../../flow/columns/columns';

export const ANY = 0;
export const NO_IP = 1;
export const NO_TRANSPORT = 2;
/** plain TCP without options that matter, over IPv4 and IPv6 … */
export const TCP4 = 3;
export const TCP6 = 4;
/** … and with them */
export const TCP4_OPTIONS = 5;
export const TCP6_OPTIONS = 6;
export const UDP4 = 7;
export const UDP6 = 8;
export const CLASSES = 9;

const set = (...classes: number[]): number => classes.reduce((bits, c) => bits | (1 << c), 0);
// Sets of classes, a bit each.
export const IN_ALL = (1 << CLASSES) - 1;
export const IN_TCP = set(TCP4, TCP6, TCP4_OPTIONS, TCP6_OPTIONS);
export const IN_UDP = set(UDP4, UDP6);
export const IN_IP4 = set(TCP4, TCP4_OPTIONS, UDP4);
export const IN_IP6 = set(TCP6, TCP6_OPTIONS, UDP6);
const IN_PLAIN = IN_IP4 | IN_IP6;

function classOf(value: number): number {
  switch (value & SHAPE_MASK) {
    case SHAPE_NO_IP:
      return NO_IP;
    case SHAPE_NO_TRANSPORT:
      return NO_TRANSPORT;
    case SHAPE_PLAIN: {
      const six = value & MARK_IPV6 ? 1 : 0;
      const protocol = value & 0x0f;
      if (protocol === PROTOCOL.udp) return UDP4 + six;
      if (protocol === PROTOCOL.tcp) return (value & MARK_OPTIONS ? TCP4_OPTIONS : TCP4) + six;
      return ANY;
    }
    default:
      return ANY;
  }
}

/** By the value of the protocol column: the class of the frame. */
export const CLASS_OF = Uint8Array.from({ length: 256 }, (_, value) => classOf(value));

/** Classes in which a protocol, and with it all of its fields, cannot be. */
const WITHOUT: Readonly<Record<Where, number>> = {
  anywhere: 0,
  tcp: set(NO_IP, NO_TRANSPORT) | IN_UDP,
  udp: set(NO_IP, NO_TRANSPORT) | IN_TCP,
  transport: set(NO_IP, NO_TRANSPORT),
  ipv4: set(NO_IP) | IN_IP6,
  ipv6: set(NO_IP) | IN_IP4,
  'over-ip': set(NO_IP) | IN_PLAIN,
  'over-udp': set(NO_IP, NO_TRANSPORT) | IN_PLAIN,
  'not-in-plain': IN_PLAIN,
};

const absent = new Map<Field, number>();
for (const protocol of registry.protocols) {
  const classes = WITHOUT[protocol.where];
  absent.set(registry.line(protocol), classes);
  for (const field of Object.values(protocol.fields)) {
    if (!field.shared) absent.set(field, classes | (field.ofMarkedOption ? set(TCP4, TCP6) : 0));
  }
}

/** Classes, a bit each, in which no frame has the field. */
export const classesWithout = (field: Field): number => absent.get(field) ?? 0;
