// IEEE 802.11 MAC header (LINKTYPE_IEEE802_11, 105; behind a radio header in 119, 127, 163, 192). IEEE 802.11-2020 clause 9.2; all
// numbers little-endian.
//   frame control 2 | duration or ID 2 | address 1 6 | address 2 6 | address 3 6 | sequence control 2 | address 4 6 | QoS control 2 |
//   HT control 4
// Management and data frames have the first six; control frames end behind address 1 or 2. Callers check `headerLen` bytes, for which
// the first two must be there; after that no accessor can fail.
import { u16, u16LE } from './read';

/** Bytes up to what tells the length of the header. */
export const CONTROL_LEN = 2;
export const version = (b: Uint8Array, at: number): number => b[at] & 3;
export const type = (b: Uint8Array, at: number): number => (b[at] >> 2) & 3;
export const subtype = (b: Uint8Array, at: number): number => b[at] >> 4;
export const flags = (b: Uint8Array, at: number): number => b[at + 1];

export const MANAGEMENT = 0;
export const CONTROL = 1;
export const DATA = 2;
export const EXTENSION = 3;

// Flags
export const TO_DS = 0x01;
export const FROM_DS = 0x02;
export const MORE_FRAGMENTS = 0x04;
export const RETRY = 0x08;
export const PROTECTED = 0x40;
/** an HT control field is there, in QoS data and management frames */
export const ORDER = 0x80;
/** both: four addresses */
const FOUR_ADDRESSES = TO_DS | FROM_DS;

// Bits in the subtype of data frames (table 9-1)
const NO_DATA = 4;
const QOS = 8;
export const isQos = (b: Uint8Array, at: number): boolean => (subtype(b, at) & QOS) !== 0;
export const hasData = (b: Uint8Array, at: number): boolean => (subtype(b, at) & NO_DATA) === 0;
export const hasAddress4 = (b: Uint8Array, at: number): boolean => (flags(b, at) & FOUR_ADDRESSES) === FOUR_ADDRESSES;

// Subtypes of control frames
export const CONTROL_EXTENSION = 6;
export const CONTROL_WRAPPER = 7;
export const PS_POLL = 10;
export const CTS = 12;
export const ACK = 13;
export const CF_END = 14;
/** of extension frames */
export const DMG_BEACON = 0;

const BASE_LEN = 24;
const ADDRESS_LEN = 6;
const QOS_LEN = 2;
const HTC_LEN = 4;
/** of a control frame with one address, and with two */
const ONE_ADDRESS_LEN = 10;
const TWO_ADDRESSES_LEN = 16;

/** Control frames that end behind the receiver's address, or say something of their own behind it. */
const hasOneAddress = (kind: number): boolean =>
  kind <= 1 || kind === CONTROL_EXTENSION || kind === CONTROL_WRAPPER || kind === CTS || kind === ACK;

export function headerLen(b: Uint8Array, at: number): number {
  const kind = subtype(b, at);
  const order = (flags(b, at) & ORDER) !== 0;
  switch (type(b, at)) {
    case MANAGEMENT:
      return BASE_LEN + (order ? HTC_LEN : 0);
    case CONTROL:
      return hasOneAddress(kind) ? ONE_ADDRESS_LEN : TWO_ADDRESSES_LEN;
    case DATA:
      if (!isQos(b, at)) return BASE_LEN + (hasAddress4(b, at) ? ADDRESS_LEN : 0);
      return BASE_LEN + (hasAddress4(b, at) ? ADDRESS_LEN : 0) + QOS_LEN + (order ? HTC_LEN : 0);
    default:
      return ONE_ADDRESS_LEN;
  }
}

export const duration = (b: Uint8Array, at: number): number => u16LE(b, at + 2) & 0x7fff;
export const associationId = (b: Uint8Array, at: number): number => u16LE(b, at + 2) & 0x3fff;
export const ADDRESS1 = 4;
export const ADDRESS2 = 10;
export const ADDRESS3 = 16;
export const SEQUENCE = 22;
export const ADDRESS4 = 24;
export const fragment = (b: Uint8Array, at: number): number => b[at + SEQUENCE] & 15;
export const sequence = (b: Uint8Array, at: number): number => u16LE(b, at + SEQUENCE) >> 4;
/** Where the QoS control field of a QoS data frame stands. */
export const qosAt = (b: Uint8Array, at: number): number => at + BASE_LEN + (hasAddress4(b, at) ? ADDRESS_LEN : 0);
export const qos = (b: Uint8Array, at: number): number => u16LE(b, qosAt(b, at));
/** The frame body is several MSDUs, each behind a header of its own. */
export const isAggregate = (b: Uint8Array, at: number): boolean => isQos(b, at) && (qos(b, at) & 0x80) !== 0;

/** Source and destination of a data frame by its direction (table 9-30). */
export const sourceOf = (b: Uint8Array, at: number): number =>
  at + (hasAddress4(b, at) ? ADDRESS4 : (flags(b, at) & FROM_DS) !== 0 ? ADDRESS3 : ADDRESS2);
export const destinationOf = (b: Uint8Array, at: number): number =>
  at + ((flags(b, at) & TO_DS) !== 0 ? ADDRESS3 : ADDRESS1);

/** Where the body begins. Some drivers fill the header up to a multiple of 4. */
export const bodyAt = (b: Uint8Array, at: number, padded: boolean): number => {
  const len = headerLen(b, at);
  return at + (padded ? (len + 3) & ~3 : len);
};

const MESH_LEN = 6;
/** Length of the mesh control field that stands at `body` (clause 9.2.4.7.3), 0 without one: a bit of the QoS control field
 * announces it, but access points use that bit otherwise, so the flags must be possible ones, too. */
export function meshLen(b: Uint8Array, at: number, body: number, end: number): number {
  if (!isQos(b, at) || (flags(b, at) & FROM_DS) === 0 || (flags(b, at) & PROTECTED) !== 0) return 0;
  if ((qos(b, at) & 0x100) === 0 || body >= end || b[body] >= 3) return 0;
  return MESH_LEN + b[body] * ADDRESS_LEN;
}

// What the body of a data frame is. Nothing says so: LLC is the rule.
export const BODY_LLC = 0;
export const BODY_ETHERNET = 1;
export const BODY_IPX = 2;
/** LLC behind two bytes of padding */
export const BODY_PADDED_LLC = 3;

/** Some bridges put whole Ethernet frames there, known by an address that the header has, too; Novell its IPX. */
export function bodyKind(b: Uint8Array, at: number, body: number, end: number): number {
  if (body + 2 > end) return BODY_LLC;
  const start = u16(b, body);
  if (start === 0xaaaa) return BODY_LLC;
  if (body + 12 <= end && sameAddress(b, body + ADDRESS_LEN, sourceOf(b, at))) return BODY_ETHERNET;
  if (body + 6 <= end && sameAddress(b, body, destinationOf(b, at))) return BODY_ETHERNET;
  if (start === 0xffff) return BODY_IPX;
  return start === 0 ? BODY_PADDED_LLC : BODY_LLC;
}

function sameAddress(b: Uint8Array, one: number, other: number): boolean {
  for (let i = 0; i < ADDRESS_LEN; i++) if (b[one + i] !== b[other + i]) return false;
  return true;
}

/** Header of a part of an aggregate: destination, source, length in network byte order (clause 9.3.2.2.2). */
export const PART_HEADER_LEN = 14;
export const partLen = (b: Uint8Array, at: number): number => u16(b, at + 12);
/** Parts start at multiples of 4, counted from the first. */
export const partAdvance = (b: Uint8Array, at: number): number => (PART_HEADER_LEN + partLen(b, at) + 3) & ~3;
/** More of them are not looked at: the longest aggregate there can be (11,454 bytes) holds fewer. */
export const MAX_PARTS = 1024;

export const FCS_LEN = 4;
// What radio headers know of the frame behind them: keys of the table `wlan.radio`, bits of which several can be set.
export const RADIO_FCS = 1;
export const RADIO_PADDED = 2;

/** Of a protected frame: initialization vector and key byte; the extended one has four bytes more. */
export const IV_LEN = 4;
export const EXTENDED_IV_LEN = 8;
export const hasExtendedIv = (b: Uint8Array, at: number): boolean => (b[at + 3] & 0x20) !== 0;
/** TKIP makes the second byte out of the first (clause 12.5.2.2). */
export const isTkip = (b: Uint8Array, at: number): boolean => b[at + 1] === ((b[at] | 0x20) & 0x7f);
export const keyIndex = (b: Uint8Array, at: number): number => b[at + 3] >> 6;
