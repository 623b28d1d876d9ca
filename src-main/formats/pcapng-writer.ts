// Writes pcapng, little-endian, into a growing buffer.
// https://www.ietf.org/archive/id/draft-ietf-opsawg-pcapng-02.html, section 4. Readers: pcapng.ts.

const SECTION = 0x0a0d0d0a;
const INTERFACE = 1;
const SIMPLE = 3;
const NAMES = 4;
const STATISTICS = 5;
const PACKET = 6;
const SECRETS = 10;
const NAME_IPV4 = 1;
const NAME_IPV6 = 2;
const OPT_END = 0;
const OPT_COMMENT = 1;
/** what a length field of 16 bits and good sense allow a text to have */
const MAX_TEXT = 65_535;
const FIRST_SIZE = 64 * 1024;

export interface SectionFacts {
  hardware?: string;
  os?: string;
  application?: string;
  comments?: string[];
}
export interface InterfaceFacts {
  /** LINKTYPE_ number */
  linkType: number;
  /** 0: no limit */
  snapLen: number;
  name?: string;
  description?: string;
  /** in libpcap's language */
  filter?: string;
  os?: string;
  hardware?: string;
  comments?: string[];
  /** digits behind the second of its packets' times: 6 or 9 */
  timeDigits: 6 | 9;
}
export interface StatisticsFacts {
  interfaceId: number;
  sec: number;
  nano: number;
  timeDigits: 6 | 9;
  /** absent: not counted */
  received?: number;
  droppedByInterface?: number;
  droppedByOs?: number;
  delivered?: number;
}

/** Blocks one behind the other. `bytes()` is what was written since the last `clear`. */
export class PcapngWriter {
  #buffer = new Uint8Array(FIRST_SIZE);
  #view = new DataView(this.#buffer.buffer);
  #length = 0;

  get length(): number {
    return this.#length;
  }
  /** A view, good until the next call that writes. */
  bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }
  clear(): void {
    this.#length = 0;
  }

  section(facts: SectionFacts = {}): void {
    const start = this.#begin(SECTION);
    this.#u32(0x1a2b3c4d);
    this.#u32(1); // version 1.0
    this.#u32(0xffffffff); // length of the section: not known beforehand
    this.#u32(0xffffffff);
    this.#texts(OPT_COMMENT, facts.comments);
    this.#text(2, facts.hardware);
    this.#text(3, facts.os);
    this.#text(4, facts.application);
    this.#end(start, true);
  }

  interface(facts: InterfaceFacts): void {
    const start = this.#begin(INTERFACE);
    this.#u32(facts.linkType & 0xffff);
    this.#u32(facts.snapLen);
    this.#texts(OPT_COMMENT, facts.comments);
    this.#text(2, facts.name);
    this.#text(3, facts.description);
    this.#option(9, Uint8Array.of(facts.timeDigits));
    if (facts.filter) this.#option(11, textBytes(`\0${facts.filter}`)); // 0: libpcap's language
    this.#text(12, facts.os);
    this.#text(15, facts.hardware);
    this.#end(start, true);
  }

  /**
   * A packet of an interface whose times have `timeDigits` digits. `captured` is copied, and so are `options`: an option list in this byte
   * order, without its end mark.
   */
  packet(
    interfaceId: number,
    sec: number,
    nano: number,
    timeDigits: 6 | 9,
    captured: Uint8Array,
    originalLen: number,
    options: Uint8Array | null = null,
  ): void {
    const start = this.#begin(PACKET);
    this.#u32(interfaceId);
    this.#stamp(sec, nano, timeDigits);
    this.#u32(captured.length);
    this.#u32(originalLen);
    this.#padded(captured);
    if (options !== null) this.#padded(options);
    this.#end(start, options !== null);
  }

  /** A packet of the first interface that has no time. How much of it there is follows from the interface's snapshot length. */
  simplePacket(captured: Uint8Array, originalLen: number): void {
    const start = this.#begin(SIMPLE);
    this.#u32(originalLen);
    this.#padded(captured);
    this.#end(start, false);
  }

  /** Names of addresses of 4 or 16 bytes. */
  names(names: Iterable<{ address: Uint8Array; name: string }>): void {
    const start = this.#begin(NAMES);
    for (const { address, name } of names) {
      const value = textBytes(name, MAX_TEXT - address.length - 1);
      this.#u32((address.length === 4 ? NAME_IPV4 : NAME_IPV6) | ((address.length + value.length + 1) << 16));
      const record = new Uint8Array(address.length + value.length + 1); // a zero ends the name
      record.set(address);
      record.set(value, address.length);
      this.#padded(record);
    }
    this.#u32(0);
    this.#end(start, false);
  }

  /** Secrets of a kind (`TLSK` …), as the file had them. */
  secrets(kind: number, secrets: Uint8Array): void {
    const start = this.#begin(SECRETS);
    this.#u32(kind);
    this.#u32(secrets.length);
    this.#padded(secrets);
    this.#end(start, false);
  }

  statistics(facts: StatisticsFacts): void {
    const start = this.#begin(STATISTICS);
    this.#u32(facts.interfaceId);
    this.#stamp(facts.sec, facts.nano, facts.timeDigits);
    this.#count(4, facts.received);
    this.#count(5, facts.droppedByInterface);
    this.#count(7, facts.droppedByOs);
    this.#count(8, facts.delivered);
    this.#end(start, true);
  }

  #begin(type: number): number {
    const start = this.#length;
    this.#u32(type);
    this.#u32(0); // the length, filled in by #end
    return start;
  }

  #end(start: number, hasOptions: boolean): void {
    if (hasOptions) this.#u32(OPT_END);
    const total = this.#length + 4 - start;
    this.#u32(total);
    this.#view.setUint32(start + 4, total, true);
  }

  /** Time as one number of 64 bits in the unit of the interface, the high half first. */
  #stamp(sec: number, nano: number, timeDigits: 6 | 9): void {
    const perSecond = timeDigits === 9 ? 1e9 : 1e6;
    const fraction = timeDigits === 9 ? nano : Math.floor(nano / 1000);
    const whole = Math.max(0, sec); // the format has no time before 1970
    // sec * perSecond has more than 53 bits: upper and lower 16 bits of the seconds apart
    const upper = Math.floor(whole / 65_536) * perSecond;
    const lower = (upper % 65_536) * 65_536 + (whole % 65_536) * perSecond + fraction;
    this.#u32(Math.floor(upper / 65_536) + Math.floor(lower / 2 ** 32));
    this.#u32(lower % 2 ** 32);
  }

  #option(code: number, value: Uint8Array): void {
    this.#u32(code | (value.length << 16));
    this.#padded(value);
  }

  #text(code: number, text: string | undefined): void {
    if (text) this.#option(code, textBytes(text));
  }

  #texts(code: number, texts: string[] | undefined): void {
    for (const text of texts ?? []) this.#text(code, text);
  }

  #count(code: number, value: number | undefined): void {
    if (value === undefined) return;
    this.#u32(code | (8 << 16));
    this.#u32(value % 2 ** 32);
    this.#u32(Math.floor(value / 2 ** 32));
  }

  #padded(bytes: Uint8Array): void {
    this.#reserve(bytes.length + 3);
    this.#buffer.set(bytes, this.#length);
    this.#length += bytes.length;
    while (this.#length % 4 !== 0) this.#buffer[this.#length++] = 0;
  }

  #u32(value: number): void {
    this.#reserve(4);
    this.#view.setUint32(this.#length, value, true);
    this.#length += 4;
  }

  #reserve(size: number): void {
    if (this.#length + size <= this.#buffer.length) return;
    const larger = new Uint8Array(Math.max(this.#buffer.length * 2, this.#length + size));
    larger.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = larger;
    this.#view = new DataView(larger.buffer);
  }
}

/** UTF-8, cut at a whole character. */
export function textBytes(text: string, most = MAX_TEXT): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= most) return bytes;
  let end = most;
  while ((bytes[end] & 0xc0) === 0x80) end--;
  return bytes.subarray(0, end);
}
