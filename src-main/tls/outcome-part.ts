// What the judgements of a handshake share: sentences, hints of TCP, the alert that ended it.
import type { CertificateProblem, TlsOutcome } from '../ipc/contracts/tls-contract';
import type { VerdictSentence } from '../ipc/contracts/verdict-contract';
import type { AlertFact, HandshakeFacts } from './look-facts';

export interface Judged {
  outcome: TlsOutcome;
  sentences: VerdictSentence[];
  checks: VerdictSentence[];
}

/** How TCP went on around the handshake. Rows are -1 where there is none. */
export interface TcpHints {
  /** ns of a row since the first segment of the connection */
  at(row: number): number;
  finClient: number;
  finServer: number;
  rstClient: number;
  rstServer: number;
  /** the SYN-ACK was captured: what is missing was not only left out by a filter */
  isOpened: boolean;
  /** the last segment */
  lastRow: number;
  /** of the end that was connected to */
  port: number;
  /** the RST of the server came from another distance than its SYN-ACK: probably something on the way sent it */
  foreign: { ttl: number; otherTtl: number; otherRow: number } | null;
  /** from the SYN to the SYN-ACK: ns, null where not both were seen */
  rttNs: number | null;
  /** from the last segment to the end of the capture: ns */
  silenceNs: number;
}

/** What was wrong with one certificate of the server's chain when it was sent. */
export interface CertificateFault {
  problem: CertificateProblem;
  subject: string;
  names: readonly string[];
  key: string;
  signature: string;
  /** since it expired, or until it begins; 0: neither */
  days: number;
}
export interface CertificateView {
  /** of the Certificate message */
  row: number;
  /** the name that the client asked for; empty: none */
  asked: string;
  faults: readonly CertificateFault[];
}

export interface Known {
  facts: HandshakeFacts;
  tcp: TcpHints;
  /** null: the server sent none in the clear */
  certificate: CertificateView | null;
}

/** Frames behind a sentence: those rows that there are, each once. */
export const say = (key: string, args: Record<string, string | number>, rows: readonly number[]): VerdictSentence => ({
  message: { key, args },
  frames: rows.filter((row, i) => row >= 0 && rows.indexOf(row) === i).map((row) => row + 1),
});

export const CLOSE_NOTIFY = 0;
const WARNING = 1;
/** Alerts that end nothing although they may be sent with any level: RFC 8446 section 6, RFC 5246 section 7.2.2, RFC 6066 section 3. */
const MILD = new Set([CLOSE_NOTIFY, 90, 100]);
const UNRECOGNIZED_NAME = 112;

/** The first alert in the clear that ends a connection. */
export const fatalAlert = ({ alerts }: HandshakeFacts): (AlertFact & { description: number }) | null =>
  (alerts.find(
    ({ description, level }) =>
      description !== null && !MILD.has(description) && !(description === UNRECOGNIZED_NAME && level === WARNING),
  ) as (AlertFact & { description: number }) | undefined) ?? null;

export const who = (fromClient: boolean): 'client' | 'server' => (fromClient ? 'client' : 'server');
