// Writes TCP segments over Ethernet and IP to a pcap file: through one buffer, without an object a packet.
import { closeSync, openSync, writeSync } from 'node:fs';
import { random } from './random';

export const FIN = 1;
export const SYN = 2;
export const RST = 4;
export const PSH = 8;
export const ACK = 16;

const BUFFER = 1024 * 1024;
const LARGEST = 2048;
const POOL = 256 * 1024;
const RECORD_HEADER = 16;
const ETHERNET = 14;

/** One segment to write; the same object is filled again and again. */
export interface Segment {
  /** microseconds since 1970 */
  timeUs: number;
  six: boolean;
  /** host numbers, see `writeAddress` */
  src: number;
  dst: number;
  srcPort: number;
  dstPort: number;
  seq: number;
  ack: number;
  flags: number;
  window: number;
  tsValue: number;
  tsEcho: number;
  payloadLen: number;
  /** which bytes of the pool */
  payloadAt: number;
  /** these in place of them: as many as `payloadLen` says */
  bytes?: Uint8Array;
}

/** Frame length without payload: SYNs carry MSS, SACK permitted, time stamps and window scale; others time stamps. */
export const headersLen = (six: boolean, flags: number): number =>
  ETHERNET + (six ? 40 : 20) + (flags & RST ? 20 : flags & SYN ? 40 : 32);

export class FrameWriter {
  frames = 0;
  bytes = 0;
  private readonly fd: number;
  private readonly buffer = new Uint8Array(BUFFER + LARGEST);
  private readonly view = new DataView(this.buffer.buffer);
  private at = 0;
  private ipId = 1;
  private readonly pool = new Uint8Array(POOL);
  /** sums of the pool's 16-bit words, so that a payload's share of a checksum is one subtraction */
  private readonly sums = new Float64Array(POOL / 2 + 1);

  constructor(path: string, seed: number) {
    this.fd = openSync(path, 'w');
    const next = random(seed);
    for (let i = 0; i < POOL; i++) this.pool[i] = next() * 256;
    // something to be found by filters that look for text, in a few of the payloads
    this.pool.set(
      new TextEncoder().encode('GET /index.html HTTP/1.1\r\nHost: example.org\r\n\r\n'),
      Math.floor(POOL / 3),
    );
    for (let i = 0; i < POOL / 2; i++) this.sums[i + 1] = this.sums[i] + this.pool[2 * i] * 256 + this.pool[2 * i + 1];
    const { view } = this;
    view.setUint32(0, 0xa1b2c3d4, true);
    view.setUint16(4, 2, true);
    view.setUint16(6, 4, true);
    view.setUint32(16, 262_144, true);
    view.setUint32(20, 1, true); // LINKTYPE_ETHERNET
    this.at = 24;
  }

  /** Where a payload of any length may begin in the pool. */
  payloadStart(share: number): number {
    return Math.floor((share * (POOL - LARGEST)) / 2) * 2;
  }

  write(s: Segment): void {
    const { buffer, view } = this;
    const headers = headersLen(s.six, s.flags);
    const length = headers + s.payloadLen;
    let at = this.at;
    const sec = Math.floor(s.timeUs / 1_000_000);
    view.setUint32(at, sec, true);
    view.setUint32(at + 4, s.timeUs - sec * 1_000_000, true);
    view.setUint32(at + 8, length, true);
    view.setUint32(at + 12, length, true);
    at += RECORD_HEADER;
    view.setUint32(at, 0x02000000);
    view.setUint16(at + 4, s.dst & 0xffff);
    view.setUint32(at + 6, 0x02000000);
    view.setUint16(at + 10, s.src & 0xffff);
    view.setUint16(at + 12, s.six ? 0x86dd : 0x0800);
    const tcpAt = at + ETHERNET + (s.six ? 40 : 20);
    const tcpLen = length - (tcpAt - at);
    const pseudo = s.six ? this.writeIpv6(at + ETHERNET, s, tcpLen) : this.writeIpv4(at + ETHERNET, s, tcpLen);
    if (s.payloadLen > 0)
      buffer.set(s.bytes ?? this.pool.subarray(s.payloadAt, s.payloadAt + s.payloadLen), at + headers);
    this.writeTcp(tcpAt, s, headers - (tcpAt - at), pseudo + 6 + tcpLen);
    const end = at + length;
    this.at = end;
    this.frames++;
    this.bytes += RECORD_HEADER + length;
    if (end > BUFFER) this.flush();
  }

  close(): void {
    this.flush();
    closeSync(this.fd);
  }

  private flush(): void {
    let done = 0;
    while (done < this.at) done += writeSync(this.fd, this.buffer, done, this.at - done);
    this.at = 0;
  }

  private sum(from: number, to: number): number {
    let sum = 0;
    for (let i = from; i < to; i += 2) sum += this.view.getUint16(i);
    return sum;
  }

  /** Hosts are 10.x.y.z of their number. Returns the addresses' share of the pseudo header. */
  private writeIpv4(at: number, s: Segment, payloadLen: number): number {
    const { view } = this;
    view.setUint16(at, 0x4500);
    view.setUint16(at + 2, 20 + payloadLen);
    view.setUint16(at + 4, this.ipId++ & 0xffff);
    view.setUint16(at + 6, 0x4000);
    view.setUint16(at + 8, 0x4006); // hop limit 64, TCP
    view.setUint16(at + 10, 0);
    view.setUint32(at + 12, 0x0a000000 | s.src);
    view.setUint32(at + 16, 0x0a000000 | s.dst);
    view.setUint16(at + 10, fold(this.sum(at, at + 20)));
    return this.sum(at + 12, at + 20);
  }

  private writeIpv6(at: number, s: Segment, payloadLen: number): number {
    const { view } = this;
    view.setUint32(at, 0x60000000);
    view.setUint16(at + 4, payloadLen);
    view.setUint16(at + 6, 0x0640); // TCP, hop limit 64
    for (const [offset, host] of [
      [8, s.src],
      [24, s.dst],
    ]) {
      view.setUint32(at + offset, 0xfd000000);
      view.setUint32(at + offset + 4, 0);
      view.setUint32(at + offset + 8, 0);
      view.setUint32(at + offset + 12, host);
    }
    return this.sum(at + 8, at + 40);
  }

  private writeTcp(at: number, s: Segment, headerLen: number, pseudo: number): void {
    const { view } = this;
    view.setUint16(at, s.srcPort);
    view.setUint16(at + 2, s.dstPort);
    view.setUint32(at + 4, s.seq);
    view.setUint32(at + 8, s.ack);
    view.setUint16(at + 12, (headerLen << 10) | s.flags);
    view.setUint16(at + 14, s.window);
    view.setUint32(at + 16, 0);
    let option = at + 20;
    if (s.flags & SYN && headerLen === 40) {
      view.setUint32(option, 0x02040000 | (s.six ? 1440 : 1460));
      view.setUint16(option + 4, 0x0402); // SACK permitted
      option += 6;
    } else if (headerLen === 32) {
      view.setUint16(option, 0x0101);
      option += 2;
    }
    if (headerLen > 20) {
      view.setUint16(option, 0x080a); // time stamps
      view.setUint32(option + 2, s.tsValue);
      view.setUint32(option + 6, s.tsEcho);
    }
    if (headerLen === 40) view.setUint32(option + 10, 0x01030307); // window scale 7
    const payload = s.bytes ? this.given(at + headerLen, s.payloadLen) : this.pooled(s);
    view.setUint16(at + 16, fold(pseudo + this.sum(at, at + headerLen) + payload));
  }

  /** What a payload adds to the checksum: out of the pool, … */
  private pooled({ payloadAt, payloadLen }: Segment): number {
    const word = payloadAt / 2;
    const sum = this.sums[word + (payloadLen >> 1)] - this.sums[word];
    return payloadLen & 1 ? sum + this.pool[payloadAt + payloadLen - 1] * 256 : sum;
  }
  /** … or as it stands in the buffer. */
  private given(at: number, length: number): number {
    const even = length & ~1;
    return this.sum(at, at + even) + (length & 1 ? this.buffer[at + even] * 256 : 0);
  }
}

/** Internet checksum of a sum of 16-bit words, RFC 1071. */
function fold(sum: number): number {
  let folded = sum;
  while (folded > 0xffff) folded = (folded % 65_536) + Math.floor(folded / 65_536);
  return ~folded & 0xffff;
}
