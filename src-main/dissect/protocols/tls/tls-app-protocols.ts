// Which protocol is inside TLS: by the name that client and server agreed on (ALPN, RFC 7301; IANA registry "TLS Application-Layer Protocol
// Negotiation"), or by the port. Names are Wireshark's.

import { HTTP_KEY } from '../http/http-framing';
import { HTTP2_KEY } from '../http2/http2-framing';

const HTTP = 'Hypertext Transfer Protocol';
const HTTP2 = 'HyperText Transfer Protocol 2';

/** Beginning of the agreed name, and whether that has to be all of it. */
const AGREED: readonly (readonly [name: string, whole: boolean, protocol: string])[] = [
  ['http/1.1', true, HTTP],
  ['http/1.0', true, HTTP],
  ['h2', true, HTTP2],
  ['h2-', false, HTTP2],
  ['spdy/', false, 'SPDY'],
];

/** Number of an agreed protocol, from 1; 0: none that has a name here. */
export function protocolNumber(name: Uint8Array): number {
  const fits = ([text, whole]: (typeof AGREED)[number]): boolean =>
    (whole ? name.length === text.length : name.length > text.length) &&
    Array.from(text).every((letter, i) => letter.charCodeAt(0) === name[i]);
  return AGREED.findIndex(fits) + 1;
}
export const agreedProtocol = (number: number): string => (number === 0 ? '' : AGREED[number - 1][2]);

/** Ports of protocols inside TLS. */
const INSIDE: Readonly<Record<number, string>> = {
  324: 'RPKI-Router Protocol',
  443: HTTP,
  465: 'Simple Mail Transfer Protocol',
  636: 'Lightweight Directory Access Protocol',
  802: 'Modbus/TCP',
  853: 'Domain Name System',
  993: 'Internet Message Access Protocol',
  995: 'Post Office Protocol',
  1300: 'Q.931',
  2221: 'EtherNet/IP (Industrial Protocol)',
  2443: 'Skinny Client Control Protocol',
  3249: 'Intel Omni-Path FE Header - Omni-Path Fabric Executive Header',
  3250: 'Intel Omni-Path FE Header - Omni-Path Fabric Executive Header',
  3251: 'Intel Omni-Path FE Header - Omni-Path Fabric Executive Header',
  3252: 'Intel Omni-Path FE Header - Omni-Path Fabric Executive Header',
  3496: 'DoIP (ISO13400) Protocol',
  5061: 'Session Initiation Protocol',
  5671: 'Advanced Message Queuing Protocol',
  5684: 'Constrained Application Protocol',
  5868: 'Diameter Protocol',
  8883: 'MQ Telemetry Transport Protocol',
  11207: 'Couchbase Protocol',
  19999: 'Distributed Network Protocol 3.0',
  27017: 'Mongo Wire Protocol',
};
/** Ports of protocols that change to TLS when they are asked to: STARTTLS and what others call it. */
const STARTS: Readonly<Record<number, string>> = {
  21: 'File Transfer Protocol (FTP)',
  25: 'Simple Mail Transfer Protocol',
  110: 'Post Office Protocol',
  143: 'Internet Message Access Protocol',
  389: 'Lightweight Directory Access Protocol',
  587: 'Simple Mail Transfer Protocol',
  3306: 'MySQL Protocol',
  5222: 'XMPP Protocol',
  5269: 'XMPP Protocol',
  5432: 'PostgreSQL',
};

/** Whether streams of a port may change to TLS. */
export const startsTls = (port: number): boolean => port in STARTS;
/** What is inside the TLS of a port; empty: that has no name here. */
export const protocolOfPort = (port: number): string => INSIDE[port] ?? STARTS[port] ?? '';

/** What was found inside, by its key of `tcp.port`. */
export function nameOfKey(key: number): string {
  if (key === HTTP2_KEY) return HTTP2;
  return key === HTTP_KEY ? HTTP : key === DNS_KEY ? INSIDE[853] : '';
}
const DNS_KEY = 53;

/** The key of `tcp.port` that leads to an agreed protocol, by its number; -1: none does. */
export function keyOfAgreed(number: number): number {
  const name = agreedProtocol(number);
  return name === HTTP2 ? HTTP2_KEY : name === HTTP ? HTTP_KEY : -1;
}
