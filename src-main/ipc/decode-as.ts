// "Decode as": what somebody says a port or a conversation leads to, in place of what it usually does.

export type PortTable = 'tcp.port' | 'udp.port';

/** As Wireshark writes it: `tcp.port==8888-8890,tls`. Of two rules for a port the later one holds. */
export interface PortRule {
  table: PortTable;
  first: number;
  last: number;
  /** abbreviation of the protocol: `tls`; `data`: none */
  protocol: string;
}

/** Both ends of a conversation, in either order; addresses as they print. */
export interface ConversationEnds {
  addressA: string;
  portA: number;
  addressB: string;
  portB: number;
}

/** `tcp.port==192.0.2.1:40000-192.0.2.2:8888,tls`. It goes before rules for ports; of two for a conversation the later one holds. */
export interface ConversationRule {
  table: PortTable;
  between: ConversationEnds;
  protocol: string;
}

export type DecodeRule = PortRule | ConversationRule;

export const isConversationRule = (rule: DecodeRule): rule is ConversationRule => 'between' in rule;

/** `192.0.2.1:40000`, `[2001:db8::1]:443`. */
const endText = (address: string, port: number): string =>
  address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;

/** `192.0.2.1:40000-192.0.2.2:8888`, as `-d` takes it. */
export const endsText = ({ addressA, portA, addressB, portB }: ConversationEnds): string =>
  `${endText(addressA, portA)}-${endText(addressB, portB)}`;

/** Whether two are the same conversation. */
export const sameEnds = (a: ConversationEnds, b: ConversationEnds): boolean =>
  endsText(a) === endsText(b) ||
  (a.addressA === b.addressB && a.portA === b.portB && a.addressB === b.addressA && a.portB === b.portA);
