// "Decode as": rules for what ports and conversations lead to. A conversation with a rule goes before ports with one; a port with a rule
// before one without, whichever is lower, as in Wireshark.
import {
  isConversationRule,
  type ConversationEnds,
  type ConversationRule,
  type DecodeRule,
  type PortRule,
  type PortTable,
} from '../ipc/decode-as';
import type { DecodeAs } from './contract/context';
import { registry } from './protocols/registry';

const LAST_PORT = 0xffff;

export class DecodeRules implements DecodeAs {
  readonly rules: readonly DecodeRule[];
  readonly #ports: readonly PortRule[];
  readonly #conversations: readonly ConversationRule[];

  constructor(rules: readonly DecodeRule[]) {
    // one that was stored may name a protocol that this version does not have
    this.rules = rules.filter(({ table, protocol }) => decodable(table).includes(protocol));
    this.#ports = this.rules.filter((one): one is PortRule => !isConversationRule(one));
    this.#conversations = this.rules.filter(isConversationRule);
  }

  of(table: string, port: number): string | null {
    const rule = this.#ports.findLast((one) => one.table === table && one.first <= port && port <= one.last);
    return rule?.protocol ?? null;
  }

  ofConversation(table: string, a: number, b: number, addresses: () => readonly [string, string]): string | null {
    // texts of addresses are made only where the ports are those of a rule
    let known: readonly [string, string] | null = null;
    const rule = this.#conversations.findLast((one) => {
      const { addressA, portA, addressB, portB } = one.between;
      const [straight, turned] = [portA === a && portB === b, portA === b && portB === a];
      if (one.table !== table || !(straight || turned)) return false;
      const [first, second] = (known ??= addresses());
      return (
        (straight && addressA === first && addressB === second) || (turned && addressA === second && addressB === first)
      );
    });
    return rule?.protocol ?? null;
  }

  /**
   * What datagrams or segments between two ports are by the rules alone; null: there is none for them.
   * @param addresses of these ports, in their order; asked only where there may be a rule for them
   */
  between(table: PortTable, a: number, b: number, addresses: () => readonly [string, string]): string | null {
    return (
      this.ofConversation(table, a, b, addresses) ?? this.of(table, Math.min(a, b)) ?? this.of(table, Math.max(a, b))
    );
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
/** `192.0.2.1:40000-[2001:db8::1]:443`: an end, and another one */
const ENDS = /^(?:\[([^\]]+)\]|([\d.]+)):(\d+)-(?:\[([^\]]+)\]|([\d.]+)):(\d+)$/;
/** one port, `8888-8890`, or `8888:3` for three ports; each number may be hexadecimal or octal, too */
const PORTS = /^(0x[0-9a-f]+|\d+)(?:([-:])(0x[0-9a-f]+|\d+))?$/i;

/**
 * `tcp.port==8888,tls`, as for `-d` of tshark, and conversations in the place of ports.
 * @param canonical an address as it prints; null: it is none
 */
export function readRule(text: string, canonical: (address: string) => string | null): ReadRule {
  const parts = FORM.exec(text);
  if (!parts) return { ok: false, why: 'form', part: text };
  const [, table, ports, protocol] = parts;
  if (table !== 'tcp.port' && table !== 'udp.port') return { ok: false, why: 'table', part: table };
  const between = readEnds(ports, canonical);
  if (between) {
    const tunnel = [between.portA, between.portB].find((port) => registry.carries(table, port));
    if (tunnel !== undefined) return { ok: false, why: 'tunnel', part: String(tunnel) };
    if (!decodable(table).includes(protocol)) return { ok: false, why: 'protocol', part: protocol };
    return { ok: true, rule: { table, between, protocol } };
  }
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

function readEnds(text: string, canonical: (address: string) => string | null): ConversationEnds | null {
  const ends = ENDS.exec(text);
  if (!ends) return null;
  const addressA = canonical(ends[1] ?? ends[2]);
  const addressB = canonical(ends[4] ?? ends[5]);
  const [portA, portB] = [Number(ends[3]), Number(ends[6])];
  if (addressA === null || addressB === null || portA > LAST_PORT || portB > LAST_PORT) return null;
  return { addressA, portA, addressB, portB };
}

/** Numbers as C reads them. */
const numberOf = (text: string): number => (/^0[0-7]+$/.test(text) ? parseInt(text, 8) : Number(text));
