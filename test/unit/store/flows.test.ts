import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FlowColumn, FlowRow } from '../../../src-main/ipc/engine-contract';
import { addressKey } from '../../../src-main/store/address-key';
import { openRead, openWrite } from '../../../src-main/store/database';
import { FLOW_COLUMNS, FlowOrders } from '../../../src-main/store/flow-order';
import { allFlows, flowsByIds, saveFlows } from '../../../src-main/store/flows';
import { checkWhere } from '../../../src-main/store/where';
import { flowRow, manyFlows } from './flow-rows';
import { tempFolder } from '../../fixtures/temp-folder';

const quiet = (): void => undefined;
const compare = (a: number | string, b: number | string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The slow, obvious order to hold the store to. */
function expected(rows: FlowRow[], sort: FlowColumn, descending: boolean): number[] {
  const key = (row: FlowRow): (number | string | null)[] => {
    switch (sort) {
      case 'addressA':
        return [Buffer.from(addressKey(row.addressA)).toString('hex'), row.portA];
      case 'addressB':
        return [Buffer.from(addressKey(row.addressB)).toString('hex'), row.portB];
      case 'packets':
        return [row.packetsAB + row.packetsBA];
      case 'bytes':
        return [row.bytesAB + row.bytesBA];
      case 'startSec':
        return [row.startSec, row.startNano];
      default:
        return [row[sort]];
    }
  };
  const keyed = rows.map((row) => ({ row, key: key(row) }));
  keyed.sort((a, b) => {
    for (const [i, x] of a.key.entries()) {
      const y = b.key[i];
      if (x === y) continue;
      if (x === null) return 1;
      if (y === null) return -1;
      return descending ? compare(y, x) : compare(x, y);
    }
    return a.row.stream - b.row.stream;
  });
  return keyed.map(({ row }) => row.id);
}

describe('20,000 conversations', () => {
  const rows = [...manyFlows(20_000, 7)];

  test('are in the right order by every column, both ways', () => {
    const path = join(tempFolder(), 'a.db');
    const db = openWrite(path, quiet);
    saveFlows(db, rows);
    saveFlows(db, [flowRow({ id: 2, kind: 'udp', handshake: 'none', ending: 'none' })]);
    const reader = openRead(path, quiet);
    const orders = new FlowOrders(reader);
    for (const sort of FLOW_COLUMNS)
      for (const descending of [false, true]) {
        const ids = orders.ids('tcp', sort, descending);
        const wanted = Int32Array.from(expected(rows, sort, descending));
        expect(Buffer.compare(Buffer.from(ids.buffer), Buffer.from(wanted.buffer)), `${sort} ${descending}`).toBe(0);
      }
    expect([...orders.ids('udp', 'bytes', true)]).toEqual([2]);
    const order = orders.ids('tcp', 'bytes', true);
    expect(orders.rowOf(order[777], 'tcp', 'bytes', true)).toBe(777);
    expect(orders.rowOf(2, 'tcp', 'bytes', true)).toBe(-1);
    reader.close();
    db.close();
  });
});

test('an order is worked out again only after a change', () => {
  const path = join(tempFolder(), 'a.db');
  const db = openWrite(path, quiet);
  saveFlows(db, [flowRow({ id: 1, stream: 0, bytesAB: 1 }), flowRow({ id: 3, stream: 1, bytesAB: 2 })]);
  const orders = new FlowOrders(db);
  expect([...orders.ids('tcp', 'bytesAB', true)]).toEqual([3, 1]);
  saveFlows(db, [flowRow({ id: 1, stream: 0, bytesAB: 9 })]);
  expect([...orders.ids('tcp', 'bytesAB', true)]).toEqual([3, 1]);
  orders.changed();
  expect([...orders.ids('tcp', 'bytesAB', true)]).toEqual([1, 3]);
  db.close();
});

test('rows come back in the order of the ids, unknown ids left out', () => {
  const db = openWrite(join(tempFolder(), 'a.db'), quiet);
  saveFlows(db, manyFlows(40, 1));
  expect(flowsByIds(db, [5, 1, 4, 79, 1]).map((row) => row.id)).toEqual([5, 1, 79, 1]);
  expect(flowsByIds(db, [])).toEqual([]);
  db.close();
});

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
