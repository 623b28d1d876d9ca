// What is said of the TLS handshake of one connection: its messages, what was offered and chosen, certificates, how it went. Names of versions,
// suites, groups and messages are Wireshark's, and the same in every language; sentences are keys of i18n/<language>/tls-look.ts.
import type { VerdictSentence } from './verdict-contract';

/** How a handshake went; `problems first` is the order of this list. */
export const TLS_OUTCOMES = [
  'alert', // one end refused, with an alert that says why
  'certificateRejected', // the client did not accept the server's certificate
  'clientCertificate', // the server wanted a certificate of the client, and did not get one that it accepts
  'reset', // RST instead of an answer
  'closed', // FIN instead of an answer
  'timeout', // no answer, nothing more
  'notTls', // one end spoke TLS, the other something else
  'incomplete', // it was not ended within the capture
  'partial', // its beginning was not captured
  'complete',
] as const;
export type TlsOutcome = (typeof TLS_OUTCOMES)[number];

export interface TlsMessage {
  /** frame in which it is whole */
  frame: number;
  fromClient: boolean;
  /** ns since the first record of the connection */
  atNs: number;
  /** `Client Hello`; of an encrypted record `Application Data` or `Encrypted Handshake Message` */
  name: string;
  /** names and numbers in a line, empty: nothing to say */
  says: string;
  /** it stayed closed */
  encrypted: boolean;
  /** it was encrypted, and keys opened it */
  opened: boolean;
  /** bytes of the message; of an encrypted one those of its record */
  length: number;
  /** what an encrypted one probably is, by its place and size; empty: not told */
  probably: string;
}

/** Lists in the order of the wire, without GREASE, as names. */
export interface TlsOffer {
  versions: string[];
  ciphers: string[];
  groups: string[];
  /** groups that the client sent a key for */
  keyShares: string[];
  signatures: string[];
  alpn: string[];
}

/** What holds for the connection; empty: not seen in the clear. */
export interface TlsChoice {
  version: string;
  cipher: string;
  group: string;
  signature: string;
  alpn: string;
}

/** What one end sent without a pause for the other, up to the end of the handshake. */
export interface TlsFlight {
  fromClient: boolean;
  /** of its records, headers included */
  bytes: number;
  records: number;
  frame: number;
}

/** `probably`: inferred from sizes and places of encrypted records. */
export type TlsSurety = 'yes' | 'no' | 'probably' | 'unknown';

export const CERTIFICATE_PROBLEMS = [
  'unreadable',
  'expired',
  'notYetValid',
  'nameMismatch',
  'selfSigned',
  'wrongOrder',
  'missingIntermediate',
  'badSignature',
  'weakKey',
  'weakSignature',
  'notCa',
] as const;
export type CertificateProblem = (typeof CERTIFICATE_PROBLEMS)[number];

/** One of a chain as it was sent. Times in seconds since 1970. */
export interface TlsCertificate {
  subject: string;
  issuer: string;
  /** hexadecimal, without separators */
  serial: string;
  notBefore: number;
  notAfter: number;
  /** `DNS:example.org`, `IP:192.0.2.1` */
  names: string[];
  /** `RSA 2048`, `EC prime256v1` … */
  key: string;
  /** `sha256WithRSAEncryption` */
  signature: string;
  /** SHA-256 of the DER bytes, hexadecimal */
  fingerprint: string;
  /** by name; those marked critical first in none: as they stand */
  extensions: { name: string; critical: boolean; value: string }[];
  isCa: boolean;
  problems: CertificateProblem[];
  der: Uint8Array;
}
export interface TlsChain {
  fromClient: boolean;
  /** of the Certificate message */
  frame: number;
  certificates: TlsCertificate[];
  /** more were sent than are shown */
  more: number;
}

export interface TlsLook {
  /** FlowRow.id */
  flow: number;
  outcome: TlsOutcome;
  sentences: VerdictSentence[];
  checks: VerdictSentence[];
  /** the client is the end that the FlowRow calls a */
  clientIsA: boolean;
  messages: TlsMessage[];
  /** messages beyond those */
  more: number;
  serverName: string;
  offered: TlsOffer | null;
  chosen: TlsChoice;
  /** keys opened what TLS 1.3 hides of it: what is empty was not chosen */
  opened: boolean;
  resumed: TlsSurety;
  retried: boolean;
  earlyData: 'no' | 'offered' | 'sent';
  /** that the client waited for before the handshake was complete; null: it was not */
  roundTrips: number | null;
  handshakeNs: number | null;
  flights: TlsFlight[];
  closeNotify: { client: TlsSurety; server: TlsSurety };
  ja3: string;
  ja3s: string;
  ja4: string;
  chains: TlsChain[];
  /** until the certificate of the server expires, at the time of the capture; null: none was seen */
  daysLeft: number | null;
}

/** What the list of handshakes can be sorted by; `problems`: what went wrong first, then by stream. */
export const TLS_COLUMNS = [
  ...(['problems', 'stream', 'client', 'server', 'serverName', 'version', 'cipher', 'group', 'alpn'] as const),
  ...(['resumed', 'outcome', 'roundTrips', 'daysLeft', 'ja4'] as const),
] as const;
export type TlsColumn = (typeof TLS_COLUMNS)[number];

/** One handshake of the list, as the pass has found it; texts are empty where nothing was seen. */
export interface TlsHandshake {
  /** FlowRow.id, tcp.stream */
  flow: number;
  stream: number;
  /** of the ClientHello, or of the first record */
  frame: number;
  /** `192.0.2.1:49152` */
  client: string;
  server: string;
  serverName: string;
  version: string;
  cipher: string;
  group: string;
  alpn: string;
  resumed: TlsSurety;
  outcome: TlsOutcome;
  roundTrips: number | null;
  daysLeft: number | null;
  ja4: string;
  /** of the server's certificates */
  problems: CertificateProblem[];
}

export interface TlsListing {
  sort: TlsColumn;
  descending: boolean;
  /** only handshakes of which the packet list shows a message */
  displayed: boolean;
}

export interface TlsRequests {
  /** `total`: rows of the list; `found`: handshakes whatever is displayed; `unlisted`: beyond what is kept */
  tlsSummary: {
    args: { displayed: boolean };
    answer: { total: number; found: number; unlisted: number; outcomes: Partial<Record<TlsOutcome, number>> };
  };
  tlsRows: { args: TlsListing & { from: number; count: number }; answer: TlsHandshake[] };
  /** row of a connection in that order, or -1 */
  tlsRowOfFlow: { args: TlsListing & { flow: number }; answer: number };
  /** null: nothing of this connection is TLS */
  tlsLook: { args: { flow: number }; answer: TlsLook | null };
}
