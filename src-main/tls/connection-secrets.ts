// How the records of one connection are protected, from what its hellos say and a key log has: RFC 5246 section 6.3 and 8.1, RFC 8446 section 7.1.
import { isTls13 } from '../wire/tls';
import { cipherParameters, type CipherParameters } from './cipher-parameters';
import type { ClientHelloFacts, ServerHelloFacts } from './handshake-reader';
import type { KeyLog, SecretKind } from './key-log';
import { keyBlock, masterSecret, nextSecret, TLS10, TLS12, trafficKeys } from './key-schedule';
import type { Primitives } from './primitives';
import type { Protection } from './record-cipher';

/**
 * Why there are no keys. `secret`: the log has none for this connection; `cipher`: the suite is not known, or its cipher not read here; `version`: SSL, or an
 * early draft; `hello`: a hello is not in the capture; `compressed`: records are compressed; `extended`: the log has the pre-master secret alone, and the
 * connection an extended master secret, which is not worked out here.
 */
export type NoKeys = 'secret' | 'cipher' | 'version' | 'hello' | 'compressed' | 'extended';

/** `by`: what the secret is found by; of TLS 1.3 it is kept to make the next one of it */
export type Found = { ok: true; protection: Protection; secret: Uint8Array } | { ok: false; why: NoKeys };
export type FoundPair = { ok: true; client: Protection; server: Protection } | { ok: false; why: NoKeys };

const no = (why: NoKeys): { ok: false; why: NoKeys } => ({ ok: false, why });

/** Early data, records of the handshake, or those behind it: the secrets of TLS 1.3, by who sends. */
export type Stage = 'early' | 'handshake' | 'application';
const KINDS: Readonly<Record<Stage, readonly [client: SecretKind, server: SecretKind]>> = {
  early: ['CLIENT_EARLY_TRAFFIC_SECRET', 'CLIENT_EARLY_TRAFFIC_SECRET'],
  handshake: ['CLIENT_HANDSHAKE_TRAFFIC_SECRET', 'SERVER_HANDSHAKE_TRAFFIC_SECRET'],
  application: ['CLIENT_TRAFFIC_SECRET_0', 'SERVER_TRAFFIC_SECRET_0'],
};

/** Keys of one stage of TLS 1.3. `suite`: the negotiated one, or, of early data, one that was offered. */
export function stageKeys(
  p: Primitives,
  log: KeyLog,
  stage: Stage,
  fromClient: boolean,
  clientRandom: Uint8Array,
  suite: number,
): Found {
  const cipher = cipherParameters(suite);
  if (cipher === null) return no('cipher');
  const secret = log.find(KINDS[stage][fromClient ? 0 : 1], clientRandom);
  return secret === null ? no('secret') : withSecret(p, cipher, secret);
}

const withSecret = (p: Primitives, cipher: CipherParameters, secret: Uint8Array): Found => ({
  ok: true,
  secret,
  protection: { version: 0x0304, cipher, keys: trafficKeys(p, cipher, secret), encryptThenMac: false },
});

/** Keys behind a KeyUpdate. */
export const updatedKeys = (p: Primitives, { cipher }: Protection, secret: Uint8Array): Found =>
  withSecret(p, cipher, nextSecret(p, cipher, secret));

/**
 * Keys behind ChangeCipherSpec, TLS 1.0 to 1.2.
 * @param exchanged the body of the client's ClientKeyExchange, null: none was sent (a resumed session), or seen
 */
export function changedKeys(
  p: Primitives,
  log: KeyLog,
  client: ClientHelloFacts | null,
  server: ServerHelloFacts | null,
  exchanged: Uint8Array | null,
): FoundPair {
  if (server === null) return no('hello');
  const { version } = server;
  if (version < TLS10 || version > TLS12) return no('version');
  if (server.compressed) return no('compressed');
  const cipher = cipherParameters(server.suite);
  // RFC 5246 section 6.2.3.3 and appendix A.5: AEAD and SHA-256 came with TLS 1.2
  if (cipher === null || (version < TLS12 && cipher.mac === null)) return no('cipher');
  if (client === null) return no('hello');
  const master = findMaster(p, log, client, server, exchanged, cipher);
  if (typeof master === 'string') return no(master);
  const keys = keyBlock(p, version, cipher, master, client.random, server.random);
  const { encryptThenMac } = server;
  return {
    ok: true,
    client: { version, cipher, keys: keys.client, encryptThenMac },
    server: { version, cipher, keys: keys.server, encryptThenMac },
  };
}

function findMaster(
  p: Primitives,
  log: KeyLog,
  client: ClientHelloFacts,
  server: ServerHelloFacts,
  exchanged: Uint8Array | null,
  { hash }: CipherParameters,
): Uint8Array | NoKeys {
  const known = log.find('CLIENT_RANDOM', client.random) ?? log.find('Session-ID', server.sessionId);
  if (known !== null) return known;
  // RFC 5246 section 7.4.7.1: two bytes of length stand before what RSA has encrypted
  const pre =
    log.find('PMS_CLIENT_RANDOM', client.random) ??
    (exchanged === null ? null : log.find('RSA', exchanged.subarray(2, 10)));
  if (pre === null) return 'secret';
  if (server.extendedMasterSecret) return 'extended';
  return masterSecret(p, server.version, hash, pre, client.random, server.random);
}

export const usesTls13 = (server: ServerHelloFacts): boolean => isTls13(server.version);
