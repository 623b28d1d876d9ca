// A capture filter after parsing. The language is libpcap's (manual page pcap-filter(7)).

export type BpfDirection = '' | 'src' | 'dst' | 'src or dst' | 'src and dst';
export type BpfKind = 'host' | 'net' | 'port' | 'portrange' | 'proto';

/** What stands before an address, port or number; what is left out is inherited from the test before. */
export interface BpfQualifiers {
  /** `ip`, `tcp`, `ether` …; empty: any that the kind allows */
  proto: string;
  direction: BpfDirection;
  kind: BpfKind;
}

export type Bpf =
  | { kind: 'and' | 'or'; left: Bpf; right: Bpf }
  | { kind: 'not'; of: Bpf }
  /** `src host 10.0.0.1`; `bits`: of a network, -1 where none are written */
  | { kind: 'primitive'; qualifiers: BpfQualifiers; id: string; bits: number }
  /** `tcp` alone */
  | { kind: 'protocol'; name: string }
  /** `broadcast`, `ip multicast`, `vlan 5`, `less 100` */
  | { kind: 'special'; name: string; proto: string; argument: number | null }
  | { kind: 'relation'; operator: string; left: BpfNumber; right: BpfNumber };

export type BpfNumber =
  | { kind: 'number'; value: number }
  /** length of the packet on the wire */
  | { kind: 'length' }
  /** `proto[index:size]` */
  | { kind: 'bytes'; proto: string; index: BpfNumber; size: number }
  | { kind: 'arithmetic'; operator: string; left: BpfNumber; right: BpfNumber };
