// Initial packets of QUIC without their protection, RFC 9001 section 5 (version 2: RFC 9369 section 3.3). Their keys are made of a connection ID that
// anybody sees, so they hide nothing. And the tag that proves a Retry packet (RFC 9001 section 5.8).
import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import type { OpenedPacket, QuicCrypto } from '../../dissect/contract/context';
import { draftOf, isV2, RETRY_TAG_LEN, V1, V2 } from '../../wire/quic';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

/** What differs between versions: salt of the keys, key and nonce of the tag of Retry packets, and the first letters of labels. */
interface Constants {
  salt: Buffer;
  retryKey: Buffer;
  retryNonce: Buffer;
  label: 'quic ' | 'quicv2 ';
}
const VERSION_1: Constants = {
  salt: hex('38762cf7f55934b34d179ae6a4c80cadccbb7f0a'),
  retryKey: hex('be0c690b9f66575a1d766b54e368c84e'),
  retryNonce: hex('461599d35d632bf2239825bb'),
  label: 'quic ',
};
const VERSION_2: Constants = {
  salt: hex('0dede3def700a6db819381be6e269dcbf9bd2ed9'),
  retryKey: hex('8fb4b01b56ac48e260fbcbcead7ccc92'),
  retryNonce: hex('d86969bc2d7c6d9990efb04a'),
  label: 'quicv2 ',
};
/** draft-ietf-quic-v2-01 */
const DRAFT_OF_2: Constants = {
  salt: hex('a707c203a59b47184a1d62ca570406ea7ae3e5d3'),
  retryKey: hex('ba858dc7b43de5dbf87617ff4ab253db'),
  retryNonce: hex('141b99c239b03e785d6a2e9f'),
  label: 'quicv2 ',
};
/** Drafts 29 to 32; what follows them is as version 1. */
const DRAFT_29: Constants = {
  salt: hex('afbfec289993d24c9e9786f19c6111e04390a899'),
  retryKey: hex('ccce187ed09a09d05728155a6cb96be1'),
  retryNonce: hex('e54930f97f2136f0530a8c1c'),
  label: 'quic ',
};
/** Drafts 23 to 28; the tag of Retry packets is that of drafts 25 to 28. */
const DRAFT_23: Constants = {
  salt: hex('c3eef712c72ebb5a11a7d2432bb46365bef9f502'),
  retryKey: hex('4d32ecdb2a2133c841e4043df27d4430'),
  retryNonce: hex('4d1611d05513a552c587d575'),
  label: 'quic ',
};

function constantsOf(version: number): Constants | null {
  if (version === V1) return VERSION_1;
  if (version === V2) return VERSION_2;
  if (isV2(version)) return DRAFT_OF_2;
  const draft = draftOf(version);
  return draft === 0 ? null : draft >= 33 ? VERSION_1 : draft >= 29 ? DRAFT_29 : DRAFT_23;
}

const hmac = (key: Uint8Array, bytes: Uint8Array): Buffer => createHmac('sha256', key).update(bytes).digest();

/** HKDF-Expand-Label of RFC 8446 section 7.1, of at most 32 bytes: one round. */
function expand(secret: Uint8Array, label: string, length: number): Buffer {
  const name = Buffer.from(`tls13 ${label}`, 'latin1');
  return hmac(secret, Buffer.concat([Buffer.of(0, length, name.length), name, Buffer.of(0, 1)])).subarray(0, length);
}

interface Keys {
  key: Buffer;
  iv: Buffer;
  /** of the header */
  hp: Buffer;
}

/** Keys that were asked for last: a connection has some packets, one behind the other. */
const MOST_KEYS = 64;
const kept = new Map<string, Keys>();

function keysOf(version: number, cid: Uint8Array, fromServer: boolean): Keys | null {
  const constants = constantsOf(version);
  if (constants === null) return null;
  const name = `${version} ${fromServer} ${Buffer.from(cid).toString('hex')}`;
  const found = kept.get(name);
  if (found) return found;
  const secret = expand(hmac(constants.salt, cid), fromServer ? 'server in' : 'client in', 32);
  const { label } = constants;
  const keys = {
    key: expand(secret, `${label}key`, 16),
    iv: expand(secret, `${label}iv`, 12),
    hp: expand(secret, `${label}hp`, 16),
  };
  if (kept.size >= MOST_KEYS) kept.clear();
  kept.set(name, keys);
  return keys;
}

const TAG_LEN = 16;
/** RFC 9001 section 5.4.2: the sample stands where it would if the number had 4 bytes. */
const LONGEST_NUMBER = 4;

/** Of the whole packet; `numberAt`: where its number stands. Null: it is not what its sender sent with these keys. */
function openInitial(
  packet: Uint8Array,
  numberAt: number,
  version: number,
  cid: Uint8Array,
  fromServer: boolean,
): OpenedPacket | null {
  const sampleAt = numberAt + LONGEST_NUMBER;
  if (packet.length < sampleAt + TAG_LEN) return null;
  const keys = keysOf(version, cid, fromServer);
  if (keys === null) return null;
  const cipher = createCipheriv('aes-128-ecb', keys.hp, null).setAutoPadding(false);
  const mask = cipher.update(packet.subarray(sampleAt, sampleAt + TAG_LEN));
  const firstByte = packet[0] ^ (mask[0] & 0x0f);
  const numberLen = (firstByte & 3) + 1;
  const body = numberAt + numberLen;
  const header = packet.slice(0, body);
  header[0] = firstByte;
  let number = 0;
  for (let i = 0; i < numberLen; i++) {
    header[numberAt + i] ^= mask[1 + i];
    number = number * 256 + header[numberAt + i];
  }
  // Numbers of Initial packets begin at 0 and are few: what is sent of one is all of it.
  const nonce = Buffer.from(keys.iv);
  for (let i = 0, rest = number; i < numberLen; i++, rest = Math.floor(rest / 256)) nonce[11 - i] ^= rest & 0xff;
  const decipher = createDecipheriv('aes-128-gcm', keys.key, nonce);
  decipher.setAAD(header);
  decipher.setAuthTag(packet.subarray(packet.length - TAG_LEN));
  const bytes = decipher.update(packet.subarray(body, packet.length - TAG_LEN));
  try {
    decipher.final();
  } catch {
    return null;
  }
  return { firstByte, number, numberLen, bytes };
}

/** Whether the tag at the end of a Retry packet is the one that it must have, by the connection ID that the client had sent to. Null: nobody knows. */
function isRetry(packet: Uint8Array, version: number, originalCid: Uint8Array): boolean | null {
  const constants = constantsOf(version);
  if (constants === null || packet.length < RETRY_TAG_LEN) return null;
  const cipher = createCipheriv('aes-128-gcm', constants.retryKey, constants.retryNonce);
  cipher.setAAD(
    Buffer.concat([Buffer.of(originalCid.length), originalCid, packet.subarray(0, packet.length - RETRY_TAG_LEN)]),
  );
  cipher.final();
  return cipher.getAuthTag().equals(packet.subarray(packet.length - RETRY_TAG_LEN));
}

export const quicCrypto: QuicCrypto = { openInitial, isRetry };
