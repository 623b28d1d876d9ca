// The open capture compared with one of the other point: in both languages and themes, by mouse and keys, and what it cannot be made with.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pcapFile } from '../fixtures/make-capture';
import { connection } from '../fixtures/many-connections';
import { handshake, SECOND, twoPoints, type Sent } from '../fixtures/two-points';
import { expect, firstShown, loaded, packetRow, test } from './app';
import { axeFindings } from './axe-tools';
import { prefer, resize } from './window-tools';

const MS = 1e6;
const TALK: Sent[] = [
  ...handshake(10 * MS),
  { fromClient: true, at: 100 * MS, seq: 1, ack: 1, flags: 'PA', len: 200, delay: null },
  { fromClient: true, at: 300 * MS, seq: 1, ack: 1, flags: 'PA', len: 200, delay: 12 * MS },
  { fromClient: false, at: 320 * MS, seq: 1, ack: 201, flags: 'A', len: 0, delay: 11 * MS },
  { fromClient: false, at: 330 * MS, seq: 1, ack: 201, flags: 'PA', len: 1000, delay: 15 * MS, notIn: 'client' },
  { fromClient: true, at: 350 * MS, seq: 201, ack: 1001, flags: 'A', len: 0, delay: 10 * MS },
  { fromClient: true, at: 400 * MS, seq: 201, ack: 1001, flags: 'RA', len: 0, delay: 10 * MS, notIn: 'client' },
];
const WAY = { translated: { address: '192.0.2.1', port: 61_000 }, clampedMss: 1400, offset: 1500 * MS };

test('what was lost between client and server, and what was written anew', async ({ start, folder }) => {
  const { client, server } = twoPoints(TALK, WAY);
  const [atClient, atServer] = ['at-client.pcap', 'at-server.pcap'].map((name) => path.join(folder, name));
  writeFileSync(atClient, pcapFile([...client, ...connection(1, SECOND + 1)], { nanoseconds: true }));
  writeFileSync(atServer, pcapFile(server, { nanoseconds: true }));
  const app = await start({ file: atClient });
  await loaded(app);
  await app.part('tab-compare').click();
  await expect(app.part('compare-empty')).toContainText('captured at two points');
  await app.picture('compare-empty');

  await app.stubDialog(atClient);
  await app.part('compare-choose').click();
  await expect(app.part('compare-problem')).toContainText('This is the capture that is open');

  await app.stubDialog(atServer);
  await app.menu('compareWith');
  await expect(app.part('compare-facts')).toContainText('Compared with at-server.pcap');
  await expect(app.part('compare-facts')).toContainText('1 connection is in both captures.');
  await expect(app.part('compare-clocks')).toHaveText(
    'Clocks: that of the second capture is 1.500000 s ahead, ± 10 ms.',
  );
  const row = firstShown(app, 'compare-row');
  await expect(row).toContainText('10.0.0.7:40007 ⇢ 192.0.2.1:61000');
  await expect(row).toContainText('tcp.options.mss_val: 1460 → 1400');
  await row.click();
  const segments = app.page.locator('[data-testid=compare-segment]:visible');
  await expect(segments).toHaveCount(9);
  const fates = segments.evaluateAll((rows) => rows.map((one) => one.getAttribute('data-fate')));
  expect((await fates).sort()).toEqual(
    [...Array.from({ length: 6 }, () => 'both'), 'inserted', 'lost', 'missed'].sort(),
  );
  await app.picture('compare');
  expect(await axeFindings(app, 'compare-page')).toEqual([]);

  // a segment leads to its packet
  await segments.filter({ hasText: 'lost' }).first().dblclick();
  await expect(app.part('tab-packets')).toHaveAttribute('aria-selected', 'true');
  await expect(packetRow(app, 4)).toHaveClass(/selected/);

  await prefer(app, { language: 'zh-CN', theme: 'dark' });
  await app.part('tab-compare').click();
  await expect(app.part('compare-clocks')).toContainText('第二个捕获的时钟快 1.500000 s');
  await app.picture('compare-zh-dark');
  expect(await axeFindings(app, 'compare-page')).toEqual([]);

  await resize(app, 900, 600);
  await app.picture('compare-small');
  await app.part('compare-end').click();
  await expect(app.part('compare-empty')).toContainText('路径上的两个位置');
});
