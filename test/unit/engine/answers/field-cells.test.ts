// Columns of the packet list that show a field, in pages of rows.
import { expect, test } from 'vitest';
import { MOST_FIELD_COLUMNS } from '../../../../src-main/ipc/field-columns';
import { pcapFile } from '../../../fixtures/make-capture';
import { connections, save } from '../captures';
import { ask, loaded, problemOf } from '../open-session';

test('values of fields stand beside the rows that they are of, with the filters that find them', async () => {
  const session = await loaded(save(pcapFile(connections(1))));
  const fields = ['tcp.port', 'tcp.len', 'no.such', 'tcp.flags', 'tcp.port'];
  const page = ask(session, 'packetRows', { from: 3, count: 2, fields });
  expect(page.cells.map(({ texts }) => texts)).toEqual([
    ['40000,443', '443,40000'],
    ['10', '100'],
    ['', ''],
    ['0x0018', '0x0018'],
    ['40000,443', '443,40000'],
  ]);
  expect(page.cells.map(({ filters }) => filters[0])).toEqual([
    'tcp.port == 40000',
    'tcp.len == 10',
    '',
    'tcp.flags == 0x0018',
    'tcp.port == 40000',
  ]);
  expect(page.info[0]).toContain('[PSH, ACK]'); // what the other columns show is dissected as well
  expect(ask(session, 'packetRows', { from: 0, count: 1 }).cells).toEqual([]);
  const many = new Array<string>(MOST_FIELD_COLUMNS + 1).fill('tcp.len');
  expect(problemOf(session, 'packetRows', { from: 0, count: 1, fields: many }).kind).toBe('engine.badRequest');
});
