// The part of the scan that walks over IPv6 extension headers (RFC 8200 section 4).
import * as ipv4 from '../../wire/ipv4';
import * as ipv6 from '../../wire/ipv6';
import { u32 } from '../../wire/read';
import { PROTOCOL } from '../columns/columns';
import { FragmentWalk } from './scan-fragments';

export abstract class ExtensionWalk extends FragmentWalk {
  /** What an IP header carries, by its protocol number. */
  protected abstract payload(protocol: number, at: number): void;

  /** IPv6 extension headers from `kind` at `at` on, then the payload. */
  protected extensions(kind: number, at: number): void {
    const b = this.bytes;
    for (;;) {
      if (kind !== 0 && kind !== ipv4.PROTO_DSTOPTS && kind !== ipv4.PROTO_ROUTING && kind !== ipv4.PROTO_FRAGMENT)
        return this.payload(kind, at);
      this.plain = false;
      if (!this.has(at, 2)) return;
      const len = ipv6.extensionLen(b, at, kind); // never 0
      if (!this.has(at, len)) return;
      if (kind === ipv4.PROTO_ROUTING) this.routing(at, len);
      if (kind === ipv4.PROTO_FRAGMENT) {
        if (this.defragment.ipv6 && ipv6.isFragment(b, at) && this.ipv6Fragment(at, at + len)) return;
        if (ipv6.fragmentOffset(b, at) !== 0) {
          if (!this.quoted) this.out.protocol[this.row] = PROTOCOL.fragment;
          return;
        }
        if (ipv6.fragmentMore(b, at)) this.fragment = true;
      }
      kind = b[at];
      at += len;
    }
  }

  /** A routing header with segments left: the conversation is with the last of its addresses. */
  private routing(at: number, len: number): void {
    const b = this.bytes;
    if (ipv6.routingSegmentsLeft(b, at) === 0) return;
    const type = ipv6.routingType(b, at);
    let last = -1;
    if (type === 0 && len >= 24) last = at + 8 + 16 * (Math.floor((len - 8) / 16) - 1);
    else if ((type === 2 || type === 4) && len >= 24) last = at + 8; // RFC 6275; RFC 8754: segment 0 is the last
    if (last < 0) return;
    for (let k = 0; k < 4; k++) this.out.addresses[this.row * 8 + 4 + k] = u32(b, last + 4 * k);
  }
}
