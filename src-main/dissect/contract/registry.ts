// Which protocols there are, which numbers lead to them, and every field by its name.
// A protocol joins by being in the list; nothing else knows it.
import { protocolField, type Field } from './fields';
import type { Framing } from '../../wire/framing';
import type { Protocol } from './protocol';

/** A protocol with the field that stands for it. */
export interface Registered {
  readonly protocol: Protocol;
  readonly line: Field;
}

/** Tables that lead to what streams carry. */
const STREAMS: ReadonlySet<string> = new Set(['tcp.port', 'quic.crypto']);

export class Registry {
  readonly protocols: readonly Protocol[];
  private readonly tables = new Map<string, Map<number, Registered>>();
  private readonly byAbbrev = new Map<string, Registered>();
  private readonly fieldsByAbbrev = new Map<string, Field>();
  private readonly framings = new Map<string, Map<number, Framing>>();
  private readonly registered = new Map<Protocol, Registered>();

  constructor(protocols: readonly Protocol[], extra: readonly Field[] = [], framings: readonly Framing[] = []) {
    for (const framing of framings) this.addFraming(framing);
    for (const field of extra) this.fieldsByAbbrev.set(field.abbrev, field);
    this.protocols = protocols;
    for (const protocol of protocols) {
      if (this.byAbbrev.has(protocol.abbrev)) throw new Error(`protocol ${protocol.abbrev} is registered twice`);
      const line =
        this.fieldsByAbbrev.get(protocol.abbrev) ?? protocolField(protocol.abbrev, protocol.name, protocol.line);
      const registered = { protocol, line };
      this.registered.set(protocol, registered);
      this.byAbbrev.set(protocol.abbrev, registered);
      this.fieldsByAbbrev.set(protocol.abbrev, line);
      for (const field of Object.values(protocol.fields)) {
        if (this.fieldsByAbbrev.has(field.abbrev)) throw new Error(`field ${field.abbrev} is registered twice`);
        this.fieldsByAbbrev.set(field.abbrev, field);
      }
      for (const [table, key] of protocol.under ?? []) {
        let keys = this.tables.get(table);
        if (!keys) this.tables.set(table, (keys = new Map<number, Registered>()));
        const other = keys.get(key);
        if (other) throw new Error(`${table} ${key} leads to ${other.protocol.abbrev} and to ${protocol.abbrev}`);
        keys.set(key, registered);
      }
    }
  }

  private addFraming(framing: Framing): void {
    for (const [table, key] of framing.under) {
      let keys = this.framings.get(table);
      if (!keys) this.framings.set(table, (keys = new Map<number, Framing>()));
      if (keys.has(key)) throw new Error(`messages of ${table} ${key} are cut in two ways`);
      keys.set(key, framing);
    }
  }

  /** How messages follow each other in a stream that `key` of `table` leads to. */
  framing(table: string, key: number): Framing | undefined {
    return this.framings.get(table)?.get(key);
  }
  /** How messages of a protocol follow each other, on whatever port. */
  framingOf({ abbrev }: Protocol): Framing | undefined {
    for (const [table, keys] of this.framings)
      for (const [key, framing] of keys) if (this.find(table, key)?.protocol.abbrev === abbrev) return framing;
    return undefined;
  }
  /** The protocol that `key` of `table` leads to. */
  find(table: string, key: number): Registered | undefined {
    return this.tables.get(table)?.get(key);
  }
  /** Whether other protocols, packets among them, are inside of what `key` leads to. */
  carries(table: string, key: number): boolean {
    const found = this.find(table, key);
    return found !== undefined && this.carriesPackets(found);
  }
  /** The same of a protocol; what streams carry inside of TLS and QUIC is no packet. */
  carriesPackets({ protocol }: Registered): boolean {
    return protocol.inside?.some((inner) => !STREAMS.has(inner)) ?? true;
  }
  /** The numbers that lead anywhere. */
  keys(table: string): Iterable<number> {
    return this.tables.get(table)?.keys() ?? [];
  }
  /** All that a table leads to. */
  under(table: string): Iterable<Registered> {
    return this.tables.get(table)?.values() ?? [];
  }
  protocol(abbrev: string): Registered | undefined {
    return this.byAbbrev.get(abbrev);
  }
  of(protocol: Protocol): Registered {
    const registered = this.registered.get(protocol);
    if (!registered) throw new Error(`protocol ${protocol.abbrev} is not registered`);
    return registered;
  }
  /** Field or protocol by Wireshark's name. */
  field(abbrev: string): Field | undefined {
    return this.fieldsByAbbrev.get(abbrev);
  }
  /** The field that stands for the protocol itself. */
  line(protocol: Protocol): Field {
    return this.of(protocol).line;
  }
  fields(): IterableIterator<Field> {
    return this.fieldsByAbbrev.values();
  }
}
