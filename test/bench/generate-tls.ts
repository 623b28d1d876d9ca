// A capture of many TLS connections: handshakes recorded from real programs, with new addresses, random values and certificates of their own servers,
// then records of random bytes that look like encrypted data. All interleaved, each connection with as many packets on average. `plain`: the same segments,
// on another port, with bytes that are no TLS.
//   npx tsx test/bench/generate-tls.ts FILE tls|plain [connections] [packets] [seed]
import { join } from 'node:path';
import { handshakeFile } from '../fixtures/handshakes';
import { sayingsOf, type Saying } from '../fixtures/tls-talk';
import { tlsCaptureFolder } from '../fixtures/tls-captures';
import { ACK, FIN, FrameWriter, PSH, SYN, type Segment } from './frame-writer';
import { random } from './random';

const CONCURRENT = 400;
const SERVERS = 600;
const START_US = 1_760_000_000_000_000;
const MSS = 1380;
/** Ethernet as FrameWriter has it: what is longer is cut into segments */
const TLS_PORT = 443;
const PLAIN_PORT = 7777;
/** bytes of a record of application data, header included */
const RECORD = 16_401;
/** segments of data for which an acknowledgement comes */
const ACKNOWLEDGED = 2;
const SYNS = 3;
const FINS = 3;

/** Whose handshakes, with which stream of the capture, and how many of 40 connections are such. */
const HANDSHAKES: readonly (readonly [path: string, stream: number, share: number, completes: boolean])[] = [
  [join(tlsCaptureFolder(), 'tls13.pcap'), 0, 12, true],
  [join(tlsCaptureFolder(), 'tls13-resumed.pcap'), 1, 10, true],
  [join(tlsCaptureFolder(), 'tls13-retry.pcap'), 0, 1, true],
  [join(tlsCaptureFolder(), 'tls12.pcap'), 0, 6, true],
  [handshakeFile('tls12-chain'), 0, 4, true],
  [join(tlsCaptureFolder(), 'tls12-resumed.pcap'), 1, 4, true],
  [join(tlsCaptureFolder(), 'tls12-mutual.pcap'), 0, 1, true],
  [join(tlsCaptureFolder(), 'alert-version.pcap'), 0, 1, false],
  [handshakeFile('expired'), 0, 1, false],
];

interface Script {
  before: Saying[];
  /** how both ends say goodbye, behind the data */
  after: Saying[];
  completes: boolean;
}

/** Goodbyes are short: an alert of close_notify, encrypted. */
const MOST_GOODBYE = 40;

async function scripts(): Promise<Script[]> {
  const all: Script[] = [];
  for (const [path, stream, share, completes] of HANDSHAKES) {
    const said = await sayingsOf(path, stream);
    let end = said.length;
    while (completes && said[end - 1].bytes.length <= MOST_GOODBYE) end--;
    const script = { before: said.slice(0, end), after: said.slice(end), completes };
    all.push(...Array.from({ length: share }, () => script));
  }
  return all;
}

const CLIENT_HELLO_RECORD = [22, 3];
/** of the random value in a record that begins with a hello: record header, message header, version */
const RANDOM_AT = 5 + 4 + 2;
const RANDOM_LEN = 32;
/** DER: version 3 of a certificate, then the tag of its serial number */
const CERTIFICATE = [0xa0, 3, 2, 1, 2, 2];
const NAME = 'www.example';

const find = (bytes: Uint8Array, what: ArrayLike<number>): number => Buffer.from(bytes).indexOf(Uint8Array.from(what));

/** The same said by another client to another server: its length does not change. */
function changed({ back, bytes: said }: Saying, chance: () => number, server: number): Saying {
  const bytes = said.slice();
  const isHello = bytes[0] === CLIENT_HELLO_RECORD[0] && bytes[5] <= 2;
  // a HelloRetryRequest is known by its random value
  const isRetry = bytes[RANDOM_AT] === 0xcf && bytes[RANDOM_AT + 1] === 0x21;
  if (isHello && !isRetry) for (let i = 0; i < RANDOM_LEN; i++) bytes[RANDOM_AT + i] = chance() * 256;
  const certificate = back ? find(bytes, CERTIFICATE) : -1;
  if (certificate >= 0) {
    const serialEnd = certificate + CERTIFICATE.length + 1 + bytes[certificate + CERTIFICATE.length];
    bytes[serialEnd - 1] = server & 255;
    bytes[serialEnd - 2] = server >> 8;
  }
  const name = back ? -1 : find(bytes, Buffer.from(NAME));
  if (name >= 0) bytes.set(Buffer.from((1296 + server).toString(36)), name);
  return { back, bytes };
}

/** The segments of one connection, one at each step; the same object each time. */
function* connection(
  s: Segment,
  script: Script,
  n: number,
  server: number,
  packets: number,
  chance: () => number,
): Generator<void> {
  const ends = [
    { host: 0x10000 + n, port: 32_768 + (n % 28_000), next: Math.floor(chance() * 2 ** 32) },
    { host: 1 + server, port: s.dstPort, next: Math.floor(chance() * 2 ** 32) },
  ];
  const say = (back: boolean, flags: number, bytes: Uint8Array): void => {
    const [from, to] = back ? [ends[1], ends[0]] : ends;
    Object.assign(s, { src: from.host, dst: to.host, srcPort: from.port, dstPort: to.port });
    Object.assign(s, { seq: from.next, ack: flags === SYN ? 0 : to.next, flags, window: 500, bytes });
    s.payloadLen = bytes.length;
    from.next = (from.next + bytes.length + (flags & (SYN | FIN) ? 1 : 0)) >>> 0;
  };
  const nothing = new Uint8Array(0);
  let left = packets - SYNS - FINS;
  const segments = function* (said: Saying, push: number): Generator<void> {
    for (let at = 0; at < said.bytes.length; at += MSS, left--) {
      say(said.back, push, said.bytes.subarray(at, at + MSS));
      yield;
    }
  };
  const port = s.dstPort;
  yield say(false, SYN, nothing);
  yield say(true, SYN | ACK, nothing);
  yield say(false, ACK, nothing);
  for (const said of script.before) {
    yield* segments(changed(said, chance, server), PSH | ACK);
    if (left > 0 && said.back) {
      yield say(false, ACK, nothing);
      left--;
    }
  }
  if (script.completes) {
    yield* segments({ back: false, bytes: record(320, chance) }, PSH | ACK);
    for (let at = RECORD, data: Uint8Array = nothing, n = 0; left > script.after.length + 1; left--, n++) {
      if (n % (ACKNOWLEDGED + 1) === ACKNOWLEDGED) {
        yield say(false, ACK, nothing);
        continue;
      }
      if (at >= data.length) [at, data] = [0, record(RECORD, chance)];
      yield say(true, ACK, data.subarray(at, at + MSS));
      at += MSS;
    }
  }
  for (const said of script.after) yield* segments(said, PSH | ACK);
  yield say(true, FIN | ACK, nothing);
  yield say(false, FIN | ACK, nothing);
  yield say(true, ACK, nothing);
  s.dstPort = port;
}

const POOL = 1024 * 1024;
let pool: Uint8Array | null = null;

/** A record of application data of TLS 1.2 and 1.3, of so many bytes. */
function record(length: number, chance: () => number): Uint8Array {
  pool ??= Uint8Array.from({ length: POOL }, () => chance() * 256);
  const at = Math.floor(chance() * (POOL - length));
  const bytes = pool.slice(at, at + length);
  bytes.set([23, 3, 3, (length - 5) >> 8, (length - 5) & 255]);
  return bytes;
}

async function generate(path: string, isTls: boolean, connections: number, packets: number, seed: number) {
  const chance = random(seed);
  const writer = new FrameWriter(path, seed);
  const all = await scripts();
  const segment = (): Segment => ({
    ...{ timeUs: 0, six: false, src: 0, dst: 0, srcPort: 0, dstPort: isTls ? TLS_PORT : PLAIN_PORT, seq: 0, ack: 0 },
    ...{ flags: 0, window: 0, tsValue: 0, tsEcho: 0, payloadLen: 0, payloadAt: 0 },
  });
  const open: { s: Segment; steps: Generator<void> }[] = [];
  const each = packets / connections;
  // what one connection has not used, later ones have more
  let promised = 0;
  for (let begun = 0; begun < connections || open.length > 0;) {
    while (begun < connections && open.length < CONCURRENT) {
      const s = segment();
      // a server is always the same program, and has one certificate
      const server = Math.floor(chance() * SERVERS);
      const script = all[server % all.length];
      const share = script.completes ? Math.round((begun + 1) * each - promised) : 10;
      promised += share;
      open.push({ s, steps: connection(s, script, begun++, server, share, chance) });
    }
    const i = Math.floor(chance() * open.length);
    const { s, steps } = open[i];
    if (steps.next().done) {
      open[i] = open[open.length - 1];
      open.pop();
      continue;
    }
    s.timeUs = START_US + writer.frames * 20;
    s.tsValue = 1_000_000 + Math.floor(writer.frames / 50);
    // nothing of it looks like a record
    if (!isTls && s.bytes) s.bytes = s.bytes.map((byte) => byte | 0x80);
    writer.write(s);
  }
  writer.close();
  return { packets: writer.frames, bytes: writer.bytes, connections };
}

const [path, kind = 'tls', connections = '20000', packets = '1000000', seed = '1'] = process.argv.slice(2);
const made = await generate(path, kind === 'tls', Number(connections), Number(packets), Number(seed));
console.log(JSON.stringify(made));
