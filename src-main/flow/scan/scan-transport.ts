// The part of the scan that reads TCP and UDP headers into the row (RFC 9293 section 3.1, RFC 768).
import { EOL, leastLength, lengthAt, NOP, SACK, TIMESTAMPS, WINDOW_SCALE } from '../../wire/tcp-options';
import * as tcp from '../../wire/tcp';
import * as udp from '../../wire/udp';
import { MARK_OPTIONS, PROTOCOL } from '../columns/columns';
import { Walk } from './scan-walk';
import {
  BAD_HEADER,
  IPV6,
  KIND_TCP,
  KIND_TCP_STUB,
  KIND_UDP,
  NO_LENGTH,
  NO_SCALE,
  OPTIONS_CUT,
  QUOTED,
} from './scratch';

export abstract class TransportWalk extends Walk {
  /** Whether a protocol hangs below a port of UDP. */
  protected abstract isKnownPort(port: number): boolean;
  /** Whether a UDP port is one that a tunnel may use. */
  protected abstract isTunnel(port: number): boolean;
  /** Walks into the tunnel of such a port; false where the datagram is none of it. */
  protected abstract tunnel(port: number, at: number): boolean;

  protected tcp(at: number): void {
    const b = this.bytes;
    const { out, row, end } = this;
    this.transports++;
    if (!this.quoted) out.protocol[row] = PROTOCOL.tcpCut;
    // Up to the window the header can be read field by field; Wireshark numbers the stream from there on.
    if (!this.enter()) return;
    if (!this.has(at, 16)) return this.tcpStub(at);
    const whole = this.has(at, tcp.HEADER_LEN);
    if (!this.quoted && whole) out.protocol[row] = PROTOCOL.tcp;
    const headerLen = tcp.headerLen(b, at);
    const declared = this.limit - at;
    let notes = out.notes[row];
    if (this.quoted) notes |= QUOTED;
    if (this.quoted || this.fragment || declared < headerLen) notes |= NO_LENGTH;
    if (headerLen < tcp.HEADER_LEN) notes |= BAD_HEADER;
    out.kind[row] = KIND_TCP;
    out.srcPort[row] = tcp.srcPort(b, at);
    out.dstPort[row] = tcp.dstPort(b, at);
    out.seq[row] = tcp.seq(b, at);
    out.ack[row] = tcp.ack(b, at);
    out.flags[row] = tcp.flags(b, at);
    out.headerWords[row] = headerLen >> 2;
    out.window[row] = tcp.window(b, at);
    out.payloadLen[row] = notes & NO_LENGTH ? 0 : declared - headerLen;
    out.payloadAt[row] = notes & (NO_LENGTH | BAD_HEADER) ? 0 : at + headerLen;

    let scale = NO_SCALE;
    out.sacks[row] = 0;
    const optionsEnd = at + headerLen;
    if (optionsEnd > end || !whole) notes |= OPTIONS_CUT;
    for (let o = at + tcp.HEADER_LEN, stop = Math.min(optionsEnd, end); o < stop && b[o] !== EOL;) {
      const length = lengthAt(b, o, stop);
      if (length === 0) {
        this.marks |= MARK_OPTIONS;
        break;
      }
      if (b[o] !== NOP && b[o] !== TIMESTAMPS) {
        this.marks |= MARK_OPTIONS;
        if (length < leastLength(b, o)) this.plain = false; // the dissector goes no further
      }
      if (b[o] === SACK) out.noteSack(row, b, o + 2, length - 2);
      else if (b[o] === WINDOW_SCALE && length === 3) scale = Math.min(b[o + 2], tcp.MAX_SHIFT);
      o += length;
    }
    if (notes & (NO_LENGTH | BAD_HEADER | OPTIONS_CUT)) this.plain = false;
    out.windowScale[row] = scale;
    out.notes[row] = notes;
    out.copyMarks[row] = ((this.identification << 16) | (whole ? tcp.checksum(b, at) : 0)) >>> 0;
  }

  /** Ports and sequence number are all that an ICMP error need quote (RFC 792). */
  private tcpStub(at: number): void {
    const b = this.bytes;
    const { out, row } = this;
    if (!this.quoted || at + 8 > this.end) return;
    out.kind[row] = KIND_TCP_STUB;
    out.notes[row] |= QUOTED;
    out.srcPort[row] = tcp.srcPort(b, at);
    out.dstPort[row] = tcp.dstPort(b, at);
    out.seq[row] = tcp.seq(b, at);
  }

  protected udp(at: number): void {
    const b = this.bytes;
    const { out, row } = this;
    this.transports++;
    if (!this.quoted) out.protocol[row] = PROTOCOL.udpCut;
    if (!this.enter() || !this.has(at, udp.HEADER_LEN)) return;
    if (!this.quoted) out.protocol[row] = PROTOCOL.udp;
    const length = udp.length(b, at);
    // RFC 768: the length counts the header. RFC 2675 section 4: 0 in a jumbogram; some senders write it into shorter ones.
    const jumbo = length === 0 && (out.notes[row] & IPV6) !== 0;
    if (length > udp.HEADER_LEN) this.has(at + udp.HEADER_LEN, 1); // its payload is missing: the dissector says so
    if (length < udp.HEADER_LEN && !jumbo) return;
    out.kind[row] = KIND_UDP;
    if (this.quoted) out.notes[row] |= QUOTED;
    const source = udp.srcPort(b, at);
    const destination = udp.dstPort(b, at);
    out.srcPort[row] = source;
    out.dstPort[row] = destination;
    const body = at + udp.HEADER_LEN;
    if (this.quoted) {
      out.payloadAt[row] = 0;
      return;
    }
    out.payloadAt[row] = Math.min(this.end, jumbo ? this.end : at + length) < body + 4 ? 0 : body;
    // Tunnels in UDP. The lower port is asked first, as for every hand-off by ports.
    const low = Math.min(source, destination);
    const high = Math.max(source, destination);
    if (!this.isTunnel(low) && !this.isTunnel(high)) return;
    // another protocol of the lower port takes the datagram before the tunnel of the higher one is asked
    if (!this.isTunnel(low) && this.isKnownPort(low)) return;
    this.plain = false;
    if (!jumbo) this.trim(at + length);
    if (at + udp.HEADER_LEN >= this.limit) return;
    if (!this.isTunnel(low) || !this.tunnel(low, at + udp.HEADER_LEN))
      if (this.isTunnel(high)) this.tunnel(high, at + udp.HEADER_LEN);
  }
}
