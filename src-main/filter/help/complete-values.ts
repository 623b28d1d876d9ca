// Values that a field can be compared with: names of its numbers, words of a closed list, True and False, flags, well-known ports
// and networks.
import type { Field, ValueTable } from '../../dissect/contract/fields';
import type { CompletionItem } from '../../ipc/contracts/filter-contract';
import type { Message } from '../../ipc/message';
import { groupOf } from './vocabulary';

const value = (text: string, detail: Message | null = null): CompletionItem => ({
  kind: 'value',
  text,
  type: '',
  name: '',
  detail,
});
const named = (text: string, what: string): CompletionItem =>
  value(text, { key: 'filterHelp.value.named', args: { what } });
const explained = (text: string, key: string): CompletionItem => value(text, { key: `filterHelp.value.${key}` });

/** Ports that people look for; names of IANA's service registry. */
const PORTS: readonly (readonly [number, string])[] = [
  [443, 'HTTPS'],
  [80, 'HTTP'],
  [53, 'DNS'],
  [22, 'SSH'],
  [25, 'SMTP'],
  [110, 'POP3'],
  [143, 'IMAP'],
  [123, 'NTP'],
  [67, 'DHCP'],
  [21, 'FTP'],
  [23, 'Telnet'],
  [389, 'LDAP'],
  [445, 'SMB'],
  [587, 'SMTP submission'],
  [993, 'IMAPS'],
  [1433, 'MS SQL'],
  [3306, 'MySQL'],
  [3389, 'RDP'],
  [5432, 'PostgreSQL'],
  [8080, 'HTTP alternate'],
  [8443, 'HTTPS alternate'],
];
const isPort = (field: Field): boolean => /^(tcp|udp)\.(port|srcport|dstport)$/.test(field.abbrev);

/** Combinations of tcp.flags as segments carry them. */
const TCP_FLAGS: readonly (readonly [number, string])[] = [
  [0x002, 'SYN'],
  [0x012, 'SYN, ACK'],
  [0x010, 'ACK'],
  [0x018, 'PSH, ACK'],
  [0x011, 'FIN, ACK'],
  [0x004, 'RST'],
  [0x014, 'RST, ACK'],
  [0x0c2, 'SYN, ECE, CWR'],
];
/** Its single bits, for `&`. */
const TCP_BITS: readonly (readonly [number, string])[] = [
  [0x002, 'SYN'],
  [0x010, 'ACK'],
  [0x001, 'FIN'],
  [0x004, 'RST'],
  [0x008, 'PSH'],
  [0x020, 'URG'],
  [0x040, 'ECE'],
  [0x080, 'CWR'],
];
const hex = (number: number, digits: number): string => `0x${number.toString(16).padStart(digits, '0')}`;

/** RFC 1918, 1122, 3927, 5771. */
const NETWORKS_4: readonly (readonly [string, string])[] = [
  ['10.0.0.0/8', 'private'],
  ['172.16.0.0/12', 'private'],
  ['192.168.0.0/16', 'private'],
  ['127.0.0.0/8', 'loopback'],
  ['169.254.0.0/16', 'linkLocal'],
  ['224.0.0.0/4', 'multicast'],
  ['255.255.255.255', 'broadcast'],
];
/** RFC 4291, 4193. */
const NETWORKS_6: readonly (readonly [string, string])[] = [
  ['fe80::/10', 'linkLocal'],
  ['fc00::/7', 'private'],
  ['2000::/3', 'global'],
  ['ff00::/8', 'multicast'],
  ['::1', 'loopback'],
];

/** Where the catalogue explains the words of a closed list. */
const CHOICES_WHY: Readonly<Record<string, string | undefined>> = {
  'synscope.handshake': 'flows.handshakeWhy',
  'synscope.ending': 'flows.endingWhy',
  'synscope.client_by': 'tree.synscope.clientBy',
};

/** Numbers up to this are tried where names come from a function. */
const TRIED = 0xffff;
const pairsOf = new WeakMap<object, readonly (readonly [number, string])[]>();

/** All numbers with a name, rising. */
function pairs(table: ValueTable): readonly (readonly [number, string])[] {
  const known = pairsOf.get(table);
  if (known) return known;
  const found: [number, string][] = [];
  if (typeof table === 'function') {
    for (let number = 0; number <= TRIED; number++) {
      const name = table(number);
      if (name !== undefined) found.push([number, name]);
    }
  } else for (const [number, name] of Object.entries(table)) found.push([Number(number), name]);
  pairsOf.set(table, found);
  return found;
}

const quote = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`;

function numbersOf(field: Field): CompletionItem[] {
  if (field.values === null) return [];
  const text = (number: number): string =>
    field.base === 'hex' || field.base === 'hex_dec' ? hex(number, Math.ceil(field.width / 4)) : String(number);
  return pairs(field.values)
    .filter(([number]) => field.width === 0 || number < 2 ** field.width)
    .map(([number, name]) => named(text(number), name));
}

/** The names themselves in quotation marks, where a name means one number only. */
function namesOf(field: Field): CompletionItem[] {
  if (field.values === null) return [];
  const count = new Map<string, number>();
  const list = pairs(field.values).filter(([number]) => field.width === 0 || number < 2 ** field.width);
  for (const [, name] of list) count.set(name, (count.get(name) ?? 0) + 1);
  return list.filter(([, name]) => count.get(name) === 1).map(([number, name]) => named(quote(name), String(number)));
}

function all(field: Field, operator: string): CompletionItem[] {
  if (field.abbrev === 'tcp.flags')
    return (operator === '&' || operator.startsWith('bit') ? TCP_BITS : TCP_FLAGS).map(([bits, what]) =>
      named(hex(bits, 3), what),
    );
  if (isPort(field)) return PORTS.map(([port, what]) => named(String(port), what));
  if (field.choices !== null) {
    const why = CHOICES_WHY[field.abbrev];
    return field.choices.map((choice) => value(quote(choice), why ? { key: `${why}.${choice}` } : null));
  }
  switch (field.type) {
    case 'bool': {
      const [yes, no] = field.words ?? [null, null];
      return [yes === null ? value('True') : named('True', yes), no === null ? value('False') : named('False', no)];
    }
    case 'ipv4':
      return NETWORKS_4.map(([text, what]) => explained(text, what));
    case 'ipv6':
      return NETWORKS_6.map(([text, what]) => explained(text, what));
    case 'ether':
      return [explained('ff:ff:ff:ff:ff:ff', 'broadcast')];
    case 'reltime':
      return [explained('0.001', 'millisecond'), explained('0.1', 'tenth'), explained('1', 'second')];
    default: {
      // an order among names means nothing: then numbers only
      const ordered = /^([<>]=?|[gl][te])$/.test(operator);
      return ordered ? numbersOf(field) : [...namesOf(field), ...numbersOf(field)];
    }
  }
}

/** The text inside the quotation marks, and what may stand without them. */
const bare = (text: string): string => text.toLowerCase().replace(/^r?"|"$/g, '');

/** Values for `field` right of `operator` that fit what is written; the ones that begin with it first. */
export function completeValues(field: Field, operator: string, prefix: string): CompletionItem[] {
  if (groupOf(field.type) === 'presence') return [];
  const wanted = bare(prefix);
  const quoted = /^r?"/i.test(prefix);
  const fits = all(field, operator).filter((item) => !quoted || item.text.startsWith('"'));
  if (wanted === '') return quoted ? fits : withoutTwins(fits);
  const begins = fits.filter((item) => bare(item.text).startsWith(wanted));
  const meant = (item: CompletionItem): string => String(item.detail?.args?.['what'] ?? '').toLowerCase();
  const within = fits.filter(
    (item) => !begins.includes(item) && (bare(item.text).includes(wanted) || meant(item).startsWith(wanted)),
  );
  return [...begins, ...within];
}

/** Without the numbers whose names are in the list already. */
function withoutTwins(items: readonly CompletionItem[]): CompletionItem[] {
  const spoken = new Set(items.filter((item) => item.text.startsWith('"')).map((item) => bare(item.text)));
  return items.filter((item) => !spoken.has(String(item.detail?.args?.['what'] ?? '').toLowerCase()));
}
