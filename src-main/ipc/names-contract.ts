// Names of addresses that a capture itself proves. Nothing is ever asked of a network. Texts: `names.by.<by>`.

/** What says so: an answer of DNS with an address, or with the name of one; the server name that a client of TLS asks for. */
export const NAME_PROOFS = ['dns', 'ptr', 'tls'] as const;
export type NameProof = (typeof NAME_PROOFS)[number];

export interface AddressName {
  name: string;
  /** the packet that proves it */
  frame: number;
  by: NameProof;
}

/** The names of both ends of a connection, where there are any: a, the client, and b. */
export interface FlowNames {
  nameA: AddressName | null;
  nameB: AddressName | null;
}
