// What is said of the keys that TLS is opened with: for which connections there are some, and why there are none for the others. No secret is in it.

/** What became of a connection; in the order in which they are counted. */
export const KEY_STATES = [
  'opened',
  'noLog', // there are no secrets at all
  'noLine', // the log has no line for the random value of its ClientHello
  'before', // the same, and it began before every connection that the log has lines for
  'resumed', // the same, and it resumes a session whose keys are not there either
  'ended', // its handshake was broken off before keys were used
  'late', // its handshake was not captured
  'cipher', // its version, cipher suite or compression cannot be opened
  'wrong', // there are keys, and they do not fit its records
  'many', // too many others were open meanwhile
  'idle', // there are keys, and no protected record
  'waiting', // nobody has looked at it yet
] as const;
export type KeyState = (typeof KEY_STATES)[number];

export interface KeyedConnection {
  /** FlowRow.id, tcp.stream */
  flow: number;
  stream: number;
  /** of the ClientHello, or of the first record */
  frame: number;
  client: string;
  server: string;
  serverName: string;
  version: string;
  state: KeyState;
  /** records that were opened, and that were not */
  opened: number;
  closed: number;
  /** random value of its ClientHello, by which key logs go, hexadecimal; empty: it was not seen */
  random: string;
}

export interface KeySummary {
  /** secrets that were read, out of so many lines; of these, lines that could not be read, the first of them (from 1; 0: none) */
  secrets: number;
  lines: number;
  wrongLines: number;
  firstWrong: number;
  /** TLS connections of the capture, and of each sort of them */
  total: number;
  states: Partial<Record<KeyState, number>>;
}

export interface KeyRequests {
  keySummary: { args: Record<string, never>; answer: KeySummary };
  /** `state`: only connections that it holds for; null: all */
  keyRows: { args: { state: KeyState | null; from: number; count: number }; answer: KeyedConnection[] };
}
