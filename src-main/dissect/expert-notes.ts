// The expert notes of a frame, and nothing else of it: which kinds there are, and which of them a frame has. What Wireshark lists in
// Analyze > Expert Information; a kind is a field, and the list of kinds is the same in every thread.
import type { Severity } from '../ipc/contracts/engine-contract';
import type { ExpertGroup, Field } from './contract/fields';
import type { Protocol } from './contract/protocol';
import { WS } from './contract/verdict-fields';
import { registry } from './protocols/registry';
import { ChosenFields } from './sinks/chosen-fields';

export interface NoteKind {
  readonly field: Field;
  readonly severity: Severity;
  readonly group: ExpertGroup;
  /** as the column Protocol has it: `TCP`; empty: of any layer */
  readonly protocol: string;
}

const ownerOf = new Map<Field, Protocol>();
for (const protocol of registry.protocols)
  for (const field of Object.values(protocol.fields)) ownerOf.set(field, protocol);

function protocolOf(field: Field): string {
  const protocol = ownerOf.get(field);
  if (!protocol) return '';
  return typeof protocol.column === 'string' ? protocol.column : protocol.abbrev.toUpperCase();
}

/** A packet that contradicts itself is a note of Wireshark's, too: "Malformed Packet (Exception occurred)". */
const MALFORMED = WS['malformed'];

export const NOTE_KINDS: readonly NoteKind[] = [...registry.fields()]
  .filter((field) => field.expert !== null || field === MALFORMED)
  .map((field) => ({
    field,
    severity: field.expert ?? 'error',
    group: field === MALFORMED ? 'malformed' : field.group,
    protocol: protocolOf(field),
  }));

/** Kinds by the id of their field. */
const KIND_OF = new Map(NOTE_KINDS.map(({ field }, kind) => [field.id, kind]));

/** Notes that are taken of one frame: a made one could have one for each of its bytes. */
const MOST_A_FRAME = 1024;

export class NoteSink extends ChosenFields {
  readonly detail = false;
  /** kinds of the frame dissected last, in the order of its bytes; the same one as often as it was noted */
  readonly found: number[] = [];
  #quotes = 0;

  constructor() {
    super(NOTE_KINDS.map(({ field }) => field));
  }

  begin(bytes: Uint8Array): void {
    this.frame = bytes;
    this.found.length = 0;
    this.#quotes = 0;
  }

  override beginQuote(): void {
    this.#quotes++;
  }
  override endQuote(): void {
    this.#quotes--;
  }
  override expert(field: Field): void {
    // of a packet that an ICMP error quotes Wireshark lists none
    if (this.#quotes > 0) return;
    this.#note(field);
  }
  override verdict(field: Field): void {
    // the limit of layers is noted beside its line
    if (field !== WS['too_many_layers']) this.#note(field);
  }

  protected add(): void {}
  protected addBytes(): void {}
  protected addAddress(): void {}
  protected addLine(): void {}

  #note(field: Field): void {
    const kind = KIND_OF.get(field.id);
    if (kind !== undefined && this.found.length < MOST_A_FRAME) this.found.push(kind);
  }
}
