// Response times: a table whose rows lead to filters, to the slowest packet and to requests without an answer; in both languages and themes.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerFrames } from '../fixtures/answers';
import { pcapFile } from '../fixtures/make-capture';
import { type App, expect, loaded, sample, test } from './app';
import { axeFindings } from './axe-tools';
import { prefer, resize } from './window-tools';

async function open(app: App, rows: number): Promise<void> {
  await loaded(app);
  await app.part('tab-statistics').click();
  await app.part('statistics-page-responses').click();
  await expect(app.part('statistics-rows')).toHaveAttribute('data-rows', String(rows));
  await expect(app.part('statistics')).toHaveAttribute('data-state', 'done');
}

test('services, the way to the slowest packet, to a filter, and to requests without an answer', async ({
  start,
  folder,
}) => {
  const file = join(folder, 'answers.pcap');
  writeFileSync(file, pcapFile(answerFrames(), { nanoseconds: true }));
  const app = await start({ file });
  await open(app, 16);
  const row = (text: string) => app.part('statistics-row').filter({ hasText: text });
  await expect(row('Method GET')).toContainText('75.000000');
  await expect(row('Type TXT')).toContainText('100.00');
  expect(await axeFindings(app, 'view')).toEqual([]);
  await app.picture('responses');
  await resize(app, 900, 600);
  await app.picture('responses-small');
  await resize(app, 1280, 800);

  await row('Method GET').locator('[data-testid=statistics-slowest]').click();
  await expect(app.page.locator('[data-testid=packet-row][aria-selected=true]')).toHaveAttribute('data-frame', '16');

  await app.part('tab-statistics').click();
  await row('Type TXT').click({ button: 'right' });
  await app.part('menu-statistics-unanswered').click();
  await expect(app.part('packet-row')).toHaveCount(1);

  await app.part('tab-statistics').click();
  await expect(app.part('statistics-rows')).toHaveAttribute('data-rows', '2');
  await app.part('statistics-displayed').uncheck();
  await row('Status 200 OK').dblclick();
  await expect(app.part('packet-row')).toHaveCount(2);
});

test('handshakes and what keys have opened, in Chinese and dark, in a small window', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await prefer(app, { language: 'zh-CN', theme: 'dark' });
  await expect(app.page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await resize(app, 900, 600);
  await open(app, 10);
  await expect(app.part('statistics-row').first()).toContainText('TCP 握手');
  await expect(app.part('statistics-row').filter({ hasText: 'ClientHello 到 ServerHello' })).toContainText('33.154883');
  expect(await axeFindings(app, 'view')).toEqual([]);
  await app.picture('responses-zh-dark');
});
