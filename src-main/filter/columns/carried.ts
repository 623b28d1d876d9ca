// Where fields of what TCP and UDP carry cannot be: in conversations whose ports, and what was found out about them, lead to no protocol that has them;
// in segments that carry nothing but a part of a message; in messages of the other side. Frames are told apart here without a look at their bytes.
import type { Field, Side } from '../../dissect/contract/fields';
import type { LayerMode, Protocol, Where } from '../../dissect/contract/protocol';
import { registry } from '../../dissect/protocols/registry';
import { addedBy, layerModes } from '../../dissect/sinks/layer-modes';
import { CHUNK_BITS } from '../../flow/columns/columns';
import { PARTIAL, UDP } from '../../flow/columns/frame-chunk';
import { RST } from '../../wire/tcp';
import type { ColumnSource } from './column-row';

type Table = 'tcp.port' | 'udp.port';
const ABOVE: ReadonlySet<Where> = new Set(['tcp', 'udp', 'transport']);

/** Protocols that stand behind a header of TCP or UDP and nowhere else, with those that they read themselves. */
function carriedProtocols(): Set<Protocol> {
  const tables = new Set<string>(['tcp.port', 'udp.port']);
  const carried = new Set<Protocol>();
  for (let before = -1; before < carried.size;) {
    before = carried.size;
    for (const protocol of registry.protocols) {
      const { under = [], where, apart } = protocol;
      if (apart || !ABOVE.has(where) || under.length === 0 || !under.every(([table]) => tables.has(table))) continue;
      carried.add(protocol);
      for (const table of protocol.inside ?? []) tables.add(table);
    }
  }
  return carried;
}

function carriedFields(): Set<Field> {
  const carried = carriedProtocols();
  const fields = new Set([...carried].flatMap((protocol) => [...addedBy(protocol)]));
  for (const protocol of registry.protocols)
    if (!carried.has(protocol)) for (const field of addedBy(protocol)) fields.delete(field);
  return fields;
}

/** Fields that are in nothing but what a header of TCP or UDP carries. */
export const CARRIED: ReadonlySet<Field> = carriedFields();

/** The keys of a table that lead to something; those below 0 lead to what is known by its bytes, whatever the ports. */
interface Reach {
  readonly keys: ReadonlySet<number>;
  readonly anyPort: boolean;
}

function reachOf(table: Table, modes: readonly LayerMode[]): Reach {
  const keys = new Set<number>();
  for (const key of registry.keys(table)) {
    const found = registry.find(table, key);
    if (found && modes[found.line.id] !== 'skip') keys.add(key);
  }
  return { keys, anyPort: [...keys].some((key) => key < 0) };
}

const UNKNOWN = 0;
const NEVER = 1;
const MAYBE = 2;

/** Asked for rows in which a header of TCP or UDP is the last one that the scan knows (`SHAPE_PLAIN`). */
export class Carried {
  readonly #source: ColumnSource;
  readonly #fields: readonly Field[];
  /** null: not all fields have the same */
  readonly #side: Side | null;
  #tcpReach: Reach | null = null;
  #udpReach: Reach | null = null;
  /** by stream: NEVER, MAYBE */
  #tcp: Uint8Array = new Uint8Array(0);
  #udp: Uint8Array = new Uint8Array(0);
  /** what the answers of conversations hang on */
  #asOf = '';

  /** `fields`: of `CARRIED` */
  constructor(fields: readonly Field[], source: ColumnSource) {
    this.#fields = fields;
    this.#source = source;
    this.#side = fields.every(({ side }) => side === fields[0]?.side) ? (fields[0]?.side ?? null) : null;
  }

  /** Of a chunk of the columns: whether it is sure that a row, by its place in it, has none of the fields. */
  chunk(index: number): (i: number) => boolean {
    const { analysis } = this.#source;
    const { columns, table, messages } = analysis;
    const { bits, stream } = columns.chunk(index);
    const start = index << CHUNK_BITS;
    this.#see();
    const tcp = (this.#tcp = widened(this.#tcp, table.tcpCount));
    const udp = (this.#udp = widened(this.#udp, table.udpCount));
    return (i) => {
      const row = start + i;
      const isUdp = (bits[i] & UDP) !== 0;
      // what a stream carries is known where somebody has looked for it
      if (!isUdp && row >= messages.looked) return false;
      const known = isUdp ? udp : tcp;
      const number = stream ? stream[i] : 0;
      if (known[number] === UNKNOWN) known[number] = this.#decide(analysis.flowOfRow(row), isUdp);
      if (isUdp) return known[number] === NEVER;
      if (known[number] === NEVER && (bits[i] & PARTIAL) === 0 && (columns.flags(row) & RST) === 0) return true;
      return analysis.isPartOfMessage(row) || (this.#side !== null && analysis.isOfOtherSide(row, this.#side));
    };
  }

  /** Forgets what was said of conversations where that may have become something else. */
  #see(): void {
    const { analysis, decodeAs } = this.#source;
    const sealed = analysis.decrypted.records === 0;
    const asOf = `${analysis.exchanges.turns} ${sealed} ${decodeAs === null}`;
    if (asOf === this.#asOf) return;
    this.#asOf = asOf;
    const modes = layerModes(this.#fields, sealed);
    this.#tcpReach = reachOf('tcp.port', modes);
    this.#udpReach = reachOf('udp.port', modes);
    this.#tcp.fill(UNKNOWN);
    this.#udp.fill(UNKNOWN);
  }

  #decide(flow: number, isUdp: boolean): number {
    const reach = isUdp ? this.#udpReach : this.#tcpReach;
    const { analysis, decodeAs } = this.#source;
    // rules may lead anywhere
    if (flow < 0 || decodeAs !== null || reach === null) return MAYBE;
    const turns = isUdp ? [] : analysis.exchanges.turnsOf(flow);
    for (const { key } of turns) if (reach.keys.has(key)) return MAYBE;
    if (turns.some(({ row }) => row === 0)) return NEVER;
    const { ports } = analysis.table.chunk(flow);
    const i = 2 * analysis.table.position(flow);
    return reach.anyPort || reach.keys.has(ports[i]) || reach.keys.has(ports[i + 1]) ? MAYBE : NEVER;
  }
}

function widened(old: Uint8Array, needed: number): Uint8Array {
  if (needed <= old.length) return old;
  const wider = new Uint8Array(Math.max(1024, 2 * old.length, needed));
  wider.set(old);
  return wider;
}
