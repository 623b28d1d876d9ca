import { expect, test } from 'vitest';
import { MAX_COLUMN_TITLE, MOST_FIELD_COLUMNS } from '../../../src-main/ipc/field-columns';
import {
  columnOfField,
  fieldOfColumn,
  retitled,
  withColumn,
  withoutColumn,
} from '../../../src-renderer/format/field-column';
import { base64, cArray, printable } from '../../../src-renderer/format/byte-forms';

test('a field has one column, with a title that can be changed', () => {
  const one = withColumn([], 'tcp.seq', 'Sequence Number');
  expect(withColumn(one, 'tcp.seq', 'again')).toEqual(one);
  const two = withColumn(one, 'ip.ttl', 'x'.repeat(100));
  expect(two[1].title).toHaveLength(MAX_COLUMN_TITLE);
  expect(retitled(two, 'tcp.seq', ' Seq ')[0]).toEqual({ field: 'tcp.seq', title: 'Seq' });
  expect(retitled(two, 'tcp.seq', ' ')[0].title).toBe('tcp.seq');
  expect(withoutColumn(two, 'tcp.seq').map(({ field }) => field)).toEqual(['ip.ttl']);
  expect([fieldOfColumn(columnOfField('info')), fieldOfColumn('info')]).toEqual(['info', '']);
});

test('there are only so many', () => {
  let columns = withColumn([], 'f0', '');
  for (let n = 1; n < 2 * MOST_FIELD_COLUMNS; n++) columns = withColumn(columns, `f${n}`, '');
  expect(columns).toHaveLength(MOST_FIELD_COLUMNS);
});

test('bytes as people paste them', () => {
  const bytes = Uint8Array.of(0x47, 0x45, 0x54, 0x0a, 0x00, 0xff, 0x20, 0x7f, 0x41);
  expect(printable(bytes)).toBe('GET\n A');
  expect(base64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
  expect(cArray(bytes)).toBe(
    'static const unsigned char bytes[9] = {\n  0x47, 0x45, 0x54, 0x0a, 0x00, 0xff, 0x20, 0x7f,\n  0x41\n};\n',
  );
});
