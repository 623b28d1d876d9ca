// Finds the addresses and texts that stand in the headers of a frame. What carries a message of an application is not looked into.
import { registry } from '../../dissect/protocols/registry';
import type { Field, FieldGroup } from '../../dissect/contract/fields';
import type { LayerMode } from '../../dissect/contract/protocol';
import { QuietSink } from '../../dissect/sinks/quiet-sink';
import { isHeaderProtocol } from './header-length';

/** Addresses of a length that is not known beforehand: nothing is put in their place but zeros. */
const PLAIN_ADDRESSES = new Set([
  ...['sll.src.other', 'arp.src.hw', 'arp.dst.hw', 'arp.src.proto', 'arp.dst.proto'],
  'ppi.proc-info',
]);
/** Texts of these protocols are no text of the packet, or stand on bytes that are addresses. */
const NO_TEXTS = ['frame.', 'ip.', 'ipv6.', 'tcp.', 'udp.', 'eth.', 'icmp.'];

export const FOUND = { ipv4: 1, ipv6: 2, ether: 3, blank: 4 } as const;

export class HeaderSink extends QuietSink {
  readonly detail = false;
  /** findings of the frame dissected last: what it is (FOUND), where it stands, how many bytes it has */
  readonly kinds: number[] = [];
  readonly places: number[] = [];
  readonly lengths: number[] = [];
  readonly #modes: LayerMode[] = [];
  /** what is found by field id, 0: nothing */
  readonly #found: number[] = [];
  #inFrame = true;

  constructor() {
    super();
    for (const protocol of registry.protocols)
      this.#modes[registry.line(protocol).id] = isHeaderProtocol(protocol.abbrev) ? 'read' : 'skip';
    for (const field of registry.fields()) this.#found[field.id] = foundIn(field);
  }

  modeOf(line: Field): LayerMode {
    return this.#modes[line.id] ?? 'skip';
  }
  wants(field: Field): boolean {
    return (this.#found[field.id] ?? 0) !== 0;
  }
  wantsAny({ fields }: FieldGroup): boolean {
    return fields.some((field) => this.wants(field));
  }
  begin(): void {
    this.kinds.length = this.places.length = this.lengths.length = 0;
    this.#inFrame = true;
  }
  /** What was put together out of several frames is in none of them. */
  source(number: number): void {
    this.#inFrame = number === 0;
  }

  override bytes(field: Field, at: number, len: number): void {
    this.#note(this.#found[field.id] ?? 0, at, len);
  }
  override address(field: Field, at: number, len: number): void {
    if (this.wants(field)) this.#note(FOUND.blank, at, len);
  }
  override string(field: Field, at: number, len: number): void {
    this.#note(this.#found[field.id] ?? 0, at, len);
  }

  #note(found: number, at: number, len: number): void {
    if (found === 0 || len === 0 || !this.#inFrame) return;
    this.kinds.push(found);
    this.places.push(at);
    this.lengths.push(len);
  }
}

function foundIn({ abbrev, type }: Field): number {
  if (type === 'ipv4' || type === 'ipv6' || type === 'ether') return FOUND[type];
  if (PLAIN_ADDRESSES.has(abbrev)) return FOUND.blank;
  return type === 'string' && !NO_TEXTS.some((start) => abbrev.startsWith(start)) ? FOUND.blank : 0;
}
