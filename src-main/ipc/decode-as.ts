// "Decode as": what somebody says a port leads to, in place of what it usually does. Types only.

export type PortTable = 'tcp.port' | 'udp.port';

/** As Wireshark writes it: `tcp.port==8888-8890,tls`. Of two rules for a port the later one holds. */
export interface DecodeRule {
  table: PortTable;
  first: number;
  last: number;
  /** abbreviation of the protocol: `tls`; `data`: none */
  protocol: string;
}
