// What lies around a conversation, as one word: the tags and tunnels that its packets are carried in. Two conversations between the same
// addresses and ports are told apart by it where the reader wants that. Only what is the same in both directions counts: of MPLS, GTP-U,
// L2TP, Teredo, LISP and IP in IP that they are there, because their labels and endpoint identifiers are chosen by each receiver.

/** Kinds of what lies around, 4 bits; 0 is nothing. */
export const IN_VLAN = 1;
export const IN_MPLS = 2;
export const IN_VXLAN = 3;
export const IN_GENEVE = 4;
export const IN_GRE = 5;
export const IN_PPPOE = 6;
export const IN_GTP = 7;
export const IN_L2TP = 8;
export const IN_TEREDO = 9;
export const IN_LISP = 10;
export const IN_IP = 11;

/** The path behind `path` that goes on through this. One alone with up to 24 bits is itself, longer ones are a hash with the highest bit set. */
export function through(path: number, kind: number, identifier: number): number {
  if (path === 0 && identifier < 0x100_0000) return ((kind << 24) | identifier) >>> 0;
  let hash = Math.imul(path ^ Math.imul(identifier, 0x9e3779b1), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15) ^ kind, 0xc2b2ae35);
  return ((hash ^ (hash >>> 13)) | 0x8000_0000) >>> 0;
}
