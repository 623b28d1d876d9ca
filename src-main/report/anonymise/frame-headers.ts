// What of a frame is header: where the last header ends, and with other addresses in the place of its own.
import type { FrameContext, DissectOptions } from '../../dissect/contract/context';
import { dissectGuarded, type BugReport } from '../../dissect/dissect';
import type { AddressMap } from './address-map';
import { correctChecksums, type FoundHeader } from './checksums';
import { headerEnd } from './header-length';
import { FOUND, HeaderSink } from './header-sink';
import { PlainHeaders } from './plain-headers';

const OPTIONS: DissectOptions = { checkChecksums: false, relativeSequenceNumbers: false };

/** Protocols whose header may be cut in the middle without showing a part of an address. */
const MAY_BE_CUT = new Set(['tcp', 'udp', 'icmp', 'esp']);

export class FrameHeaders {
  readonly #sink = new HeaderSink();
  readonly #plain = new PlainHeaders();
  #frame = new Uint8Array(256);

  constructor(readonly report: BugReport) {}

  /**
   * Headers of a frame, without what they carry: a view of `bytes`. `plain`: the scan has found exactly one IP header without options and one of
   * TCP or UDP, whose options hold no address.
   */
  cut(bytes: Uint8Array, context: () => FrameContext, plain = false): Uint8Array {
    if (plain && this.#plain.read(bytes)) return bytes.subarray(0, this.#plain.end);
    return bytes.subarray(0, this.#layers(bytes, context()).end);
  }

  /** The same, with other addresses, and checksums that are right or wrong as they were. A view that the next call overwrites. */
  anonymous(bytes: Uint8Array, context: () => FrameContext, map: AddressMap, plain = false): Uint8Array {
    if (plain && this.#plain.read(bytes)) {
      const { end, addresses, headers } = this.#plain;
      const frame = this.#copy(bytes, end);
      for (const { kind, at } of addresses) map.replace(kind, frame, at);
      correctChecksums(bytes, frame, headers);
      return frame;
    }
    const { end, layers } = this.#layers(bytes, context());
    const frame = this.#copy(bytes, end);
    const { kinds, places, lengths } = this.#sink;
    const done = new Set<number>();
    for (const [i, at] of places.entries()) {
      if (at >= end || done.has(at)) continue;
      done.add(at);
      const kind = kinds[i];
      // what is there in part only could be guessed from its beginning
      if (kind === FOUND.blank || at + lengths[i] > end) frame.fill(0, at, Math.min(end, at + lengths[i]));
      else map.replace(kind === FOUND.ipv4 ? 'ipv4' : kind === FOUND.ipv6 ? 'ipv6' : 'ether', frame, at);
    }
    correctChecksums(bytes, frame, layers);
    return frame;
  }

  #copy(bytes: Uint8Array, end: number): Uint8Array {
    if (end > this.#frame.length) this.#frame = new Uint8Array(end * 2);
    const frame = this.#frame.subarray(0, end);
    frame.set(bytes.subarray(0, end));
    return frame;
  }

  /** The headers of the frame's own bytes from the outermost on, and where the last one ends. */
  #layers(bytes: Uint8Array, context: FrameContext): { end: number; layers: FoundHeader[] } {
    // A datagram in fragments has no whole anywhere once these are cut: each frame is read for itself.
    const alone: FrameContext = { ...context, datagram: () => null, segments: () => null };
    const packet = dissectGuarded(bytes, alone, OPTIONS, this.#sink, this.report);
    const layers: FoundHeader[] = [];
    let end = 0;
    for (let i = 0; i < packet.layerCount; i++) {
      const layer = packet.layer(i);
      if (layer.source !== 0) continue;
      layers.push({ abbrev: layer.protocol.abbrev, at: layer.at, end: layer.end });
      const header = headerEnd(layer);
      if (header === null) continue;
      const whole = header.whole || MAY_BE_CUT.has(layer.protocol.abbrev);
      end = Math.max(end, whole ? header.end : layer.at);
      if (!whole) break;
    }
    return { end: Math.min(end, bytes.length), layers };
  }
}
