// Values as `tshark -T fields` prints them, as the tree shows them, and as filters.
import { describe, expect, it } from 'vitest';
import { defineFields, type Field, type FieldValue } from '../../../../src-main/dissect/contract/fields';
import { bitsText, fieldText, filterText, treeText } from '../../../../src-main/dissect/values/format-value';
import { hex } from '../../../fixtures/make-packet';

const F = defineFields('x', {
  dec: ['Dec', 'uint16', 'dec'],
  hex: ['Hex', 'uint16', 'hex'],
  hex24: ['Hex', 'uint24', 'hex'],
  both: ['Both', 'uint16', 'hex_dec'],
  named: ['Named', 'uint8', 'dec', { values: { 1: 'One' } }],
  status: ['Status', 'uint8', 'none', { values: { 1: 'Good' } }],
  masked: ['Masked', 'uint8', 'hex', { mask: 0xe0 }],
  flag: ['Flag', 'bool', 8, { mask: 0x40, words: ['Set', 'Not set'] }],
  plain: ['Plain', 'bool', 0],
  unit: ['Unit', 'uint32', 'dec', { unit: ' bytes' }],
  long: ['Long', 'uint64', 'dec'],
  time: ['Time', 'abstime'],
  delta: ['Delta', 'reltime'],
  mac: ['Mac', 'ether'],
  v4: ['V4', 'ipv4'],
  v6: ['V6', 'ipv6'],
  raw: ['Raw', 'bytes'],
  text: ['Text', 'string'],
  none: ['None', 'none'],
});

describe.each<[Field, FieldValue, string, string, string]>([
  [F.dec, 443, '443', '443', 'x.dec == 443'],
  [F.hex, 0x800, '0x0800', '0x0800', 'x.hex == 0x0800'],
  [F.hex24, 10, '0x00000a', '0x00000a', 'x.hex24 == 0x00000a'],
  [F.both, 255, '0x00ff', '0x00ff (255)', 'x.both == 0x00ff'],
  [F.named, 1, '1', 'One (1)', 'x.named == 1'],
  [F.named, 2, '2', 'Unknown (2)', 'x.named == 2'],
  [F.status, 1, '1', 'Good', 'x.status == 1'],
  [F.masked, 2, '0x02', '0x2', 'x.masked == 0x02'],
  [F.flag, 1, '1', 'Set', 'x.flag == 1'],
  [F.flag, 0, '0', 'Not set', 'x.flag == 0'],
  [F.plain, 1, '1', 'True', 'x.plain == 1'],
  [F.unit, 74, '74', '74 bytes', 'x.unit == 74'],
  [F.long, 2n ** 63n, '9223372036854775808', '9223372036854775808', 'x.long == 9223372036854775808'],
  [
    F.time,
    { sec: 1276712410, nano: 371775000 },
    'Jun 16, 2010 18:20:10.371775000 UTC',
    'Jun 16, 2010 18:20:10.371775000 UTC',
    'x.time == "Jun 16, 2010 18:20:10.371775000 UTC"',
  ],
  [F.delta, { sec: 0, nano: -5 }, '-0.000000005', '-0.000000005 seconds', 'x.delta == -0.000000005'],
  [
    F.delta,
    { sec: 1430378523, nano: 814664000 },
    '1430378523.814664000',
    '1430378523.814664000 seconds',
    'x.delta == 1430378523.814664000',
  ],
  [F.mac, hex('001d60b30184'), '00:1d:60:b3:01:84', '00:1d:60:b3:01:84', 'x.mac == 00:1d:60:b3:01:84'],
  [F.v4, hex('0a000001'), '10.0.0.1', '10.0.0.1', 'x.v4 == 10.0.0.1'],
  [F.raw, hex('00ff'), '00ff', '00ff', 'x.raw == 00:ff'],
  [F.raw, hex('47'), '47', '47', 'x.raw == 47:'],
  [F.raw, hex(''), '<none>', '<none>', 'x.raw'],
  [F.text, 'a"b\\', 'a"b\\', 'a"b\\', 'x.text == "a\\"b\\\\"'],
  [F.text, '名', '名', '名', 'x.text == "\\xe5\\x90\\x8d"'],
  [F.none, null, '1', '', 'x.none'],
])('%o = %o', (field, value, asField, inTree, asFilter) => {
  it('as a field', () => expect(fieldText(field, value)).toBe(asField));
  it('in the tree', () => expect(treeText(field, value)).toBe(inTree));
  it('as a filter', () => expect(filterText(field, value)).toBe(asFilter));
});

it.each([
  [0x02, 8, 0x12, '.... ..1.'],
  [0x0fff, 16, 0x301e, '.... 0000 0001 1110'],
  [0x80000000, 32, 0x80000000, '1... .... .... .... .... .... .... ....'],
])('bits of mask %i', (mask, width, word, text) => {
  expect(bitsText(mask, width, word)).toBe(text);
});
