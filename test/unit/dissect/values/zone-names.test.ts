// Abbreviations of time zones out of zone files: tables, the rule behind them, and files that are none.
import { expect, test } from 'vitest';
import { readZoneFile } from '../../../../src-main/dissect/values/zone-names';
import { be32, bytesOf, concat } from '../../../fixtures/make-capture';

interface Zone {
  types: [offset: number, summer: number, nameAt: number][];
  names: string;
  changes: [sec: number, type: number][];
}
const be64 = (n: number): number[] => {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigInt64(0, BigInt(n));
  return [...bytes];
};
function block({ types, names, changes }: Zone, version: number, long: boolean): Uint8Array {
  return bytesOf(
    'TZif',
    version,
    new Uint8Array(15),
    ...[0, 0, 0, changes.length, types.length, names.length].map(be32),
    ...changes.map(([sec]) => (long ? be64(sec) : be32(sec))),
    ...changes.map(([, type]) => [type]),
    ...types.map(([offset, summer, nameAt]) => [...be32(offset), summer, nameAt]),
    names,
  );
}
const none: Zone = { types: [[0, 0, 0]], names: '\0', changes: [] };
const zoneFile = (zone: Zone, footer: string): Uint8Array =>
  concat(block(none, 0x32, false), block(zone, 0x32, true), bytesOf(`\n${footer}\n`));

const berlin: Zone = {
  types: [
    [3208, 0, 0],
    [3600, 0, 4],
    [7200, 1, 8],
  ],
  names: 'LMT\0CET\0CEST\0',
  changes: [
    [-2_422_054_408, 1],
    [1000, 2],
    [2000, 1],
  ],
};

test.each<[file: Uint8Array, sec: number, offset: number, name: string | null]>([
  [zoneFile(berlin, 'CET-1CEST,M3.5.0,M10.5.0/3'), -3_000_000_000, 3180, 'LMT'],
  [zoneFile(berlin, 'CET-1CEST,M3.5.0,M10.5.0/3'), 0, 3600, 'CET'],
  [zoneFile(berlin, 'CET-1CEST,M3.5.0,M10.5.0/3'), 1000, 7200, 'CEST'],
  [zoneFile(berlin, 'CET-1CEST,M3.5.0,M10.5.0/3'), 1999, 7200, 'CEST'],
  // behind the table the rule tells, and which half of the year it is, the offset
  [zoneFile({ ...berlin, changes: [] }, 'CET-1CEST,M3.5.0,M10.5.0/3'), 1e10, 7200, 'CEST'],
  [zoneFile({ ...berlin, changes: [] }, 'CET-1CEST,M3.5.0,M10.5.0/3'), 1e10, 3600, 'CET'],
  [zoneFile(none, '<+0545>-5:45'), 1e9, 20_700, '+0545'],
  [zoneFile(none, '<-03>3'), 1e9, -10_800, '-03'],
  [zoneFile(none, 'IST-1GMT0,M10.5.0,M3.5.0/1'), 1e9, 0, 'GMT'],
  [zoneFile(none, 'NST3:30NDT,M3.2.0,M11.1.0'), 1e9, -9000, 'NDT'],
  // version 1 has no rule
  [block(berlin, 0, false), 1500, 7200, 'CEST'],
  // Date and the file do not agree: no name is better than a wrong one
  [zoneFile(berlin, 'CET-1'), 1500, -3600, null],
])('case %#', (file, sec, offset, name) => {
  expect(readZoneFile(file)?.(sec, offset)).toBe(name);
});

test('a file that is cut or claims too much is none', () => {
  const whole = zoneFile(berlin, 'CET-1');
  const enough = whole.length - '\nCET-1\n'.length;
  for (let length = 0; length < enough; length++) expect(readZoneFile(whole.subarray(0, length))).toBeNull();
  expect(readZoneFile(whole.subarray(0, enough))).not.toBeNull();
  for (const count of [32, 36, 40]) {
    const claims = whole.slice();
    claims.set([0xff, 0xff, 0xff, 0xff], block(none, 0x32, false).length + count);
    expect(readZoneFile(claims)).toBeNull();
  }
  expect(readZoneFile(bytesOf('TZiF', new Uint8Array(100)))).toBeNull();
});
