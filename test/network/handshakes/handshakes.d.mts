/** What both ends run, and what is therefore true. */
export interface Handshake {
  id: string;
  server: string[] | { nginx: string };
  client: string[];
  /** what the relay does to some segments (middle.py) */
  rules?: object[];
  /** seconds that are captured after the client has ended */
  quiet?: number;
  outcome: string;
  /** keys of sentences that are among those said, without their `tls.` */
  says: string[];
}
export const HANDSHAKES: Handshake[];
/** Which of them the app has as a sample, under which name. */
export const SAMPLE_OF: Record<string, string>;
