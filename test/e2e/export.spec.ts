// Exports from the window: packets as they are and anonymised, a connection by right click, a table, a folder that is not there; in Chinese, by night.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, loaded, packetRow, sample, test } from './app';
import { exportTo } from './export-tools';
import { ask } from './window-tools';

test('packets, anonymised; a connection; a table; a folder that is not there', async ({ start, folder }) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  await app.menu('exportPackets');
  await expect(app.part('export-count')).toHaveAttribute('data-items', '37');
  await app.part('export-by-range').click();
  await app.part('export-range').fill('1-3, 5');
  await expect(app.part('export-count')).toHaveAttribute('data-items', '4');
  await app.part('export-content-anonymous').click();
  await app.picture('export-packets-en-light');
  const anonymous = path.join(folder, 'anonymous.pcapng');
  await exportTo(app, anonymous, 'written');
  await expect(app.part('export-notes')).toContainText('Addresses are replaced');
  await app.picture('export-done-en-light');
  const bytes = readFileSync(anonymous);
  expect(bytes.readUInt32LE(0)).toBe(0x0a0d0d0a);
  expect(bytes.includes(Buffer.from([192, 168, 1, 20]))).toBe(false);
  expect(bytes.includes(Buffer.from([203, 0, 113, 10]))).toBe(false);
  await app.part('export-close').click();

  await app.part('tab-connections').click();
  await app.page.locator('[data-testid=connection-row][data-flow]').first().click({ button: 'right' });
  await app.part('menu-flow-export').click();
  await expect(app.part('export-by-flows')).toBeChecked();
  await expect(app.part('export-count')).toHaveAttribute('data-items', '37');
  await app.part('export-content-whole').click();
  const nowhere = path.join(folder, 'no', 'such', 'x.pcapng');
  await exportTo(app, nowhere, 'failed');
  await expect(app.part('export-status')).toContainText('the system refused it (ENOENT)');
  await app.part('export-close').click();

  await app.menu('exportTable');
  await expect(app.part('export-table')).toHaveValue('connections');
  const table = path.join(folder, 'connections.csv');
  await exportTo(app, table, 'written');
  expect(readFileSync(table, 'utf8')).toMatch(/^id,kind,stream,addressA,.*\n0,tcp,0,192\.168\.1\.20,/);
  await app.part('export-close').click();
  await app.menu('exportTable');
  await app.part('export-table').selectOption('packets');
  const packets = path.join(folder, 'packets.ndjson');
  await app.part('export-table-format').selectOption('ndjson');
  await exportTo(app, packets, 'written');
  const lines = readFileSync(packets, 'utf8').trimEnd().split('\n');
  expect(lines).toHaveLength(37);
  expect(JSON.parse(lines[0])).toMatchObject({
    number: 1,
    time: 0,
    source: '192.168.1.20',
    protocol: 'TCP',
    stream: 0,
  });
  expect(readdirSync(folder).filter((name) => name.endsWith('.partial'))).toEqual([]);
  expect(existsSync(nowhere)).toBe(false);
});

test('in Chinese, by night: the selected packet', async ({ start, folder }) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  await ask(app.page, 'setPreferences', { language: 'zh-CN', theme: 'dark' });
  await packetRow(app, 4).click({ button: 'right' });
  await app.part('menu-export-packets').click();
  await expect(app.part('export-count')).toHaveText('1 个分组');
  await app.picture('export-packets-zh-dark');
  await exportTo(app, path.join(folder, 'one.pcapng'), 'written');
  await app.picture('export-done-zh-dark');
  await app.part('export-close').click();
  await app.menu('exportTable');
  await app.picture('export-table-zh-dark');
});
