// What a walk along a frame keeps: the bytes, where it stands in them, and what it has met so far. The files beside this one add the
// headers, each on the ground of the one before: scan-transport, scan-fragments, scan-extensions, scan-network, scan-tunnels, scan-wlan.
import { MAX_LAYERS } from '../../dissect/contract/most-layers';
import { PROTOCOL, SHAPE_ANY, SHAPE_NO_IP, SHAPE_NO_TRANSPORT, SHAPE_PLAIN } from '../columns/columns';
import { KIND_NONE, Scratch } from './scratch';
import { through } from './tunnel-path';

export abstract class Walk {
  /** what is filled; another one may take its place between two batches */
  out = new Scratch();
  protected bytes: Uint8Array = new Uint8Array(0);
  /** row of the scratch */
  protected row = 0;
  /** end of the bytes that were captured, and of those that were on the wire as the headers so far say; end <= limit */
  protected end = 0;
  protected limit = 0;
  protected quoted = false;
  /** identification of the innermost IP header, 0 without */
  protected identification = 0;
  /** what lies around what is walked on into; 0 unless `byTunnel` */
  protected path = 0;
  protected fragment = false;
  protected layers = 0;
  /** IP headers, and TCP and UDP headers, also cut and wrong ones */
  protected ipHeaders = 0;
  protected transports = 0;
  /** bytes that were looked for are not there: what the dissectors make of the rest is not sure */
  protected cut = false;
  /** IEEE 802.1Q identifier of the innermost tag, 0 without */
  protected vlan = 0;
  /** nothing so far forbids SHAPE_PLAIN */
  protected plain = true;
  /** MARK_* bits, should the frame be plain */
  protected marks = 0;

  /** Another header inside the ones before; false where that has gone on for too long. */
  protected enter(): boolean {
    return ++this.layers <= MAX_LAYERS;
  }
  protected has(at: number, len: number): boolean {
    if (at + len <= this.end) return true;
    this.cut = true;
    return false;
  }
  /** conversations are told apart by what lies around them */
  protected abstract readonly byTunnel: boolean;
  protected through(kind: number, identifier = 0): void {
    if (this.byTunnel) this.path = through(this.path, kind, identifier);
  }
  /** What follows ends at `limit` at the latest. */
  protected trim(limit: number): void {
    if (limit >= this.limit) return;
    this.limit = limit;
    this.end = Math.min(this.end, limit);
  }

  /** SHAPE_* of the frame that was walked. */
  protected shape(): number {
    if (this.cut || this.layers > MAX_LAYERS) return this.notPlain();
    if (this.ipHeaders === 0) return this.notPlain() | SHAPE_NO_IP;
    if (this.transports === 0) return this.notPlain() | SHAPE_NO_TRANSPORT;
    const { kind } = this.out;
    if (this.plain && this.ipHeaders === 1 && this.transports === 1 && kind[this.row] !== KIND_NONE) return SHAPE_PLAIN;
    return this.notPlain();
  }
  private notPlain(): number {
    this.marks = 0;
    return SHAPE_ANY;
  }

  /** Forgets the frame before. */
  protected begin(row: number, end: number, limit: number): void {
    const { out } = this;
    this.row = row;
    this.end = end;
    this.limit = limit;
    this.quoted = false;
    this.fragment = false;
    this.vlan = 0;
    this.path = 0;
    this.layers = 1; // the frame itself
    this.ipHeaders = 0;
    this.transports = 0;
    this.plain = true;
    this.cut = false;
    this.marks = 0;
    out.kind[row] = KIND_NONE;
    out.notes[row] = 0;
    out.protocol[row] = PROTOCOL.other;
    out.ttl[row] = 0;
  }
}
