// Practice: a task of the course that comes with the app, played in both languages, and a course of one's own.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, packetRow, test, type App } from './app';
import { axeFindings } from './axe-tools';
import { prefer, resize } from './window-tools';

const option = (app: App, name: string) => app.part('practice').getByRole('radio', { name });

test('a wrong answer, a hint, the right one; score and what is kept', async ({ start }) => {
  const app = await start();
  await app.part('start-practice').click();
  await expect(app.part('practice-question')).toHaveText('Which packet is the SYN-ACK?');
  await packetRow(app, 1).click();
  await expect(app.part('practice-answer')).toHaveText('Answer with Packet 1');
  await app.part('practice-answer').click();
  await expect(app.part('practice-told')).toContainText('Not yet');
  await app.part('practice-hint').click();
  await expect(app.part('practice-told')).toContainText('both flags set');
  await packetRow(app, 2).click();
  await app.part('practice-answer').click();
  await expect(app.part('practice-told')).toContainText('Right');
  await expect(app.part('practice-explanation')).toContainText('RFC 9293');
  await app.picture('practice');
  expect(await axeFindings(app, 'practice')).toEqual([]);

  await app.part('practice-next').click();
  await app.part('practice-next').click();
  await expect(app.part('practice-k')).toHaveText('Question 3 of 4');
  await option(app, 'SYN-SENT').check();
  await app.part('practice-answer').click();
  await expect(app.part('practice-told')).toContainText('while it waited for packet 2');
  await option(app, 'ESTABLISHED').check();
  await app.part('practice-answer').click();
  await expect(app.part('practice-proof')).toHaveText('Show Packet 3');
  await app.part('practice-next').click();
  await app.part('practice-value').fill('1,460');
  await app.page.keyboard.press('Enter');
  await expect(app.part('practice-told')).toContainText('The answer is 1460.');
  await expect(app.part('practice-total')).toHaveText('3 of 30 right, 1 at the first try');

  // in Chinese and in the dark, in a small window
  await prefer(app, { language: 'zh-CN', theme: 'dark' });
  await resize(app, 900, 600);
  await app.part('practice-task').selectOption('10. 失败的 TLS 握手');
  await expect(app.part('practice-question')).toHaveText('哪个分组说明握手失败？');
  await packetRow(app, 8).click();
  await app.part('practice-answer').click();
  await expect(app.part('practice-told')).toContainText('正确');
  await app.picture('practice-chinese');
  expect(await axeFindings(app, 'practice')).toEqual([]);
  await app.part('practice-reset').click();
  await expect(app.part('practice-total')).toHaveText('共 30 题，答对 0 题，其中首次答对 0 题');
});

test("a teacher's own course, and what is wrong with one", async ({ start, folder }) => {
  const own = path.join(folder, 'own');
  mkdirSync(own);
  copyFileSync('resources/samples/refused.pcapng', path.join(own, 'no.pcapng'));
  const course = (capture: string): string => `title: Week 1
tasks:
  - title: Refused
    capture: ${capture}
    filter: tcp.flags.reset == 1
    questions:
      - { kind: packet, text: Who says no?, answer: tcp.flags.reset == 1 }
`;
  writeFileSync(path.join(own, 'course.yaml'), course('../no.pcapng'));
  const app = await start();
  await app.menu('practice');
  await expect(app.part('practice-question')).toBeVisible();
  await app.stubDialog(own);
  await app.part('practice-own').click();
  await expect(app.part('practice-mistakes')).toContainText('Line 4: Name a capture file in the folder of the course');
  expect(await axeFindings(app, 'practice')).toEqual([]);

  writeFileSync(path.join(own, 'course.yaml'), course('no.pcapng'));
  await app.part('practice-own').click();
  await expect(app.part('practice-question')).toHaveText('Who says no?');
  await packetRow(app, 2).click();
  await expect(packetRow(app, 1)).toBeHidden();
  await app.part('practice-answer').click();
  await expect(app.part('practice-told')).toContainText('Right');
  // remembered: from the lab back to it by its title, until it is forgotten
  const courses = app.part('practice-course');
  await courses.selectOption('The Lab');
  await expect(app.part('practice-question')).toHaveText('Which packet is the SYN-ACK?');
  await courses.selectOption('Week 1');
  await expect(app.part('practice-question')).toHaveText('Who says no?');
  await expect(app.part('practice-total')).toHaveText('1 of 1 right, 1 at the first try');
  expect(await axeFindings(app, 'practice')).toEqual([]);
  await app.picture('practice-own');
  await app.part('practice-forget').click();
  await expect(courses).toBeHidden();
  await expect(app.part('practice-question')).toHaveText('Which packet is the SYN-ACK?');
  await app.part('practice-close').click();
  await expect(app.part('practice')).toBeHidden();
});
