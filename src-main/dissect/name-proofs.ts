// Which names a frame proves for which addresses: answers of DNS (RFC 1035 sections 3.2.2, 3.4.1 and 3.5, RFC 3596), and the server
// name that a client asks for when it opens TLS (RFC 6066 section 3), which is the name of where it sends this to.
import type { NameProof } from '../ipc/contracts/names-contract';
import type { Field, FieldValue } from './contract/fields';
import { registry } from './protocols/registry';
import { ChosenFields } from './sinks/chosen-fields';

/** A name for an address of 4 or 16 bytes. */
export interface ProvenName {
  by: NameProof;
  address: Uint8Array;
  name: string;
}

/** Names that are taken of one frame: a made one could have some thousand. */
const MOST_A_FRAME = 256;
/** A name of DNS has no more (RFC 1035 section 2.3.4), nor has one of TLS, which is such a name. */
const MOST_CHARACTERS = 255;

function known(abbrev: string): Field {
  const field = registry.field(abbrev);
  if (!field) throw new Error(`no field ${abbrev}`);
  return field;
}

const FIELDS = [
  'ip.dst',
  'ipv6.dst',
  'dns.flags.response',
  'dns.resp.name',
  'dns.cname',
  'dns.a',
  'dns.aaaa',
  'dns.ptr.domain_name',
  'tls.handshake.extensions_server_name',
] as const;
type Slot = (typeof FIELDS)[number];

/** The frames that have any, as a display filter: columns tell most of those that have none. */
export const NAME_FILTER = 'dns.a or dns.aaaa or dns.ptr.domain_name or tls.handshake.extensions_server_name';

export class NameSink extends ChosenFields {
  readonly detail = false;
  /** of the frame dissected last, in the order of its bytes */
  readonly found: ProvenName[] = [];
  #destination: Uint8Array | null = null;
  #isAnswer = false;
  #owner = '';
  /** the name that somebody asked for, by the name that it leads to */
  readonly #asked = new Map<string, string>();

  constructor() {
    super(FIELDS.map(known));
  }

  begin(bytes: Uint8Array): void {
    this.frame = bytes;
    this.found.length = 0;
    this.#destination = null;
    this.#isAnswer = false;
    this.#owner = '';
    if (this.#asked.size > 0) this.#asked.clear();
  }

  protected add(slot: number, _at: number, _len: number, value: FieldValue): void {
    const field: Slot = FIELDS[slot];
    if (field === 'dns.flags.response') {
      // the next message begins
      this.#isAnswer = Boolean(value);
      this.#asked.clear();
    } else if (typeof value !== 'string') return;
    else if (field === 'dns.resp.name') this.#owner = value;
    else if (field === 'dns.cname') this.#alias(value);
    else if (field === 'dns.ptr.domain_name') this.#reverse(value);
    else if (field === 'tls.handshake.extensions_server_name') this.#note('tls', this.#destination, value);
  }

  protected addBytes(slot: number, at: number, len: number): void {
    this.#address(FIELDS[slot], this.frame.subarray(at, at + len));
  }
  protected addAddress(slot: number, _at: number, _len: number, value: Uint8Array): void {
    this.#address(FIELDS[slot], value);
  }
  protected addLine(): void {}

  #address(field: Slot, address: Uint8Array): void {
    if (field === 'ip.dst' || field === 'ipv6.dst') this.#destination = address;
    else if ((field === 'dns.a' || field === 'dns.aaaa') && this.#isAnswer)
      this.#note('dns', address, this.#asked.get(this.#owner.toLowerCase()) ?? this.#owner);
  }

  /** The owner is another name of `target`. The answers of a message stand in this order, RFC 1034 section 4.3.2. */
  #alias(target: string): void {
    if (this.#asked.size >= MOST_A_FRAME) return;
    const owner = this.#owner;
    this.#asked.set(target.toLowerCase(), this.#asked.get(owner.toLowerCase()) ?? owner);
  }

  #reverse(name: string): void {
    if (this.#isAnswer) this.#note('ptr', reverseAddress(this.#owner), name);
  }

  #note(by: NameProof, address: Uint8Array | null, name: string): void {
    if (address === null || (address.length !== 4 && address.length !== 16)) return;
    // `<Root>`, `<Name too long>` are no names
    if (name === '' || name.length > MOST_CHARACTERS || name.startsWith('<')) return;
    if (this.found.length < MOST_A_FRAME) this.found.push({ by, address, name });
  }
}

/** The address that a name below in-addr.arpa (RFC 1035 section 3.5) or ip6.arpa (RFC 3596 section 2.5) stands for; null: none. */
export function reverseAddress(name: string): Uint8Array | null {
  const labels = name.toLowerCase().split('.').reverse();
  if (labels[0] !== 'arpa') return null;
  const parts = labels.slice(2);
  if (labels[1] === 'in-addr') {
    const bytes = parts.map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : 256));
    return bytes.length === 4 && bytes.every((byte) => byte < 256) ? Uint8Array.from(bytes) : null;
  }
  if (labels[1] !== 'ip6' || parts.length !== 32 || !parts.every((part) => /^[0-9a-f]$/.test(part))) return null;
  return Uint8Array.from({ length: 16 }, (_, i) => parseInt(parts[2 * i] + parts[2 * i + 1], 16));
}
