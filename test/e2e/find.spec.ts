// Find and go to: by text, bytes, expression and filter; by number, by time, to the ends of a conversation.
import type { Locator } from '@playwright/test';
import { type App, expect, loaded, packetRow, sample, test } from './app';

const lit = (app: App): Locator => app.page.locator('[data-testid=hex-byte].highlighted');
const outcome = (app: App): Locator => app.part('find-outcome');
const frame = (app: App): Locator => app.part('field-tree');

/** Puts the selection on the first packet, and the focus nowhere near it. */
async function toFirst(app: App): Promise<void> {
  await app.menu('firstPacket');
  await expect(frame(app)).toHaveAttribute('data-frame', '1');
}
async function openGoTo(app: App): Promise<void> {
  await app.page.keyboard.press('Control+g');
  await expect(app.part('goto-input')).toBeFocused();
}
async function find(app: App, text: string): Promise<void> {
  await app.part('find-input').fill(text);
  await app.page.keyboard.press('Enter');
}

test('text in the list: on, back, round the end, and said when there is none', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  const { keyboard } = app.page;
  await packetRow(app, 1).click();
  await keyboard.press('Control+f');
  await expect(app.part('find-input')).toBeFocused();
  // not the Finished that TLS hides, which the keys in this file open
  await keyboard.type('[fin');
  await keyboard.press('Enter');
  await expect(frame(app)).toHaveAttribute('data-frame', '33');
  await keyboard.press('Control+n');
  await expect(frame(app)).toHaveAttribute('data-frame', '36');
  await keyboard.press('Control+n');
  await expect(frame(app)).toHaveAttribute('data-frame', '33');
  await expect(outcome(app)).toContainText('Continued from the top');
  await keyboard.press('Control+b');
  await expect(frame(app)).toHaveAttribute('data-frame', '36');
  await expect(outcome(app)).toContainText('Continued from the bottom');
  await app.part('find-wrap').click();
  await keyboard.press('Control+n');
  await expect(outcome(app)).toContainText('No more matches below');
  await expect(frame(app)).toHaveAttribute('data-frame', '36');

  await app.part('find-case').click();
  await app.part('find-wrap').click();
  await find(app, 'fin');
  await expect(outcome(app)).toContainText('No matches');
  await app.picture('find-none-en-light');
  await keyboard.press('Escape');
  await expect(app.part('find-bar')).toHaveCount(0);
  await expect(app.part('packet-list')).toBeFocused();
});

test('bytes, details, an expression and a filter are found where they are', async ({ start }) => {
  const app = await start({ file: sample('reset') });
  await loaded(app);
  await toFirst(app);
  await app.menu('find');
  await app.part('find-by').selectOption('hex');
  await find(app, '47 45 54');
  await expect(frame(app)).toHaveAttribute('data-frame', '4');
  await expect(lit(app)).toHaveText(['47', '45', '54']);
  await app.picture('find-hex-en-light');

  await app.part('find-by').selectOption('text');
  await app.part('find-place').selectOption('bytes');
  await find(app, 'http/1.1');
  await expect(outcome(app)).toHaveAttribute('data-kind', 'hit');
  await expect(lit(app)).toHaveCount(8);

  await toFirst(app);
  await app.part('find-place').selectOption('details');
  await find(app, 'Maximum segment size');
  await expect(outcome(app)).toHaveAttribute('data-kind', 'hit');
  await expect(frame(app)).toHaveAttribute('data-frame', '2');
  await expect(app.page.locator('[data-testid=tree-node][aria-selected=true]')).toContainText(/maximum segment size/i);

  await app.part('find-by').selectOption('regex');
  await app.part('find-place').selectOption('list');
  await find(app, String.raw`\[RST`);
  await expect(outcome(app)).toHaveAttribute('data-kind', 'hit');
  await find(app, '(');
  await expect(outcome(app)).toHaveAttribute('data-kind', 'mistake');

  await toFirst(app);
  await app.part('find-by').selectOption('filter');
  await find(app, 'tcp.flags.reset == 1');
  await expect(outcome(app)).toHaveAttribute('data-kind', 'hit');
  await expect(app.page.locator('[data-testid=packet-row].selected')).toContainText('RST');
  await find(app, 'tcp.flags.rest');
  await expect(outcome(app)).toHaveAttribute('data-kind', 'mistake');
});

test('go to a number, a time and the ends of the conversation', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  await packetRow(app, 5).click();
  const { keyboard } = app.page;
  const meaning = app.part('goto-meaning');
  await openGoTo(app);
  await keyboard.type('31');
  await expect(meaning).toHaveText('Packet 31');
  await keyboard.press('Enter');
  await expect(frame(app)).toHaveAttribute('data-frame', '31');

  await openGoTo(app);
  await keyboard.type('99');
  await expect(meaning).toContainText('the last one is 37');
  await app.part('goto-input').fill('+0.0836');
  await expect(meaning).toContainText('0.083600 s after the first packet');
  await app.picture('goto-en-light');
  await keyboard.press('Enter');
  await expect(frame(app)).toHaveAttribute('data-frame', '10');

  await openGoTo(app);
  await app.part('goto-last').click();
  await expect(frame(app)).toHaveAttribute('data-frame', '37');
  await app.menu('firstInConversation');
  await expect(frame(app)).toHaveAttribute('data-frame', '1');

  // a packet that the filter hides can be had all the same
  await app.part('display-filter').fill('tcp.len > 1000');
  await keyboard.press('Enter');
  await expect(app.part('filter-count')).toHaveText('8 of 37');
  await openGoTo(app);
  await keyboard.type('31');
  await keyboard.press('Enter');
  await expect(meaning).toContainText('Packet 31 is hidden');
  await app.part('goto-show-all').click();
  await expect(frame(app)).toHaveAttribute('data-frame', '31');
  await expect(app.part('status-displayed')).toHaveCount(0);
});
