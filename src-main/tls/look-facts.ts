// What a look at the bytes of one connection finds of its handshake, in rows and numbers: `look-handshake.ts` gathers it, `outcome.ts` judges it.
import type { HelloLook } from './look-hello';

/** Messages kept, and alerts; encrypted records remembered of each end. */
export const MOST_MESSAGES = 200;
export const MOST_ALERTS = 16;
export const MOST_ENCRYPTED = 16;
/** Bytes of a handshake that are read of each end. */
export const MOST_BYTES = 256 * 1024;
/** Certificates of one message. */
export const MOST_CERTIFICATES = 16;

export interface MessageFact {
  row: number;
  fromClient: boolean;
  /** type of a handshake message, or -1 */
  type: number;
  /** of its record: 20 … 24 */
  content: number;
  /** it stayed closed */
  encrypted: boolean;
  /** keys opened it */
  opened: boolean;
  length: number;
  says: string;
  probably: string;
}

export interface EncryptedRecord {
  type: number;
  length: number;
  row: number;
}

export interface AlertFact {
  row: number;
  fromClient: boolean;
  /** null: encrypted */
  level: number | null;
  description: number | null;
}

export interface ChainFact {
  row: number;
  fromClient: boolean;
  /** DER of each, as sent */
  certificates: Uint8Array[];
  more: number;
}

export interface EndFacts {
  /** what came before, or in place of, TLS: its first bytes */
  plain: Uint8Array;
  plainRow: number;
  /** TLS was found */
  isTls: boolean;
  records: number;
  /** what should have been a header was none: row, or -1 */
  lostRow: number;
  /** ChangeCipherSpec, -1: none */
  changedRow: number;
  /** TLS up to 1.2: the first encrypted handshake message */
  finishedRow: number;
  /** the first ones behind the change of keys */
  encrypted: EncryptedRecord[];
  encryptedCount: number;
  last: (EncryptedRecord & { isEncrypted: boolean }) | null;
  /** the first application data that keys opened, -1: none */
  dataRow: number;
}

export interface FlightFact {
  fromClient: boolean;
  bytes: number;
  records: number;
  row: number;
}

export interface HandshakeFacts {
  clientIsA: boolean;
  client: EndFacts;
  server: EndFacts;
  /** the last one before the server's answer, the first one, and the rows of both */
  clientHello: HelloLook | null;
  firstHello: HelloLook | null;
  helloRow: number;
  secondHelloRow: number;
  retryRow: number;
  serverHello: HelloLook | null;
  serverHelloRow: number;
  /** 0: not chosen */
  version: number;
  /** group and signature that the server used; 0: not seen in the clear */
  group: number;
  signature: number;
  /** the protocol that an opened message says the server chose, empty: none; whether there was such a message */
  alpn: string;
  isOpened: boolean;
  /** … and whether it took early data */
  tookEarly: boolean;
  /** size in bits of a Diffie-Hellman prime in a ServerKeyExchange, 0: none */
  dhBits: number;
  certificateRequestRow: number;
  keyExchangeRow: number;
  chains: ChainFact[];
  alerts: AlertFact[];
  messages: MessageFact[];
  moreMessages: number;
  flights: FlightFact[];
  /** records of the client between its hello and the ServerHello that carry early data */
  earlyRecords: number;
  /** both ends are ready for data: row, or -1; of TLS 1.3 by the size of what is encrypted */
  completeRow: number;
  /** of the first record */
  firstRow: number;
  /** there are more records than were looked at */
  cutShort: boolean;
  /** bytes of a handshake that were not captured or did not fit */
  incomplete: boolean;
}

const NOTHING = new Uint8Array(0);

export const emptyEnd = (): EndFacts => ({
  plain: NOTHING,
  plainRow: -1,
  isTls: false,
  records: 0,
  lostRow: -1,
  changedRow: -1,
  finishedRow: -1,
  encrypted: [],
  encryptedCount: 0,
  last: null,
  dataRow: -1,
});

export const emptyFacts = (): HandshakeFacts => ({
  clientIsA: true,
  client: emptyEnd(),
  server: emptyEnd(),
  clientHello: null,
  firstHello: null,
  helloRow: -1,
  secondHelloRow: -1,
  retryRow: -1,
  serverHello: null,
  serverHelloRow: -1,
  version: 0,
  group: 0,
  signature: 0,
  alpn: '',
  isOpened: false,
  tookEarly: false,
  dhBits: 0,
  certificateRequestRow: -1,
  keyExchangeRow: -1,
  chains: [],
  alerts: [],
  messages: [],
  moreMessages: 0,
  flights: [],
  earlyRecords: 0,
  completeRow: -1,
  firstRow: -1,
  cutShort: false,
  incomplete: false,
});
