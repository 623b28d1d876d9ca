// The same addresses and ports in two VLANs: one connection as in Wireshark, two where the reader wants them told apart.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { ethernet, pcapFile, vlanTag } from '../fixtures/make-capture';
import { opening } from '../fixtures/make-stream';
import { expect, firstShown, loaded, test } from './app';
import { axeFindings } from './axe-tools';
import { prefer } from './window-tools';

test('connections told apart by their tunnels', async ({ start, folder }) => {
  const file = path.join(folder, 'two-vlans.pcap');
  const [syn, synAck] = opening(1000).map((frame) => frame.subarray(14));
  const tagged = [syn, syn, synAck, synAck].map((packet, i) =>
    ethernet({ type: 0x8100 }, vlanTag({ id: 7 + (i % 2) }, packet)),
  );
  writeFileSync(file, pcapFile(tagged));
  const app = await start({ file });
  await loaded(app);
  await app.part('tab-connections').click();
  const rows = app.part('connection-row').locator('visible=true');
  await expect(rows).toHaveCount(1);
  const header = app.page.locator('[data-testid=column-header][data-column=tunnels]');
  await expect(header).toHaveCount(0);

  await prefer(app, { switches: { byTunnel: true } });
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(0).locator('[data-column=tunnels]')).toHaveText('VLAN 7');
  await expect(rows.nth(1).locator('[data-column=tunnels]')).toHaveText('VLAN 8');
  await firstShown(app, 'connection-row').click();
  await expect(app.part('timeline-tunnels')).toHaveText('VLAN 7');
  await app.picture('tunnels');
  expect(await axeFindings(app, 'connections-table')).toEqual([]);

  await prefer(app, { language: 'zh-CN', theme: 'dark' });
  await expect(header).toContainText('隧道');
  await app.picture('tunnels-chinese');
  expect(await axeFindings(app, 'connections-table')).toEqual([]);
  await prefer(app, { switches: { byTunnel: false } });
  await expect(rows).toHaveCount(1);
  await expect(header).toHaveCount(0);
});
