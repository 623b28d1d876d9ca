// Packets as pcap, for programs that read nothing else: one link type, no interfaces, no comments, seconds of 32 bits.
// https://www.ietf.org/archive/id/draft-ietf-opsawg-pcap-04.html
import { type CaptureFacts, noLoss, type PacketFile, type PacketToWrite } from './packet-file';

const MAGIC_MICROSECONDS = 0xa1b2c3d4;
const MAGIC_NANOSECONDS = 0xa1b23c4d;
const FILE_HEADER = 24;
const RECORD_HEADER = 16;
/** what libpcap reads at most, unless the source says more */
const SNAPLEN = 262_144;
const FIRST_SIZE = 64 * 1024;
const LAST_SECOND = 0xffff_ffff;

export class PcapFile implements PacketFile {
  readonly loss = noLoss();
  readonly #interfaces: CaptureFacts['interfaces'];
  readonly #nanoseconds: boolean;
  #linkType = -1;
  #buffer = new Uint8Array(FIRST_SIZE);
  #view = new DataView(this.#buffer.buffer);
  #length = 0;
  #taken = false;

  constructor({ interfaces }: CaptureFacts) {
    this.#interfaces = interfaces;
    this.#nanoseconds = interfaces.some(({ timeDigits }) => timeDigits > 6);
  }

  get length(): number {
    return this.#taken ? 0 : this.#length;
  }

  accepts(interfaceIndex: number): boolean {
    const found = this.#interfaces.at(interfaceIndex);
    return found !== undefined && (this.#linkType < 0 || found.linkType === this.#linkType);
  }

  add({ interfaceIndex, timed, sec, nano, captured, originalLen, options }: PacketToWrite): void {
    this.#clear();
    if (this.#linkType < 0) this.#header(this.#interfaces[interfaceIndex].linkType);
    if (options !== null) this.loss.options++;
    if (!timed) this.loss.untimed++;
    else if (sec < 0 || sec > LAST_SECOND) this.loss.timeOutOfRange++;
    this.#reserve(RECORD_HEADER + captured.length);
    const at = this.#length;
    this.#view.setUint32(at, Math.max(0, Math.min(sec, LAST_SECOND)), true);
    this.#view.setUint32(at + 4, this.#nanoseconds ? nano : Math.floor(nano / 1000), true);
    this.#view.setUint32(at + 8, captured.length, true);
    this.#view.setUint32(at + 12, originalLen, true);
    this.#buffer.set(captured, at + RECORD_HEADER);
    this.#length = at + RECORD_HEADER + captured.length;
  }

  end(): void {
    this.#clear();
    if (this.#linkType < 0) this.#header(this.#interfaces.at(0)?.linkType ?? 1);
  }

  take(): Uint8Array {
    this.#taken = true;
    return this.#buffer.subarray(0, this.#length);
  }

  /** The link type is that of the first packet. */
  #header(linkType: number): void {
    this.#linkType = linkType;
    const v = this.#view;
    v.setUint32(0, this.#nanoseconds ? MAGIC_NANOSECONDS : MAGIC_MICROSECONDS, true);
    v.setUint16(4, 2, true);
    v.setUint16(6, 4, true);
    v.setUint32(8, 0, true);
    v.setUint32(12, 0, true);
    v.setUint32(16, Math.max(SNAPLEN, ...this.#interfaces.map(({ snapLen }) => snapLen)), true);
    v.setUint32(20, linkType, true);
    this.#length = FILE_HEADER;
  }

  #clear(): void {
    if (this.#taken) this.#length = 0;
    this.#taken = false;
  }

  #reserve(size: number): void {
    if (this.#length + size <= this.#buffer.length) return;
    const larger = new Uint8Array(Math.max(this.#buffer.length * 2, this.#length + size));
    larger.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = larger;
    this.#view = new DataView(larger.buffer);
  }
}
