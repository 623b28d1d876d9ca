// What the two hellos say beyond what fingerprints are made of: RFC 8446 section 4.2, RFC 6066 section 3 (names), RFC 7301 (ALPN), RFC 5077 (tickets).
import { u16 } from '../wire/read';
import * as wire from '../wire/tls';
import { readHello, type Hello } from '../dissect/protocols/tls/tls-hello-reader';

export interface HelloLook {
  hello: Hello;
  isRetry: boolean;
  serverName: string;
  alpn: string[];
  /** groups with a key of the client, the one of the server's key, or the one that a retry asks for */
  shares: number[];
  sessionId: Uint8Array;
  /** a ticket that is not empty is in the extension session_ticket */
  hasTicket: boolean;
  hasPsk: boolean;
  hasEarlyData: boolean;
}

const SERVER_NAME = 0;
const ALPN = 16;
const SESSION_TICKET = 35;
const PRE_SHARED_KEY = 41;
const EARLY_DATA = 42;
const KEY_SHARE = 51;
/** ECH and others: more protocols than this are not read */
const MOST_PROTOCOLS = 64;

const decoder = new TextDecoder();

/** A whole message without its header; null where its lengths do not add up. */
export function lookAtHello(b: Uint8Array, message: number): HelloLook | null {
  const hello = readHello(b, 0, b.length, message);
  if (hello === null) return null;
  const isServer = message === wire.SERVER_HELLO;
  const look: HelloLook = {
    hello,
    isRetry: isServer && wire.isRetryRandom(b, 2),
    serverName: '',
    alpn: [],
    shares: [],
    sessionId: b.slice(35, 35 + b[34]),
    hasTicket: false,
    hasPsk: false,
    hasEarlyData: false,
  };
  // readHello has checked the lengths up to here
  let at = 35 + b[34];
  if (isServer) at += 3;
  else {
    at += 2 + u16(b, at);
    at += 1 + b[at];
  }
  if (at + 2 > b.length) return look;
  const end = Math.min(b.length, at + 2 + u16(b, at));
  for (at += 2; at + 4 <= end;) {
    const to = at + 4 + u16(b, at + 2);
    if (to > end) break;
    extension(b, u16(b, at), at + 4, to, isServer, look);
    at = to;
  }
  return look;
}

function extension(b: Uint8Array, type: number, at: number, end: number, isServer: boolean, look: HelloLook): void {
  switch (type) {
    case SERVER_NAME:
      // list length, type 0, length, name
      if (at + 5 <= end && b[at + 2] === 0)
        look.serverName = decoder.decode(b.subarray(at + 5, Math.min(end, at + 5 + u16(b, at + 3))));
      break;
    case ALPN:
      look.alpn = protocols(b, at, end);
      break;
    case SESSION_TICKET:
      look.hasTicket = end > at;
      break;
    case PRE_SHARED_KEY:
      look.hasPsk = true;
      break;
    case EARLY_DATA:
      look.hasEarlyData = true;
      break;
    case KEY_SHARE:
      look.shares = shares(b, at, end, isServer);
      break;
    default:
  }
}

function protocols(b: Uint8Array, at: number, end: number): string[] {
  const list: string[] = [];
  for (let i = at + 2; i < end && list.length < MOST_PROTOCOLS;) {
    const to = i + 1 + b[i];
    if (to > end) break;
    list.push(decoder.decode(b.subarray(i + 1, to)));
    i = to;
  }
  return list;
}

function shares(b: Uint8Array, at: number, end: number, isServer: boolean): number[] {
  if (isServer) return at + 2 <= end ? [u16(b, at)] : [];
  const list: number[] = [];
  for (let i = at + 2; i + 4 <= end; i += 4 + u16(b, i + 2)) list.push(u16(b, i));
  return list;
}
