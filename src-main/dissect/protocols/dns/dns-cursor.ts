// Where the dissection of a DNS message stands, and the ways to go on: each reads one thing at `at`, notes it and moves behind it. All of
// them return false where it is not there; the packet has its verdict then.
import { u16, u32 } from '../../../wire/read';
import type { Field, FieldSink, Packet } from '../../contract/protocol';
import { plainText } from '../../values/escaped-text';
import { F } from './dns-fields';
import { NameReader } from '../../values/domain-name';

export class Cursor {
  readonly name = new NameReader();

  constructor(
    readonly p: Packet,
    readonly out: FieldSink,
    /** where the message begins: pointers count from there */
    readonly start: number,
    public at: number,
  ) {}

  get bytes(): Uint8Array {
    return this.p.bytes;
  }

  u8(field: Field): boolean {
    if (!this.p.need(this.at, 1)) return false;
    this.out.uint(field, this.at, 1, this.bytes[this.at]);
    this.at += 1;
    return true;
  }
  u16(field: Field): boolean {
    if (!this.p.need(this.at, 2)) return false;
    this.out.uint(field, this.at, 2, u16(this.bytes, this.at));
    this.at += 2;
    return true;
  }
  u32(field: Field): boolean {
    if (!this.p.need(this.at, 4)) return false;
    this.out.uint(field, this.at, 4, u32(this.bytes, this.at));
    this.at += 4;
    return true;
  }
  /** Seconds since 1970, 32 bits. */
  seconds(field: Field): boolean {
    if (!this.p.need(this.at, 4)) return false;
    this.out.time(field, this.at, 4, u32(this.bytes, this.at), 0);
    this.at += 4;
    return true;
  }
  /** So many bytes as the field's value; none is no field. */
  raw(field: Field, len: number): boolean {
    if (len < 0 || !this.p.need(this.at, len)) return false;
    if (len > 0) this.out.bytes(field, this.at, len);
    this.at += len;
    return true;
  }
  text(field: Field, len: number): boolean {
    if (len < 0 || !this.p.need(this.at, len)) return false;
    const { at, out } = this;
    if (out.wants(field)) out.string(field, at, len, plainText(this.bytes.subarray(at, at + len)));
    this.at += len;
    return true;
  }
  /** Characters with their number before them, RFC 1035 section 3.3. */
  counted(length: Field, field: Field): boolean {
    if (!this.u8(length)) return false;
    return this.text(field, this.bytes[this.at - 1]);
  }
  /** Reads a name into `name`. */
  reads(at: number): boolean {
    const { name, p } = this;
    if (name.read(p, this.start, at)) return true;
    if (name.missing === 0) p.malformed(F['resp.name'], name.missingAt, 1);
    else p.need(name.missingAt, name.missing);
    return false;
  }
  domain(field: Field): boolean {
    const { at, name, out } = this;
    if (!this.reads(at)) return false;
    if (out.wants(field)) out.string(field, at, name.next - at, name.text());
    this.at = name.next;
    return true;
  }
}
