// Options of both ends side by side: what holds, and a word where one end lacks or changed one.
import { expect, test } from 'vitest';
import { options, type SynPair } from '../../../../src-main/flow/verdict/options';
import { translateMessage } from '../../../../src-main/i18n/translate';
import type { SynLook } from '../../../../src-main/flow/verdict/look';
import { SYN_LOOK } from './said';

const NONE: SynLook = { ...SYN_LOOK, mss: null, shift: null, sackPermitted: false, timestamps: false };

/** `name | client | server | in force | note`, one line a row. */
function table(pair: Partial<SynPair>): string[] {
  const rows = options({ client: null, server: null, firstClient: null, isV6: false, ...pair });
  return rows.map(({ name, client, server, inForce, note }) =>
    [name, client, server, inForce, note]
      .map((cell) => (cell === null ? '–' : translateMessage('en', cell)))
      .join(' | '),
  );
}

test('both offer the same', () => {
  expect(table({ client: SYN_LOOK, server: { ...SYN_LOOK, shift: 9 } })).toEqual([
    'Maximum segment size | 1,460 bytes | 1,460 bytes | client sends at most 1,460, server at most 1,460 | –',
    'Window scale | × 128 (shift 7) | × 512 (shift 9) | windows of the client × 128, of the server × 512 | –',
    'SACK permitted | offered | offered | in use | –',
    'Time stamps | offered | offered | in use | –',
  ]);
});

test('the server lacks options; each end sends what the other takes', () => {
  expect(table({ client: SYN_LOOK, server: { ...NONE, mss: 1400 } })).toEqual([
    'Maximum segment size | 1,460 bytes | 1,400 bytes | client sends at most 1,400, server at most 1,460 | the two directions differ; a device on the way may have changed it',
    'Window scale | × 128 (shift 7) | – | not in use | the server did not agree, or the option was removed on the way',
    'SACK permitted | offered | – | not in use | the server did not agree, or the option was removed on the way',
    'Time stamps | offered | – | not in use | the server did not agree, or the option was removed on the way',
  ]);
});

test.each([
  [false, 536],
  [true, 1220],
])('without an MSS the default of IP holds (IPv6: %s)', (isV6, least) => {
  const [row] = options({ client: NONE, server: SYN_LOOK, firstClient: null, isV6 });
  expect(row.inForce.args).toEqual({ client: 1460, server: least });
  expect(row.note).toEqual({ key: 'verdict.option.note.mssAbsent', args: { count: least } });
});

test('a shift above 14 counts as 14', () => {
  const row = table({ client: { ...NONE, shift: 20 }, server: { ...NONE, shift: 0 } })[1];
  expect(row).toBe(
    'Window scale | × 16,384 (shift 20) | × 1 (shift 0) | windows of the client × 16,384, of the server × 1 | a shift above 14 is used as 14',
  );
});

test('an option that was left out when the SYN was sent again', () => {
  const first = { ...SYN_LOOK, ece: true, cwr: true };
  const rows = table({ client: { ...SYN_LOOK, timestamps: false }, server: SYN_LOOK, firstClient: first });
  expect(rows.slice(3)).toEqual([
    'Time stamps | – | offered | not in use | in the first SYN, left out when it was sent again',
    'Explicit congestion notification | – | – | not in use | in the first SYN, left out when it was sent again',
  ]);
});

test.each([
  [{ ece: true, cwr: false }, 'in use'],
  [{ ece: true, cwr: true }, 'not in use'],
  [{ ece: false, cwr: false }, 'not in use'],
])('ECN is agreed on by ECE without CWR: %o', (flags, inForce) => {
  const row = table({ client: { ...NONE, ece: true, cwr: true }, server: { ...NONE, ...flags } })[1];
  expect(row.split(' | ')[3]).toBe(inForce);
});

test('Fast Open: a cookie that is asked for, granted, sent', () => {
  const ask = (client: SynLook['fastOpen'], server: SynLook['fastOpen']): string =>
    table({ client: { ...NONE, fastOpen: client }, server: { ...NONE, fastOpen: server } })[1];
  expect(ask('request', 'cookie')).toBe(
    'TCP Fast Open | asks for a cookie | cookie | cookie for the next connection | –',
  );
  expect(ask('request', null)).toContain('not in use | the server did not agree');
  expect(ask('cookie', null)).toBe('TCP Fast Open | cookie | – | cookie sent | –');
});

test('Multipath TCP, and kinds that have no row of their own', () => {
  const rows = table({
    client: { ...NONE, multipath: 'capable', others: [28, 19] },
    server: { ...NONE, others: [19] },
  });
  expect(rows.slice(1)).toEqual([
    'Multipath TCP | offered | – | not in use | the server did not agree, or the option was removed on the way',
    'Option of kind 19 | offered | offered | not known | –',
    'Option of kind 28 | offered | – | not known | –',
  ]);
});

test('one SYN alone, and none at all', () => {
  expect(table({ client: SYN_LOOK })[2]).toBe('SACK permitted | offered | – | not known | no SYN-ACK captured');
  expect(table({ server: SYN_LOOK })[2]).toBe('SACK permitted | – | offered | not known | SYN not captured');
  expect(table({})).toEqual([]);
});
