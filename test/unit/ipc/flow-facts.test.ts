// Walks the facts of a connection: what is declared must be there everywhere that is made from it.
import { describe, expect, test } from 'vitest';
import { registry } from '../../../src-main/dissect/protocols/registry';
import { CSV_COLUMNS } from '../../../src-main/cli/flow-csv';
import { fieldNameZh } from '../../../src-main/i18n/fields-zh-cn';
import { flowTimings as timingsEnglish } from '../../../src-main/i18n/en/flow-timings';
import { flowTls as tlsEnglish } from '../../../src-main/i18n/en/flow-tls';
import { flows as flowsEnglish } from '../../../src-main/i18n/en/flows';
import { fieldHelpApp as helpEnglish } from '../../../src-main/i18n/en/field-help-app';
import { flowTimings as timingsChinese } from '../../../src-main/i18n/zh-cn/flow-timings';
import { flowTls as tlsChinese } from '../../../src-main/i18n/zh-cn/flow-tls';
import { flows as flowsChinese } from '../../../src-main/i18n/zh-cn/flows';
import { fieldHelpApp as helpChinese } from '../../../src-main/i18n/zh-cn/field-help-app';
import { FACTS, FLOW_COLUMNS, FLOW_FACTS } from '../../../src-main/ipc/flow-facts';
import { openWrite } from '../../../src-main/store/database';
import { createDatabase, databaseName } from '../../../src-main/store/capture-database';
import { allFlows, saveFlows } from '../../../src-main/store/flows';
import { sql } from '../../../src-main/store/sql';
import { WHERE_COLUMNS } from '../../../src-main/store/where';
import { flowOrder } from '../../../src-main/flow/conversations/flow-order';
import { tempFolder } from '../../fixtures/temp-folder';
import { flowRow, manyFlows } from '../store/flow-rows';
import { analyseLines } from '../flow/analyse';

const english = { ...flowsEnglish, ...timingsEnglish, ...tlsEnglish };
const chinese = { ...flowsChinese, ...timingsChinese, ...tlsChinese };

const columnsOf = (db: ReturnType<typeof openWrite>): unknown[] =>
  db.pluck('columns', sql`SELECT name FROM pragma_table_info('flow')`);

test('a row has the facts that are not derived, and no other', () => {
  const { flows } = analyseLines(['> S at=0', '< SA at=20', '> A at=21']);
  const declared = FACTS.filter(([, fact]) => fact.type !== 'derived').map(([id]) => id);
  expect(Object.keys(flows.row(0)).sort()).toEqual([...declared].sort());
});

describe.each(FACTS)('%s', (id, fact) => {
  test('sorts, if it says so', () => {
    const { flows } = analyseLines(['> S at=0', '< SA at=20', '> A at=21']);
    for (const column of FLOW_COLUMNS.filter((one) => one === id))
      expect([...flowOrder(flows, 'tcp', column, true)]).toEqual([0]);
    expect(FLOW_COLUMNS.some((one) => one === id)).toBe(fact.sort === true);
  });

  test('is a column of both databases, if it says so', () => {
    const memory = openWrite(':memory:', () => undefined);
    const capture = createDatabase(tempFolder(), databaseName());
    for (const db of [memory, capture]) {
      if (fact.sql !== null) expect(columnsOf(db)).toContain(fact.sql);
      db.close();
    }
    if (fact.sql !== null) expect(WHERE_COLUMNS).toContain(fact.sql);
  });

  test('has a column, a hint and words in both languages, if it is listed', () => {
    if (!fact.list) return expect(Object.keys(english)).not.toContain(`flows.column.${id}`);
    const keys = [`flows.column.${id}`, `flows.hint.${id}`];
    if (fact.type === 'word') for (const word of Object.keys(fact.words ?? {})) keys.push(`flows.${id}.${word}`);
    for (const key of keys) {
      expect(english, key).toHaveProperty([key]);
      expect(chinese, key).toHaveProperty([key]);
    }
    if (fact.type === 'interval') expect(fact.list.unit).toBeDefined();
  });

  test('is a field with a label and help in both languages, if it says so', () => {
    if (!fact.field) return;
    const name = `synscope.${fact.field.name}`;
    expect(registry.field(name)).toMatchObject({ name: fact.field.label, changes: true });
    expect(fieldNameZh(name, fact.field.label), name).toBeDefined();
    expect(helpEnglish).toHaveProperty([`fieldHelp.${name}`]);
    expect(helpChinese).toHaveProperty([`fieldHelp.${name}`]);
    if (fact.type === 'word') expect(fact.field.note).toBeDefined();
  });
});

test('places in the list are all different', () => {
  const places = FACTS.flatMap(([, { list }]) => (list ? [list.place] : []));
  expect(new Set(places).size).toBe(places.length);
});

test('CSV keeps its columns, which are facts', () => {
  for (const column of CSV_COLUMNS) expect(FLOW_FACTS).toHaveProperty(column);
});

test('any row comes back from the database as it was', () => {
  const db = openWrite(':memory:', () => undefined);
  const rows = [...manyFlows(500, 3)];
  rows.push(flowRow({ id: 5000, stream: 9999, icmpHints: ['unreachable', 'redirect'], responseNs: null }));
  saveFlows(db, rows);
  expect(allFlows(db, null)).toEqual(rows);
  db.close();
});
