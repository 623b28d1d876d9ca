// A capture of one download over TLS 1.3 with AES-GCM, and its key log: both ends are OpenSSL, in this process; what they send each other becomes segments.
//   npx tsx test/bench/generate-download.ts FILE KEYLOG [bytes]
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duplex } from 'node:stream';
import { connect, createSecureContext, TLSSocket } from 'node:tls';
import { ACK, FIN, FrameWriter, PSH, SYN } from './frame-writer';

const MSS = 1380;
const START_US = 1_760_000_000_000_000;
const CHUNK = 1024 * 1024;
const HOST = 'www.example.org';

/** Writes segments of one connection. */
class Wire {
  readonly #writer: FrameWriter;
  readonly #next = [1000, 1000];
  constructor(path: string) {
    this.#writer = new FrameWriter(path, 1);
    this.say(0, SYN, new Uint8Array(0));
    this.say(1, SYN | ACK, new Uint8Array(0));
    this.say(0, ACK, new Uint8Array(0));
  }
  /** @param side 0: client */
  say(side: 0 | 1, flags: number, bytes: Uint8Array): void {
    const [port, other] = side === 0 ? [40_000, 443] : [443, 40_000];
    this.#writer.write({
      ...{ timeUs: START_US + this.#writer.frames * 12, six: false, src: 1 + side, dst: 2 - side },
      ...{ srcPort: port, dstPort: other, seq: this.#next[side], ack: flags === SYN ? 0 : this.#next[1 - side] },
      ...{ flags, window: 500, tsValue: 1, tsEcho: 1, payloadAt: 0, payloadLen: bytes.length, bytes },
    });
    this.#next[side] = (this.#next[side] + bytes.length + (flags & (SYN | FIN) ? 1 : 0)) >>> 0;
  }
  send(side: 0 | 1, bytes: Uint8Array): void {
    for (let at = 0, n = 1; at < bytes.length; at += MSS, n++) {
      this.say(side, PSH | ACK, bytes.subarray(at, at + MSS));
      if (n % 2 === 0) this.say(side === 0 ? 1 : 0, ACK, new Uint8Array(0));
    }
  }
  close(): number {
    this.say(1, FIN | ACK, new Uint8Array(0));
    this.say(0, FIN | ACK, new Uint8Array(0));
    this.#writer.close();
    return this.#writer.frames;
  }
}

/** Two ends: what one writes is noted, and read by the other. */
function pair(wire: Wire): [client: Duplex, server: Duplex] {
  const ends: Duplex[] = [];
  for (const side of [0, 1] as const)
    ends.push(
      new Duplex({
        read: () => undefined,
        write(bytes: Uint8Array, _encoding, done) {
          wire.send(side, bytes);
          ends[1 - side].push(bytes);
          done();
        },
        final(done) {
          ends[1 - side].push(null);
          done();
        },
      }),
    );
  return [ends[0], ends[1]];
}

function certificate(): { key: Buffer; cert: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), 'synscope-bench-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '3650', '-subj', `/CN=${HOST}`];
  execFileSync('openssl', [...made, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  const files = { key: readFileSync(key), cert: readFileSync(cert) };
  rmSync(folder, { recursive: true });
  return files;
}

async function generate(path: string, keyLog: string, bytes: number): Promise<object> {
  const wire = new Wire(path);
  const [client, server] = pair(wire);
  writeFileSync(keyLog, '');
  const serving = new TLSSocket(server, { isServer: true, secureContext: createSecureContext(certificate()) });
  const asking = connect({
    ...{ socket: client, servername: HOST, rejectUnauthorized: false },
    ciphers: 'TLS_AES_128_GCM_SHA256',
  });
  asking.on('keylog', (line: Buffer) => appendFileSync(keyLog, line));
  serving.once('data', () => {
    serving.write(`HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: ${bytes}\r\n\r\n`);
    const chunk = Buffer.alloc(CHUNK);
    for (let i = 0; i < CHUNK; i++) chunk[i] = (i * 2_654_435_761) >>> 13;
    let left = bytes;
    const more = (): void => {
      if (left === 0) return void serving.end();
      const part = chunk.subarray(0, Math.min(CHUNK, left));
      left -= part.length;
      serving.write(part, more);
    };
    more();
  });
  let cipher = '';
  asking.on('secureConnect', () => (cipher = asking.getCipher().standardName));
  let got = 0;
  asking.write(`GET /large.bin HTTP/1.1\r\nHost: ${HOST}\r\n\r\n`);
  for await (const part of asking) got += (part as Buffer).length;
  return { bytes: got, packets: wire.close(), cipher };
}

const [path, keyLog, bytes = '200000000'] = process.argv.slice(2);
console.log(JSON.stringify(await generate(path, keyLog, Number(bytes))));
