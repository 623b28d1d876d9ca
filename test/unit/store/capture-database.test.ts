// What is stored of conversations, and what the view makes of it again: the very rows that the window shows.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { nothingShared, type Analysis } from '../../../src-main/flow/capture-index';
import { AnalysisView } from '../../../src-main/flow/capture-index-view';
import { AttemptLog } from '../../../src-main/flow/conversations/attempts';
import { BaseLog } from '../../../src-main/flow/table/base-log';
import { FlowRows } from '../../../src-main/flow/conversations/flow-rows';
import { FlowView } from '../../../src-main/flow/table/flow-view';
import { SeenColumns } from '../../../src-main/flow/columns/seen-columns';
import { removeLeftOvers } from '../../../src-main/formats/left-over';
import type { FlowRow } from '../../../src-main/ipc/contracts/engine-contract';
import { createDatabase, databaseName, removeDatabase } from '../../../src-main/store/capture-database';
import { ChangedFlows } from '../../../src-main/store/changed-flows';
import { FlowPacker } from '../../../src-main/store/flow-packer';
import { FlowWriter } from '../../../src-main/store/flow-writer';
import { allFlows, FLOW_COLUMNS } from '../../../src-main/store/flows';
import { NewerDatabase } from '../../../src-main/store/migrate';
import { openWrite, type WriteDb } from '../../../src-main/store/database';
import { MOST_WHOLE, sql } from '../../../src-main/store/sql';
import { ethernet, icmp, ipv4, ipv6, tcp, udp, type Payload } from '../../fixtures/make-packet';
import { tempFolder } from '../../fixtures/temp-folder';
import { analyse, analyseLines, batchOf, conversation } from '../flow/analyse';

const attemptsOf = (analysis: Analysis): AttemptLog => {
  const log = new AttemptLog();
  const { attempts } = analysis.share({ ...nothingShared(), attemptsVersion: -1 });
  if (attempts) log.take(attempts);
  return log;
};
const write = (db: WriteDb, analysis: Analysis, ids: Iterable<number>): void =>
  new FlowWriter(db, new FlowPacker(analysis.flows, analysis.columns, attemptsOf(analysis))).write(ids);

function expectStored(analysis: Analysis): WriteDb {
  const db = createDatabase(tempFolder(), databaseName());
  const ids = Array.from({ length: analysis.flows.count }, (_, id) => id);
  write(db, analysis, ids);
  const rows = allFlows(db, null).toSorted((a, b) => a.id - b.id);
  const longest = (row: FlowRow): FlowRow => ({ ...row, durationNs: Math.min(row.durationNs, MOST_WHOLE) });
  expect(rows).toEqual(ids.map((id) => longest(analysis.flows.row(id))));
  return db;
}

const syn = (n: number): Uint8Array =>
  ethernet(
    {},
    ipv4({ src: `10.${n >> 8}.${n & 255}.1`, dst: '255.255.255.254' }, tcp({ srcPort: 65535, dstPort: 1, flags: 'S' })),
  );
const six = (inner: Payload, from = '2001:db8::1'): Uint8Array =>
  ethernet({}, ipv6({ src: from, dst: 'fe80::dead:beef' }, inner));

describe('the view `flow` shows', () => {
  test('every word of handshake and ending, and every ICMP hint', () => {
    const masks: number[] = [0];
    for (let a = 0; a < 31; a++)
      for (let b = a; b < 31; b++) for (let c = b; c < 31; c++) masks.push((1 << a) | (1 << b) | (1 << c));
    // a whole close needs more bits than three
    for (let low = 0; low < 1 << 12; low++) masks.push((low << 7) | 0b10101);
    const analysis = analyse(masks.map((_, n) => syn(n)));
    expect(analysis.flows.count).toBe(masks.length);
    masks.forEach((events, id) => (analysis.table.tcp(id).events[analysis.table.position(id)] = events));
    expectStored(analysis).close();
    const rows = masks.map((_, id) => analysis.flows.row(id));
    expect(new Set(rows.map((row) => row.handshake)).size).toBe(9);
    expect(new Set(rows.map((row) => row.ending)).size).toBe(11);
    expect(new Set(rows.flatMap((row) => row.icmpHints)).size).toBe(6);
  });

  test('TCP and UDP, IPv4 and IPv6, one packet and many, however the client was found', () => {
    const datagram = ethernet({}, ipv4({ src: '0.0.0.0', dst: '255.255.255.255' }, udp({ srcPort: 68, dstPort: 67 })));
    const quoted = ipv4({ src: '10.0.0.1', dst: '255.255.255.254' }, tcp({ srcPort: 65535, dstPort: 1, flags: 'S' }));
    const { frames } = conversation(['> S', '< SA', '> A', '> PA +100', '< FA', '> FA', '< A']);
    const analysis = analyse([
      datagram,
      syn(0),
      six(udp({ srcPort: 5353, dstPort: 5353 })),
      six(tcp({ srcPort: 40000, dstPort: 443, flags: 'SA' }), '::1'),
      six(tcp({ srcPort: 40001, dstPort: 40002, flags: 'A' }), '::ffff:1.2.3.4'),
      six(tcp({ srcPort: 443, dstPort: 50000, flags: 'A' })),
      ethernet({}, ipv4({ src: '10.0.0.9', dst: '10.0.0.1' }, icmp(3, 1, 0, quoted))),
      ...frames,
      datagram,
    ]);
    expectStored(analysis).close();
    const rows = Array.from({ length: analysis.flows.count }, (_, id) => analysis.flows.row(id));
    expect(new Set(rows.map((row) => row.clientBy)).size).toBe(4);
    expect(new Set(rows.map((row) => row.kind)).size).toBe(2);
    expect(rows.some((row) => row.icmpHints.length > 0)).toBe(true);
  });

  test('refusals before and after', () => {
    const refused = ['> S seq=0', '< RA seq=-5000 ack=1'];
    const whole = [
      '> S seq=0',
      '< SA seq=0 ack=1',
      '> A seq=1 ack=1',
      '> FA seq=1 ack=1',
      '< FA seq=1 ack=2',
      '> A seq=2 ack=2',
    ];
    const analysis = analyseLines([...refused, ...refused, ...whole, ...refused]);
    expect(analysis.flows.row(0)).toMatchObject({ refusedBefore: 2, refusedAfter: 1 });
    expectStored(analysis).close();
  });

  test('times before 1970, far away, and none; more packets than 26 bits hold; durations beyond 64 bits', () => {
    const analysis = analyse([]);
    const batch = batchOf([syn(0), syn(1), syn(2), syn(3), syn(4), syn(5), syn(5)]);
    const seconds = [-7, 2 ** 45, -(2 ** 45), 0, 8.9e9, -(2 ** 40), 2 ** 40];
    seconds.forEach((sec, i) => (batch.timeSec[i] = sec));
    batch.timeNano.fill(987_654_321);
    batch.flags[3] = 1; // no time
    analysis.addBatch(batch, [{ linkType: 1 }]);
    analysis.table.chunk(4).packets[2 * 4] = 2 ** 32 - 1;
    analysis.table.chunk(2).bytes[2 * 2] = 2 ** 52;
    expectStored(analysis).close();
    expect(analysis.flows.row(0)).toMatchObject({ startSec: -7, startNano: 987_654_321 });
    expect(analysis.flows.row(5).durationNs).toBeGreaterThan(2 ** 63);
  });

  test('the columns that conditions are asked of, also in the plain sqlite3 program', ({ skip }) => {
    const folder = tempFolder();
    const name = databaseName();
    const db = createDatabase(folder, name);
    expect(db.pluck('columns', sql`SELECT name FROM pragma_table_info('flow')`)).toEqual(
      expect.arrayContaining([...FLOW_COLUMNS]),
    );
    const analysis = analyse([syn(0), six(udp({ srcPort: 1, dstPort: 2 }))]);
    write(db, analysis, [0, 1]);
    expect(db.all('keys', sql`SELECT address_a_key AS a, address_b_key AS b FROM flow ORDER BY id`)).toEqual([
      { a: '040A000001', b: '04FFFFFFFE' },
      { a: '0620010DB8000000000000000000000001', b: '06FE8000000000000000000000DEADBEEF' },
    ]);
    let text: string;
    try {
      text = execFileSync('sqlite3', [join(folder, name), 'SELECT * FROM flow ORDER BY id'], { encoding: 'utf8' });
    } catch (error) {
      db.close();
      return skip(`no sqlite3 program: ${String(error)}`);
    }
    db.close();
    expect(text).toMatch(/^0\|tcp\|0\|10\.0\.0\.1\|.*\|no-answer\|/);
    expect(text).toMatch(/\n1\|udp\|0\|2001:db8::1\|/);
  });
});

test('a row that changed replaces the one before, also where it needs more or fewer columns', () => {
  const { frames, times } = conversation(['> S', '< SA', '> A']);
  const analysis = analyse(frames.slice(0, 1), times);
  const db = createDatabase(tempFolder(), databaseName());
  write(db, analysis, [0]);
  expect(allFlows(db, null)).toEqual([analysis.flows.row(0)]);
  analysis.addBatch(batchOf(frames.slice(1)), [{ linkType: 1 }]);
  write(db, analysis, [0]);
  expect(allFlows(db, null)).toEqual([analysis.flows.row(0)]);
  expect(analysis.flows.row(0).packetsAB).toBe(2);
  db.close();
});

describe('what changed', () => {
  test('is stored once it is quiet, at the end at once, and what changes all the time every now and then', () => {
    const analysis = analyse([syn(0), syn(1)]);
    const changed = new ChangedFlows(analysis.table);
    const more = (n: number) => analysis.addBatch(batchOf([syn(n)]), [{ linkType: 1 }]);
    expect([...changed.next(false)]).toEqual([]);
    expect(changed.left).toBe(2);
    more(1);
    expect([...changed.next(false)]).toEqual([0]);
    expect([...changed.next(false)]).toEqual([1]);
    expect([...changed.next(false)]).toEqual([]);
    expect(changed.left).toBe(0);
    const busy: number[] = [];
    for (let pass = 0; pass < 40; pass++) {
      more(0);
      busy.push(...changed.next(false));
    }
    expect(busy).toEqual([0, 0]);
    more(2);
    expect([...changed.next(true)]).toEqual([0, 2]);
    expect([...changed.next(true)]).toEqual([]);
  });

  test('an ICMP error that quotes next to nothing counts as a change', () => {
    const segment = ipv4({ src: '10.0.0.1', dst: '255.255.255.254' }, tcp({ srcPort: 65535, dstPort: 1, flags: 'S' }));
    const analysis = analyse([syn(0)]);
    const changed = new ChangedFlows(analysis.table);
    expect([...changed.next(true)]).toEqual([0]);
    const error = ethernet({}, ipv4({ src: '10.0.0.9', dst: '10.0.0.1' }, icmp(3, 1, 0, segment.subarray(0, 28))));
    analysis.addBatch(batchOf([error]), [{ linkType: 1 }]);
    expect(analysis.flows.row(0).icmpHints).toEqual(['unreachable']);
    expect([...changed.next(true)]).toEqual([0]);
  });
});

test('a flow that goes on while it is looked at is stored as far as it was seen, and once more', () => {
  const analysis = analyse([syn(0)]);
  const shared = nothingShared();
  const [table, columns, log] = [new FlowView(), new SeenColumns(), new AttemptLog()];
  const view = new AnalysisView(columns, table, new BaseLog(), log);
  view.take(analysis.share(shared));
  const changed = new ChangedFlows(table);
  const packer = new FlowPacker(new FlowRows(table, columns, log), columns, log);
  const db = createDatabase(tempFolder(), databaseName());
  const writer = new FlowWriter(db, packer);
  expect([...changed.next(false)]).toEqual([]);
  const ids = [...changed.next(false)]; // quiet until now …
  for (let i = 0; i < 2; i++) {
    // … and then frames in another chunk of the columns, out of the order of time
    const batch = batchOf(new Array<Uint8Array>(40_000).fill(syn(0)));
    batch.timeSec[39_999] = 1;
    analysis.addBatch(batch, [{ linkType: 1 }]);
  }
  writer.write(ids);
  expect(allFlows(db, null)).toHaveLength(1);
  view.take(analysis.share(shared));
  writer.write(changed.next(false));
  writer.write(changed.next(false));
  expect(allFlows(db, null)).toEqual([analysis.flows.row(0)]);
  expect(analysis.flows.row(0).startSec).toBe(1);
  db.close();
});

describe('the file', () => {
  test('is for its owner only, and removed with all that stands beside it', () => {
    const folder = join(tempFolder(), 'made', 'here');
    const name = databaseName();
    const db = createDatabase(folder, name);
    write(db, analyse([syn(0)]), [0]);
    const files = readdirSync(folder);
    expect(files.length).toBeGreaterThan(1);
    if (process.platform !== 'win32')
      for (const file of files) expect(statSync(join(folder, file)).mode & 0o077, file).toBe(0);
    db.close();
    removeDatabase(folder, name);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('of a process that is gone is removed; those of running ones and of others stay', () => {
    const folder = tempFolder();
    const gone = ['', '-wal', '-shm'].map((end) => `synscope-999999999-0123456789abcdef.flows-db${end}`);
    const stays = [`synscope-1-0123456789abcdef.flows-db`, 'letter.flows-db', databaseName()];
    for (const file of [...gone, ...stays]) writeFileSync(join(folder, file), 'x');
    const name = databaseName();
    createDatabase(folder, name).close();
    expect(gone.some((file) => existsSync(join(folder, file)))).toBe(false);
    expect(stays.every((file) => existsSync(join(folder, file)))).toBe(true);
    removeLeftOvers(folder, 1); // process 1 is being ended
    expect(stays.map((file) => existsSync(join(folder, file)))).toEqual([false, true, true]);
  });

  test('takes no more room than it may', () => {
    const analysis = analyse(Array.from({ length: 2000 }, (_, n) => syn(n)));
    const db = createDatabase(tempFolder(), databaseName(), 40_000);
    expect(() =>
      write(
        db,
        analysis,
        Array.from({ length: 2000 }, (_, id) => id),
      ),
    ).toThrow(/full/);
    expect(allFlows(db, null)).toEqual([]);
    db.close();
  });

  test('of a newer program is left alone', () => {
    const path = join(tempFolder(), 'a.flows-db');
    const db = openWrite(path, () => undefined, [{ number: 1, up: 'CREATE TABLE t (n INTEGER) STRICT' }]);
    db.close();
    expect(() => openWrite(path, () => undefined, [])).toThrow(NewerDatabase);
  });
});
