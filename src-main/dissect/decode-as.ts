// "Decode as": rules for what ports lead to. A port with a rule goes before one without, whichever is lower, as in Wireshark.
import type { DecodeRule, PortTable } from '../ipc/decode-as';
import type { DecodeAs } from './contract/context';
import { registry } from './protocols/registry';

const LAST_PORT = 0xffff;

export class DecodeRules implements DecodeAs {
  readonly rules: readonly DecodeRule[];

  constructor(rules: readonly DecodeRule[]) {
    // one that was stored may name a protocol that this version does not have
    this.rules = rules.filter(({ table, protocol }) => decodable(table).includes(protocol));
  }

  of(table: string, port: number): string | null {
    return this.rules.findLast((one) => one.table === table && one.first <= port && port <= one.last)?.protocol ?? null;
  }

  /** What datagrams or segments between two ports are by the rules alone; null: there is none for them. */
  between(table: PortTable, a: number, b: number): string | null {
    return this.of(table, Math.min(a, b)) ?? this.of(table, Math.max(a, b));
  }
}

/**
 * The protocols that can be chosen for a port: those that some port leads to, and none at all. What carries packets is not among them:
 * conversations are found before anything is dissected (flow/scan), by the usual ports.
 */
export function decodable(table: PortTable): string[] {
  const found = new Set(['data']);
  for (const one of registry.under(table)) if (!registry.carriesPackets(one)) found.add(one.protocol.abbrev);
  return [...found].sort();
}

export type ReadRule =
  { ok: true; rule: DecodeRule } | { ok: false; why: 'form' | 'table' | 'ports' | 'tunnel' | 'protocol'; part: string };

const FORM = /^\s*([^=,\s]+)\s*==\s*([^=,\s]+)\s*,\s*([^=,\s]+)\s*$/;
/** one port, `8888-8890`, or `8888:3` for three ports; each number may be hexadecimal or octal, too */
const PORTS = /^(0x[0-9a-f]+|\d+)(?:([-:])(0x[0-9a-f]+|\d+))?$/i;

/** `tcp.port==8888,tls`, as for `-d` of tshark. */
export function readRule(text: string): ReadRule {
  const parts = FORM.exec(text);
  if (!parts) return { ok: false, why: 'form', part: text };
  const [, table, ports, protocol] = parts;
  if (table !== 'tcp.port' && table !== 'udp.port') return { ok: false, why: 'table', part: table };
  const range = PORTS.exec(ports);
  if (!range) return { ok: false, why: 'ports', part: ports };
  const first = numberOf(range[1]);
  const other = range[3] === undefined ? first : numberOf(range[3]);
  const last = range[2] === ':' ? first + other - 1 : other;
  if (!(first <= last && last <= LAST_PORT)) return { ok: false, why: 'ports', part: ports };
  for (let port = first; port <= last; port++)
    if (registry.carries(table, port)) return { ok: false, why: 'tunnel', part: String(port) };
  if (!decodable(table).includes(protocol)) return { ok: false, why: 'protocol', part: protocol };
  return { ok: true, rule: { table, first, last, protocol } };
}

/** Numbers as C reads them. */
const numberOf = (text: string): number => (/^0[0-7]+$/.test(text) ? parseInt(text, 8) : Number(text));
