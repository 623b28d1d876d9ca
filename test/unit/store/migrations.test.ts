import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openWrite } from '../../../src-main/store/database';
import { MIGRATIONS } from '../../../src-main/store/migrate';
import { allFlows, saveFlows } from '../../../src-main/store/flows';
import { flowRow } from './flow-rows';
import { tempFolder } from '../../fixtures/temp-folder';

const open = () => openWrite(join(tempFolder(), 'a.db'), () => undefined, MIGRATIONS);

test('keeps a conversation as it was given', () => {
  const db = open();
  const row = flowRow({ id: 9, addressA: 'fe80::1', synToSynAckNs: null, synAckToAckNs: null, clientBy: 'port' });
  saveFlows(db, [row]);
  expect(allFlows(db, null)).toEqual([row]);
  db.close();
});

test('refuses values of the wrong type', () => {
  const db = open();
  expect(() => saveFlows(db, [flowRow({ stream: 'x' as unknown as number })])).toThrow(/cannot store TEXT/);
  expect(() => saveFlows(db, [flowRow({ kind: 'sctp' as 'tcp' })])).toThrow(/CHECK constraint/);
  db.close();
});
