// What the records of one packet have told so far of their connection: the next ones depend on it. What earlier packets told is not known here,
// so a packet that does not tell is read by the shape of its bytes.

export interface Known {
  /** the version that the server chose; 0: it has not said */
  version: number;
  /** and the cipher suite; -1: it has not said */
  cipher: number;
  /** ChangeCipherSpec was sent: what follows it in the same direction is encrypted, but for hellos of TLS 1.3 */
  changed: boolean;
}
export const nothingKnown = (): Known => ({ version: 0, cipher: -1, changed: false });
