// What fingerprints are made of, out of a whole hello: RFC 8446 section 4.1. Values in the order of the wire, GREASE among them.
import { u16 } from '../../../wire/read';
import * as wire from '../../../wire/tls';

export interface Hello {
  /** legacy_version, and what supported_versions of a ServerHello says; 0: nothing */
  version: number;
  selectedVersion: number;
  /** one in a ServerHello */
  ciphers: number[];
  extensions: number[];
  /** there is a list of extensions, if an empty one */
  hasExtensions: boolean;
  groups: number[];
  pointFormats: number[];
  versions: number[];
  signatures: number[];
  /** bytes of the first protocol of ALPN */
  firstAlpn: Uint8Array;
  /** bytes of the connection IDs that its sender wants (RFC 9146), -1: none */
  cidLen: number;
}

const NONE = new Uint8Array(0);

/**
 * The body of a hello from `from` to `end`; null where its lengths do not add up.
 * @param inDatagram of DTLS: a client's has a cookie behind its session ID, RFC 9147 section 5.3
 */
export function readHello(b: Uint8Array, from: number, end: number, message: number, inDatagram = false): Hello | null {
  let at = from + 2 + wire.RANDOM_LEN;
  if (at + 1 > end) return null;
  at += 1 + b[at];
  if (inDatagram && message !== wire.SERVER_HELLO) {
    if (at + 1 > end) return null;
    at += 1 + b[at];
  }
  const hello: Hello = {
    version: u16(b, from),
    selectedVersion: 0,
    ciphers: [],
    extensions: [],
    hasExtensions: false,
    groups: [],
    pointFormats: [],
    versions: [],
    signatures: [],
    firstAlpn: NONE,
    cidLen: -1,
  };
  if (message === wire.SERVER_HELLO) {
    if (at + 3 > end) return null;
    hello.ciphers.push(u16(b, at));
    at += 3;
  } else {
    if (at + 2 > end) return null;
    const suites = at + 2 + u16(b, at);
    if (suites + 1 > end) return null;
    hello.ciphers = words(b, at + 2, suites);
    at = suites + 1 + b[suites];
  }
  if (at + 2 > end) return at <= end ? hello : null;
  hello.hasExtensions = true;
  return readExtensions(b, at + 2, Math.min(end, at + 2 + u16(b, at)), message, hello) ? hello : null;
}

function readExtensions(b: Uint8Array, from: number, end: number, message: number, hello: Hello): boolean {
  let at = from;
  while (at + 4 <= end) {
    const type = u16(b, at);
    const to = at + 4 + u16(b, at + 2);
    if (to > end) return false;
    hello.extensions.push(type);
    readExtension(b, type, at + 4, to, message, hello);
    at = to;
  }
  return true;
}

function readExtension(b: Uint8Array, type: number, at: number, end: number, message: number, hello: Hello): void {
  switch (type) {
    case 10:
      if (at + 2 <= end) hello.groups = words(b, at + 2, Math.min(end, at + 2 + u16(b, at)));
      break;
    case 11:
      if (at < end) hello.pointFormats = Array.from(b.subarray(at + 1, Math.min(end, at + 1 + b[at])));
      break;
    case 13:
      if (at + 2 <= end) hello.signatures = words(b, at + 2, Math.min(end, at + 2 + u16(b, at)));
      break;
    case 16:
      if (at + 3 <= end) hello.firstAlpn = b.subarray(at + 3, Math.min(end, at + 3 + b[at + 2]));
      break;
    case 43:
      if (message === wire.SERVER_HELLO) hello.selectedVersion = at + 2 <= end ? u16(b, at) : 0;
      else if (at < end) hello.versions = words(b, at + 1, Math.min(end, at + 1 + b[at]));
      break;
    case 53: // of its drafts
    case 54:
      if (at < end) hello.cidLen = b[at];
      break;
    default:
  }
}

function words(b: Uint8Array, from: number, end: number): number[] {
  const list: number[] = [];
  for (let at = from; at + 2 <= end; at += 2) list.push(u16(b, at));
  return list;
}
