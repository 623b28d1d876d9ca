// What the encrypted records of a TLS 1.3 handshake probably are: their content is hidden, their number, order and sizes are not (RFC 8446 sections
// 2, 4.4 and 5.2). A record has one byte of type and, with all suites of TLS 1.3 but those of 8-byte tags, 16 of a tag beside its content.
import { cipherText } from './look-messages';
import type { EncryptedRecord, HandshakeFacts, MessageFact } from './look-facts';
import { APPLICATION_DATA } from '../wire/tls';

const TYPE = 1;
const FINISHED_HEADER = 4;
/** header, empty context, empty list: RFC 8446 section 4.4.2 */
const EMPTY_CERTIFICATE = 8;
const ALERT = 2;

const suite = (facts: HandshakeFacts): string => cipherText(facts.serverHello?.hello.ciphers[0] ?? 0);
const around = (facts: HandshakeFacts): number => TYPE + (suite(facts).endsWith('CCM_8_SHA256') ? 8 : 16);

/** Bytes of a record with a Finished alone. */
export const finishedLength = (facts: HandshakeFacts): number =>
  FINISHED_HEADER + (suite(facts).endsWith('SHA384') ? 48 : 32) + around(facts);
/** Bytes of a record with an alert. */
export const alertLength = (facts: HandshakeFacts): number => ALERT + around(facts);
/** Bytes of a record with a Certificate message that holds none. */
export const emptyCertificateLength = (facts: HandshakeFacts): number => EMPTY_CERTIFICATE + around(facts);

/** Messages of a server's flight by how many records it has, the Finished the last: one message a record, as many stacks send them. */
const FLIGHTS: Readonly<Record<number, readonly string[]>> = {
  2: ['Encrypted Extensions', 'Finished'],
  4: ['Encrypted Extensions', 'Certificate', 'Certificate Verify', 'Finished'],
  5: ['Encrypted Extensions', 'Certificate Request', 'Certificate', 'Certificate Verify', 'Finished'],
};

/** Puts probable names to the encrypted records among the messages, once the Finished of their end is there. */
export function nameEncrypted(facts: HandshakeFacts): void {
  const hidden = facts.messages.filter((message) => message.encrypted && message.content === APPLICATION_DATA);
  nameServer(
    facts,
    hidden.filter((message) => !message.fromClient),
  );
  nameClient(
    facts,
    hidden.filter((message) => message.fromClient),
  );
}

function nameServer(facts: HandshakeFacts, sent: MessageFact[]): void {
  const finished = sent.findIndex((message, i) => i > 0 && message.length === finishedLength(facts));
  const names = FLIGHTS[finished + 1] as readonly string[] | undefined;
  names?.forEach((name, i) => (sent[i].probably = name));
}

function nameClient(facts: HandshakeFacts, sent: MessageFact[]): void {
  if (sent.length === 0 || facts.earlyRecords > 0) return;
  if (sent[0].length === alertLength(facts)) {
    sent[0].probably = 'Alert';
    return;
  }
  const finished = sent.findIndex((message) => message.length === finishedLength(facts));
  if (finished < 0) return;
  sent[finished].probably = 'Finished';
  if (finished >= 1) sent[0].probably = 'Certificate';
  if (finished === 2) sent[1].probably = 'Certificate Verify';
}

/** The client answered with an alert in place of its Finished. */
export const clientAlerts = (facts: HandshakeFacts): EncryptedRecord | null => {
  const [first] = facts.client.encrypted;
  return facts.earlyRecords === 0 && first?.length === alertLength(facts) ? first : null;
};

/** The server asked for a certificate: what came between the client's keys and its Finished tells. */
export function clientCertificate(facts: HandshakeFacts): 'none' | 'empty' | 'sent' {
  const { encrypted } = facts.client;
  if (encrypted.length === 0 || facts.earlyRecords > 0) return 'none';
  if (encrypted[0].length === emptyCertificateLength(facts) && encrypted[1]?.length === finishedLength(facts))
    return 'empty';
  const finished = encrypted.findIndex(({ length }) => length === finishedLength(facts));
  return finished === 2 ? 'sent' : 'none';
}
