import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openWrite } from '../../../src-main/store/database';
import { migration0001 } from '../../../src-main/store/migrations/0001-captures-and-flows';
import { loadCapture, saveCapture } from '../../../src-main/store/captures';
import { flowById, saveFlows } from '../../../src-main/store/flows';
import { sql } from '../../../src-main/store/sql';
import { flowRow } from './flow-rows';
import { tempFolder } from '../../fixtures/temp-folder';

const open = () => openWrite(join(tempFolder(), 'a.db'), () => undefined, [migration0001]);

test('keeps one capture, the newest state of it', () => {
  const db = open();
  expect(loadCapture(db)).toBeNull();
  const record = {
    path: '/tmp/ü中.pcap',
    bytes: 5e12,
    modifiedMs: 1.5,
    openedMs: 2,
    format: 'pcap',
    phase: 'loading',
    frames: 1,
    tcpFlows: 0,
    udpFlows: 0,
    firstSec: null,
    firstNano: 0,
    lastSec: null,
    lastNano: 0,
  };
  saveCapture(db, record);
  saveCapture(db, { ...record, phase: 'ready', firstSec: -1, lastSec: 1e12 });
  expect(loadCapture(db)).toEqual({ ...record, phase: 'ready', firstSec: -1, lastSec: 1e12 });
  expect(db.pluck('count', sql`SELECT count(*) FROM capture`)).toEqual([1]);
  db.close();
});

test('keeps a conversation as it was given', () => {
  const db = open();
  const row = flowRow({ id: 9, addressA: 'fe80::1', synToSynAckNs: null, synAckToAckNs: null, clientBy: 'port' });
  saveFlows(db, [row]);
  expect(flowById(db, 9)).toEqual(row);
  expect(flowById(db, 10)).toBeNull();
  db.close();
});

test('refuses values of the wrong type', () => {
  const db = open();
  expect(() => saveFlows(db, [flowRow({ stream: 'x' as unknown as number })])).toThrow(/cannot store TEXT/);
  expect(() => saveFlows(db, [flowRow({ kind: 'sctp' as 'tcp' })])).toThrow(/CHECK constraint/);
  db.close();
});
