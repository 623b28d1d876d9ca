// Names of addresses that a capture itself proves, and names that registers give. Nothing is ever asked of a network. Texts: `names.by.<by>`.

/** What says so: an answer of DNS with an address, or with the name of one; the server name that a client of TLS asks for. */
export const NAME_PROOFS = ['dns', 'ptr', 'tls'] as const;
export type NameProof = (typeof NAME_PROOFS)[number];

export interface AddressName {
  name: string;
  /** the packet that proves it */
  frame: number;
  by: NameProof;
}

/** Who an address of an adapter is assigned to, by IEEE's register. */
export interface MakerName {
  name: string;
  by: 'ieee';
}

/** What IANA's register calls the ports of a connection; null: nothing, or a port that its system chose. */
export interface FlowServices {
  serviceA: string | null;
  serviceB: string | null;
}

/** The names of both ends of a connection, where there are any: a, the client, and b. */
export interface FlowNames {
  nameA: AddressName | null;
  nameB: AddressName | null;
}
