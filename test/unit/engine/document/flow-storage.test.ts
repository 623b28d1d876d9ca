// The database of an open capture, by its real thread: what is in it, and what is said when it cannot be.
import { appendFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Session } from '../../../../src-main/engine/session';
import type { SessionOptions } from '../../../../src-main/engine/session-options';
import { openWrite } from '../../../../src-main/store/database';
import { allFlows } from '../../../../src-main/store/flows';
import { CAPTURE_MIGRATIONS } from '../../../../src-main/store/migrate';
import type { FlowRow } from '../../../../src-main/ipc/contracts/engine-contract';
import { pcapFile } from '../../../fixtures/make-capture';
import { tempFolder } from '../../../fixtures/temp-folder';
import { blocks, connection, connections, datagram, save, syns } from '../captures';
import { allStored, ask, STORE_WORKER, until } from '../open-session';

const databases = (folder: string): string[] => readdirSync(folder).filter((name) => name.endsWith('.flows-db'));

function rowsIn(folder: string, name: string): FlowRow[] {
  const db = openWrite(join(folder, name), () => undefined, CAPTURE_MIGRATIONS);
  try {
    return allFlows(db, null);
  } finally {
    db.close();
  }
}

function open(path: string, options: Partial<SessionOptions> = {}): { session: Session; cacheDir: string } {
  const cacheDir = options.cacheDir ?? tempFolder();
  const session = new Session({ path, cacheDir, storeWorker: STORE_WORKER, ...options });
  onTestFinished(() => session.close());
  return { session, cacheDir };
}

/** As the window shows them, but for names and tunnels, which are not stored. */
function shown(session: Session): FlowRow[] {
  const query = { sort: 'stream', descending: false, from: 0, count: 2000 } as const;
  const rows = (['tcp', 'udp'] as const).flatMap((kind) => ask(session, 'flows', { kind, ...query }).rows);
  return rows.map(({ nameA, nameB, serviceA, serviceB, tunnels, ...row }) => {
    expect([nameA, nameB, serviceA, tunnels]).toEqual([null, null, null, '']);
    expect(['https', 'domain', null]).toContain(serviceB);
    return row;
  });
}
const remarks = (session: Session): string[] => session.status().remarks.map((remark) => remark.key);

test('the connections of a file are stored, and the file goes when the capture is closed', async () => {
  const { session, cacheDir } = open(save(pcapFile([...connections(300), datagram(1)])));
  await session.start();
  expect(session.status().phase).toBe('ready');
  expect(session.stored).toBe(false); // nobody waits for it
  await allStored(session);
  const [name] = databases(cacheDir);
  expect(rowsIn(cacheDir, name)).toEqual(shown(session));
  expect(shown(session)).toHaveLength(301);
  session.close();
  await until('the database is gone', () => readdirSync(cacheDir).length === 0);
});

test('a growing capture: what is quiet is stored while it runs, and again when it changes', async () => {
  const path = join(tempFolder(), 'live.pcapng');
  const first = connection(1, 1_700_000_000);
  writeFileSync(path, blocks(first.slice(0, 2)));
  const { session, cacheDir } = open(path, { follow: true });
  const reading = session.start();
  const packets = (): number => {
    const [name] = databases(cacheDir);
    return name ? (rowsIn(cacheDir, name).at(0)?.packetsAB ?? 0) : 0;
  };
  await until('the first packets are stored', () => packets() === 1);
  appendFileSync(path, blocks(first.slice(2), false));
  await until('the next packets are stored', () => packets() === 4);
  expect(session.live).toBe(true);
  session.ended();
  await reading;
  await allStored(session);
  expect(rowsIn(cacheDir, databases(cacheDir)[0])).toEqual(shown(session));
});

test('two captures in one folder: closing one leaves the database of the other', async () => {
  const cacheDir = tempFolder();
  const path = save(pcapFile(connections(2)));
  const [a, b] = [open(path, { cacheDir }).session, open(path, { cacheDir }).session];
  await Promise.all([a.start(), b.start()]);
  await Promise.all([allStored(a), allStored(b)]);
  expect(databases(cacheDir)).toHaveLength(2);
  a.close();
  await until('one is gone', () => databases(cacheDir).length === 1);
  expect(rowsIn(cacheDir, databases(cacheDir)[0])).toEqual(shown(b));
});

test('closing while it is stored leaves nothing behind', async () => {
  const { session, cacheDir } = open(save(syns(60_000)));
  await session.start();
  await until('storing has begun', () => databases(cacheDir).length === 1);
  expect(session.stored).toBe(false);
  session.close();
  await until('the database is gone', () => readdirSync(cacheDir).length === 0);
});

const usable = (session: Session, flows: number): void => {
  expect(session.status()).toMatchObject({ phase: 'ready', problem: null });
  expect(remarks(session)).toEqual(['store.unusable']);
  expect(ask(session, 'packetRows', { from: 0, count: 9 }).frame.length).toBeGreaterThan(0);
  expect(shown(session).length).toBe(flows);
};

test('a full disk is told, and the capture stays usable', async () => {
  const { session, cacheDir } = open(save(pcapFile(connections(1500))), { mostStored: 40_000 });
  await session.start();
  await until('the remark', () => remarks(session).length > 0);
  expect(session.status().remarks[0].args?.reason).toMatch(/full/);
  usable(session, 1500);
  await until('the database is gone', () => readdirSync(cacheDir).length === 0);
});

test('a folder that cannot be made or written is told, and the capture stays usable', async () => {
  const file = join(tempFolder(), 'not-a-folder');
  writeFileSync(file, '');
  const { session } = open(save(pcapFile(connections(1))), { cacheDir: file });
  await session.start();
  await until('the remark', () => remarks(session).length > 0);
  usable(session, 1);
});

test('a thread that dies is told, and the capture stays usable', async () => {
  process.env.SYNSCOPE_TEST_STORE_DIES = '1';
  onTestFinished(() => void delete process.env.SYNSCOPE_TEST_STORE_DIES);
  const { session, cacheDir } = open(save(pcapFile(connections(3))));
  let told = 0;
  session.onChange = () => (told = remarks(session).length);
  await session.start();
  await until('the remark', () => told > 0);
  expect(session.status().remarks[0].args?.reason).toBe('exit code 3');
  usable(session, 3);
  expect(databases(cacheDir)).toEqual([]);
});
