// Protocol and Info columns of a TLS row, in Wireshark's form: `TLSv1.2`, `Server Hello, Certificate, Server Hello Done`.
import * as wire from '../../../wire/tls';
import { isRecordHeader, isSsl2Hello, isSsl2ServerHello } from '../../../wire/tls-shape';
import type { Layer, Packet } from '../../contract/protocol';
import { knownIn, meet } from './tls-known';
import { readHello } from './tls-hello-reader';
import { shortVersion } from './tls-names';
import { insideOf } from './tls-inside';
import { PART, recordParts } from './tls-records';

/** Records whose names are shown: a row is one line. */
const MOST_RECORDS = 64;

/** Calls `see` with the place of each whole record, as far as `see` says so. */
function eachRecord(layer: Layer, see: (at: number) => boolean): void {
  const { bytes } = layer;
  let at = layer.at;
  for (let i = 0; i < MOST_RECORDS && at + wire.RECORD_HEADER_LEN <= layer.end && isRecordHeader(bytes, at); i++) {
    const next = at + wire.RECORD_HEADER_LEN + wire.recordLength(bytes, at);
    if (next > layer.declaredEnd || !see(at)) return;
    at = next;
  }
}

/** Of all that the frame has of TLS: of what was put together, and of what follows it. */
export function tlsSummary(p: Packet, last: Layer): string {
  const texts: string[] = [];
  for (let i = 0; i < p.layerCount && texts.length < MOST_RECORDS; i++) {
    const layer = p.layer(i);
    if (layer.protocol === last.protocol && !layer.quoted) texts.push(layerText(p, layer));
  }
  return joined(texts);
}

function layerText(p: Packet, layer: Layer): string {
  const b = layer.bytes;
  if (isSsl2Hello(b, layer.at, layer.end)) return 'Client Hello';
  if (isSsl2ServerHello(b, layer.at, layer.end)) return 'Server Hello';
  const names: string[] = [];
  const known = knownIn(p, layer);
  eachRecord(layer, (at) => {
    meet(known);
    const end = at + wire.RECORD_HEADER_LEN + wire.recordLength(b, at);
    names.push(...recordParts(b, at, layer.end, known, insideOf(known, b, at, end, layer.end)));
    if (wire.contentType(b, at) === wire.CHANGE_CIPHER_SPEC) known.changed = !wire.isTls13(known.version);
    known.place++;
    return true;
  });
  return names.length > 0 ? joined(once(names)) : 'Continuation Data';
}

/** Parts of what goes on elsewhere follow each other without a comma; of one layer, they are named once. */
const joined = (names: readonly string[]): string =>
  names.reduce(
    (text, name) => (text === '' || (name.startsWith(PART) && text.endsWith(PART)) ? text + name : `${text}, ${name}`),
    '',
  );
const once = (names: readonly string[]): string[] => names.filter((name, i) => name !== PART || names[i - 1] !== PART);

/** The version that the server chose; where nobody knows it, that of the records. */
export function tlsColumn(p: Packet, layer: Layer): string {
  const b = layer.bytes;
  if (isSsl2Hello(b, layer.at, layer.end) || isSsl2ServerHello(b, layer.at, layer.end)) return 'SSLv2';
  const known = layer.quoted ? 0 : (p.context.tls()?.version ?? 0);
  const version = known === 0 ? versionOf(layer) : known;
  return version === 0 ? 'TLS' : shortVersion(wire.isTls13(version) ? wire.TLS13 : version);
}

/** What the records of one packet say. */
function versionOf(layer: Layer): number {
  let version = 0;
  eachRecord(layer, (at) => {
    if (version === 0) version = wire.recordVersion(layer.bytes, at);
    const chosen = chosenVersion(layer.bytes, at, layer.end);
    if (chosen !== 0) version = chosen;
    return chosen === 0;
  });
  return version;
}

function chosenVersion(b: Uint8Array, at: number, captured: number): number {
  const message = at + wire.RECORD_HEADER_LEN;
  const body = message + wire.MESSAGE_HEADER_LEN;
  if (b[at] !== wire.HANDSHAKE || body + 2 > captured || b[message] !== wire.SERVER_HELLO) return 0;
  const hello = readHello(b, body, Math.min(captured, body + wire.messageLength(b, message)), wire.SERVER_HELLO);
  return hello === null ? 0 : hello.selectedVersion !== 0 ? hello.selectedVersion : hello.version;
}
