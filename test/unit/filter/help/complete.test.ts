// Completion: `|` in a row is the cursor. What is offered first, what is offered at all, and which part of the text it replaces.
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { completeFilter, MAX_ITEMS } from '../../../../src-main/filter/help/complete';
import { en, zhCN, type MessageKey } from '../../../../src-main/i18n/catalogue';
import type { FilterCompletion, FilterMacro } from '../../../../src-main/ipc/contracts/filter-contract';

const MACROS: FilterMacro[] = [
  { name: 'web', text: 'tcp.port in {80, 443}' },
  { name: 'from', text: 'ip.src == $1' },
];
function at(row: string): FilterCompletion {
  const cursor = row.indexOf('|');
  return completeFilter(row.slice(0, cursor) + row.slice(cursor + 1), cursor, MACROS);
}
const texts = (row: string): string[] => at(row).items.map((item) => item.text);

describe('what is offered first, in this order', () => {
  test.each<[string, string[]]>([
    // names
    ['|', ['tcp', 'udp', 'ip', 'ipv6', 'arp']],
    ['tc|', ['tcp', 'tcp.port', 'tcp.stream', 'tcp.len']],
    ['tcp|', ['tcp', 'tcp.port', 'tcp.stream', 'tcp.len']],
    ['tcp.|', ['tcp.port', 'tcp.stream', 'tcp.len']],
    ['tcp.flags.|', ['tcp.flags.syn', 'tcp.flags.ack', 'tcp.flags.fin', 'tcp.flags.reset', 'tcp.flags.ae']],
    ['TCP.FLAGS.S|', ['tcp.flags.syn', 'tcp.flags.str']],
    ['srcport|', ['tcp.srcport', 'udp.srcport']],
    ['retrans_t|', ['icmpv6.nd.ra.retrans_timer']],
    ['syns|', ['synscope', 'synscope.handshake', 'synscope.ending', 'synscope.sender']],
    ['not ar|', ['arp', 'arcnet', 'arp.opcode']],
    ['(ud|', ['udp', 'udpencap', 'udp.port']],
    ['tcp and !ud|', ['udp', 'udpencap', 'udp.port']],
    ['len(tcp.pay|', ['tcp.payload']],
    ['max(tcp.len, udp.le|', ['udp.length', 'udp.length.bad']],
    ['any ip.a|', ['ip.addr']],
    ['@ip.s|', ['ip.src', 'ip.src_rt']],
    // functions and keywords
    ['cou|', ['count(']],
    ['no|', ['not']],
    // operators
    ['tcp.port |', ['==', '!=', '>', '>=', '<', '<=', 'in', '&']],
    ['tcp.flags.syn |', ['==', '!=', 'in', '!==']],
    ['frame.interface_name |', ['==', '!=', 'contains', 'matches']],
    ['tcp.payload |', ['==', '!=', 'contains', 'matches']],
    ['tcp.payload[0:4] |', ['==', '!=', 'contains', 'matches']],
    ['tcp |', ['and', 'or', 'xor', '==']],
    ['tcp.connection.syn |', ['and', 'or', 'xor']],
    ['tcp.port =|', ['==', '===']],
    ['tcp.port !|', ['!=', '!==']],
    ['frame.protocols con|', ['contains']],
    ['tcp.port a|', ['any_eq', 'all_ne', 'any_ne', 'all_eq', 'and']],
    ['tcp.port not |', ['in']],
    ['tcp.port no|', ['not in']],
    ['len(tcp.payload) |', ['==', '!=', '>']],
    ['tcp.port |== 80', ['==', '!=', '>']],
    // values
    ['tcp.port == |', ['443', '80', '53']],
    ['tcp.port ==|', ['443', '80', '53']],
    ['tcp.port == 80|', ['80', '8080']],
    ['tcp.port == htt|', ['443', '80', '8080', '8443']],
    ['tcp.flags.syn == |', ['True', 'False']],
    ['tcp.flags.syn == t|', ['True']],
    ['tcp.flags == |', ['0x002', '0x012', '0x010']],
    ['tcp.flags & |', ['0x002', '0x010', '0x001']],
    ['ip.proto == |', ['"HOPOPT"', '"ICMP"']],
    ['ip.proto == "TC|', ['"TCP"']],
    ['ip.proto == tc|', ['"TCP"']],
    ['ip.proto == 17|', ['17']],
    ['eth.type == 0x08|', ['0x0800']],
    ['arp.opcode == |', ['"reserved"', '"request"', '"reply"']],
    ['arp.opcode < |', ['0', '1', '2']],
    ['synscope.handshake == |', ['"complete"', '"simultaneous"', '"no-answer"']],
    ['synscope.ending == "fin|', ['"fin-4"', '"fin-3"', '"fin-simultaneous"']],
    ['ip.addr == |', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16']],
    ['ip.src == ip.d|', ['ip.dst']],
    ['ip.src == 192|', ['192.168.0.0/16']],
    ['ipv6.addr == fe|', ['fe80::/10']],
    ['eth.dst == |', ['ff:ff:ff:ff:ff:ff']],
    // sets
    ['tcp.port in |', ['{']],
    ['tcp.port in {|', ['443', '80']],
    ['tcp.port in {80, |', ['443', '80']],
    ['tcp.port in {80, 44|', ['443']],
    ['tcp.port in {80..44|', ['443']],
    ['tcp.port in {80 |', [',', '..', '}']],
    ['tcp.port not in {80} |', ['and', 'or', 'xor']],
    // what a test is followed by
    ['tcp.port == 80 |', ['and', 'or', 'xor']],
    ['tcp.port == 80 a|', ['and']],
    ['(tcp.port == 80) |', ['and', 'or', 'xor']],
    ['frame.protocols matches "x" |', ['and', 'or', 'xor']],
    ['tcp.port == 80 and |', ['tcp', 'udp', 'ip']],
    // macros and references
    ['$|', ['${web}', '${from:']],
    ['${we|', ['${web}']],
    ['ip.addr == ${ip.sr|', ['${ip.src}', '${ip.src_rt}']],
  ])('%s', (row, expected) => expect(texts(row).slice(0, expected.length)).toEqual(expected));
});

describe('nothing is offered', () => {
  test.each([
    ['in a pattern', 'frame.protocols matches "tc|'],
    ['in a slice', 'tcp.payload[0|'],
    ['for a layer', 'ip.addr#|'],
    ['in a text at the beginning', '"tc|'],
    ['for arguments of a macro', '${from:10.|'],
    ['for a name that nothing has', 'tcp.zzz|'],
  ])('%s', (_where, row) => expect(texts(row)).toEqual([]));
});

describe('what an item replaces', () => {
  test.each<[string, string]>([
    ['|', ''],
    ['tc|', 'tc'],
    ['tc|p.port == 80', 'tcp.port'],
    ['tcp.po|', 'tcp.po'],
    ['udp or tcp.po|rt', 'tcp.port'],
    ['tcp.port == |', ''],
    ['tcp.port == 8|0', '80'],
    ['tcp.port =|', '='],
    ['tcp.port in {80..44|}', '44'],
    ['ip.proto == "TC|', '"TC'],
    ['ip.proto == "TC| and udp', '"TC'],
    ['ip.proto == "T|CP" and udp', '"TCP"'],
    ['${we|b}', '${web}'],
    ['${we|', '${we'],
  ])('%s', (row, expected) => {
    const { from, to } = at(row);
    expect(row.replace('|', '').slice(from, to)).toBe(expected);
  });
});

describe('the offer as a whole', () => {
  it('has no item twice', () => {
    for (const row of ['|', 't|', 'tcp.|', 'ip.proto == |', 'tcp.port == h|', 'ip.src == i|', 'tcp.port |', 'p|'])
      expect(new Set(texts(row)).size, row).toBe(texts(row).length);
  });
  it('is not longer than anybody reads', () => expect(texts('e|').length).toBe(MAX_ITEMS));
  it('says what a protocol and a field are', () => {
    const [tcp] = at('tcp|').items;
    expect(tcp).toEqual({
      kind: 'protocol',
      text: 'tcp',
      type: 'protocol',
      name: 'Transmission Control Protocol',
      detail: null,
    });
    expect(at('tcp.srcport|').items[0]).toMatchObject({ kind: 'field', type: 'uint16', name: 'Source Port' });
  });
  it('has a text in both languages for every line of help', () => {
    const rows = ['|', 'tcp.port |', 'tcp.port a|', 'frame.protocols |', 'm|', 'tcp.port in {80 |', 'tcp.port in |'];
    const values = ['ip.addr', 'ipv6.addr', 'eth.dst', 'tcp.time_delta', 'synscope.handshake', 'synscope.client_by'];
    for (const row of [...rows, ...values.map((field) => `${field} == |`), 'tcp.port no|', '$|', 'tcp.port == 80 |'])
      for (const { detail, text } of at(row).items) {
        if (detail === null) continue;
        expect(en[detail.key as MessageKey], `${row} ${text}`).toBeTypeOf('string');
        expect(zhCN[detail.key as MessageKey], `${row} ${text}`).toBeTypeOf('string');
      }
  });
});

describe('any text', () => {
  const PIECES = [
    ...['tcp', 'tcp.port', 'ip.addr', 'frame.protocols', 'len', 'not', 'in', 'and', 'matches', '==', '!', '=', '&'],
    ...['"', "'", '(', ')', '{', '}', '[', ']', ',', '..', '$', '${', '#', '@', '80', '10.0.0.1', ' ', '\\', '-', ';'],
  ];
  const text = fc.oneof(
    fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'binary', maxLength: 60 }),
  );
  it('is completed without an error, inside the text, with the cursor in what is replaced', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: -5, max: 80 }), (written, cursor) => {
        const { from, to, items } = completeFilter(written, cursor, MACROS);
        const inside = Math.max(0, Math.min(written.length, cursor));
        expect(from).toBeLessThanOrEqual(inside);
        expect(to).toBeGreaterThanOrEqual(inside);
        expect(to).toBeLessThanOrEqual(written.length);
        expect(from).toBeGreaterThanOrEqual(0);
        expect(items.length).toBeLessThanOrEqual(MAX_ITEMS);
      }),
      { numRuns: 400 },
    );
  });
  it('comes to an end over a long one', () => {
    const long = 'tcp.port == 80 and ('.repeat(800);
    expect(completeFilter(long, long.length, []).items.length).toBeLessThanOrEqual(MAX_ITEMS);
    expect(completeFilter('"\\'.repeat(8000), 16000, []).items.length).toBeLessThanOrEqual(MAX_ITEMS);
  });
});
