// The flow graph: a column for each host, an arrow for each displayed packet, which leads to it; in both languages and themes.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ethernet, icmp, ipv4, pcapFile, tcp, udp, type Frame } from '../fixtures/make-capture';
import { type App, expect, firstShown, loaded, test } from './app';
import { axeFindings } from './axe-tools';
import { prefer, resize } from './window-tools';

const A = '192.0.2.10';
const ends = { src: '00:00:00:00:00:0a', dst: '00:00:00:00:00:0b' };
const frame = (i: number, src: string, dst: string, payload: Parameters<typeof ipv4>[1]): Frame => ({
  bytes: ethernet(ends, ipv4({ src, dst }, payload)),
  sec: 1_700_000_000,
  nano: i * 1_000_000,
});

/** A name is asked for, a connection is refused, a router answers another one; then as many hosts as are asked for are told something. */
function capture(hosts: number): Frame[] {
  const syn = ipv4({ src: A, dst: '203.0.113.9' }, tcp({ srcPort: 40_002, dstPort: 443, flags: 'S' }));
  const frames = [
    frame(0, A, '192.0.2.53', udp({ srcPort: 5353, dstPort: 9999 })),
    frame(1, '192.0.2.53', A, udp({ srcPort: 9999, dstPort: 5353 })),
    frame(2, A, '203.0.113.10', tcp({ srcPort: 40_001, dstPort: 80, flags: 'S' })),
    frame(3, '203.0.113.10', A, tcp({ srcPort: 80, dstPort: 40_001, flags: 'RA' })),
    frame(4, A, '203.0.113.9', tcp({ srcPort: 40_002, dstPort: 443, flags: 'S' })),
    frame(5, '192.0.2.1', A, icmp(3, 1, 0, syn)),
    frame(6, A, A, udp({ srcPort: 1, dstPort: 2 })),
  ];
  for (let i = 0; i < hosts; i++)
    frames.push(frame(7 + i, A, `198.51.100.${i}`, udp({ srcPort: 7000, dstPort: 7000 + i })));
  return frames;
}

async function open(app: App): Promise<void> {
  await loaded(app);
  await app.part('tab-statistics').click();
  await app.part('statistics-page-flows').click();
  await expect(app.part('statistics')).toHaveAttribute('data-state', 'done');
}

test('hosts, arrows, the way to a packet and to a filter', async ({ start, folder }) => {
  const file = join(folder, 'flows.pcap');
  writeFileSync(file, pcapFile(capture(0), { nanoseconds: true }));
  const app = await start({ file });
  await open(app);
  const heads = app.page.locator('[data-testid=column-header][data-column^="host:"]');
  await expect(heads).toHaveText([A, '192.0.2.53', '203.0.113.10', '203.0.113.9', '192.0.2.1']);
  await expect(app.part('statistics-rows')).toHaveAttribute('data-rows', '7');
  await expect(app.part('statistics-row').nth(1).locator('[data-flow=to]')).toHaveCount(1);
  expect(await axeFindings(app, 'view')).toEqual([]);
  await app.picture('flow-graph');

  await app.part('statistics-flows-tcp').click();
  await expect(heads).toHaveText([A, '203.0.113.10', '203.0.113.9']);
  await expect(firstShown(app, 'statistics-row')).toContainText('Seq = 0');
  await firstShown(app, 'statistics-row').click({ button: 'right' });
  await app.part('menu-apply-filter').click();
  await app.part('menu-apply-filter-selected').click();
  await app.part('tab-statistics').click();
  await expect(app.part('statistics-rows')).toHaveAttribute('data-rows', '2');
  await app.part('statistics-displayed').uncheck();
  await expect(app.part('statistics-rows')).toHaveAttribute('data-rows', '3');
  await app.part('statistics-table').focus();
  await app.page.keyboard.press('End');
  await app.page.keyboard.press('Home');
  await app.page.keyboard.press('Enter');
  await expect(app.page.locator('[data-testid=packet-row][aria-selected=true]')).toHaveAttribute('data-frame', '3');
});

test('more hosts than lifelines, in Chinese and dark, in a small window', async ({ start, folder }) => {
  const file = join(folder, 'many.pcap');
  writeFileSync(file, pcapFile(capture(120), { nanoseconds: true }));
  const app = await start({ file });
  await prefer(app, { language: 'zh-CN', theme: 'dark' });
  await expect(app.page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await resize(app, 900, 600);
  await open(app);
  const heads = app.page.locator('[data-testid=column-header][data-column^="host:"]');
  await expect(heads).toHaveCount(101);
  await expect(heads.last()).toHaveText('其他 25 个主机');
  expect(await axeFindings(app, 'view')).toEqual([]);
  await app.picture('flow-graph-zh-dark');
});
