import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addressKey } from '../../../src-main/store/address-key';
import { openWrite } from '../../../src-main/store/database';
import { allFlows, saveFlows } from '../../../src-main/store/flows';
import { checkWhere } from '../../../src-main/store/where';
import { flowRow, manyFlows } from './flow-rows';
import { tempFolder } from '../../fixtures/temp-folder';

const quiet = (): void => undefined;

test('durations beyond 64 bits of ns are stored as the longest one', () => {
  const db = openWrite(join(tempFolder(), 'a.db'), quiet);
  saveFlows(db, [flowRow({ durationNs: 1e30, startSec: -1e25, synToSynAckNs: -1e30 })]);
  const [row] = allFlows(db, null);
  expect(row.durationNs).toBe(9.2e18);
  expect(row.startSec).toBe(-9.2e18);
  db.close();
});

test('addresses sort as numbers, IPv4 first', () => {
  const texts = ['9.0.0.1', '10.0.0.1', '10.0.0.10', '192.168.1.1', '::', '::1', '::ffff:1.2.3.4', 'fe80::1', 'x'];
  const sorted = texts.toReversed().sort((a, b) => Buffer.compare(addressKey(a), addressKey(b)));
  expect(sorted).toEqual(texts);
  expect([...addressKey('1:2:3:4:5:6:7:8')]).toEqual([6, 0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8]);
  expect(addressKey('1::2::3')[0]).toBe(255);
  expect(addressKey('1:2:3')[0]).toBe(255);
});

describe('a condition on conversations', () => {
  const good = [
    'port_b = 443',
    `ending LIKE 'fin-%' AND (bytes_ab + bytes_ba) > 1e6`,
    `handshake IN ('refused', 'no-answer') OR syn_to_syn_ack_ns IS NULL`,
    `lower(address_a) = 'it''s' COLLATE NOCASE`,
    "CASE WHEN kind = 'tcp' THEN 1 ELSE 0 END",
    'duration_ns BETWEEN 0x10 AND 5',
  ];
  test.each(good)('accepts %s', (text) => {
    expect(checkWhere(text)).toEqual({ ok: true });
    const db = openWrite(join(tempFolder(), 'a.db'), quiet);
    saveFlows(db, manyFlows(5, 3));
    expect(allFlows(db, text).length).toBeLessThanOrEqual(5);
    db.close();
  });
  const bad: [string, number, string, string][] = [
    ['1; DROP TABLE flow', 1, ';', 'sign'],
    ['1) OR (1', 1, ')', 'sign'],
    ['(1', 2, '(', 'open'],
    ['1 -- rest', 2, '--', 'sign'],
    ['1 /* rest', 2, '/*', 'sign'],
    [`address_a = 'x`, 12, `'`, 'open'],
    ['id IN (SELECT id FROM flow)', 7, 'SELECT', 'word'],
    ['load_extension(1)', 0, 'load_extension', 'word'],
    ['randomblob(1000000000)', 0, 'randomblob', 'word'],
    ['prot = 6', 0, 'prot', 'word'],
    ['"path" = 1', 0, '"', 'sign'],
    ['[path] = 1', 0, '[', 'sign'],
    ['port_b = ?', 9, '?', 'sign'],
    ['port_b = :x', 9, ':', 'sign'],
    ['abs = 1', 0, 'abs', 'word'],
  ];
  test.each(bad)('refuses %s', (text, at, word, why) => {
    expect(checkWhere(text)).toEqual({ ok: false, at, word, why });
  });
  test('refuses one of megabytes', () => {
    expect(checkWhere('1 '.repeat(10_000)).ok).toBe(false);
  });
});
