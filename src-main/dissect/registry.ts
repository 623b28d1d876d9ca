// Which protocols there are, which numbers lead to them, and every field by its name.
// A protocol joins by being in the list; nothing else knows it.
import { protocolField, type Field } from './fields';
import type { Protocol } from './protocol';

export class Registry {
  readonly protocols: readonly Protocol[];
  private readonly tables = new Map<string, Map<number, Protocol>>();
  private readonly byAbbrev = new Map<string, Protocol>();
  private readonly fieldsByAbbrev = new Map<string, Field>();
  private readonly lines = new Map<Protocol, Field>();

  constructor(protocols: readonly Protocol[], extra: readonly Field[] = []) {
    for (const field of extra) this.fieldsByAbbrev.set(field.abbrev, field);
    this.protocols = protocols;
    for (const protocol of protocols) {
      if (this.byAbbrev.has(protocol.abbrev)) throw new Error(`protocol ${protocol.abbrev} is registered twice`);
      this.byAbbrev.set(protocol.abbrev, protocol);
      const line = this.fieldsByAbbrev.get(protocol.abbrev) ?? protocolField(protocol.abbrev, protocol.name);
      this.lines.set(protocol, line);
      this.fieldsByAbbrev.set(protocol.abbrev, line);
      for (const field of Object.values(protocol.fields)) {
        if (this.fieldsByAbbrev.has(field.abbrev)) throw new Error(`field ${field.abbrev} is registered twice`);
        this.fieldsByAbbrev.set(field.abbrev, field);
      }
      for (const [table, key] of protocol.under ?? []) {
        let keys = this.tables.get(table);
        if (!keys) this.tables.set(table, (keys = new Map<number, Protocol>()));
        const other = keys.get(key);
        if (other) throw new Error(`${table} ${key} leads to ${other.abbrev} and to ${protocol.abbrev}`);
        keys.set(key, protocol);
      }
    }
  }

  /** The protocol that `key` of `table` leads to. */
  find(table: string, key: number): Protocol | undefined {
    return this.tables.get(table)?.get(key);
  }
  protocol(abbrev: string): Protocol | undefined {
    return this.byAbbrev.get(abbrev);
  }
  /** Field or protocol by Wireshark's name. */
  field(abbrev: string): Field | undefined {
    return this.fieldsByAbbrev.get(abbrev);
  }
  /** The field that stands for the protocol itself. */
  line(protocol: Protocol): Field {
    const field = this.lines.get(protocol);
    if (!field) throw new Error(`protocol ${protocol.abbrev} is not registered`);
    return field;
  }
  fields(): IterableIterator<Field> {
    return this.fieldsByAbbrev.values();
  }
}
