// The connections, their order, and the timeline of one.
import path from 'node:path';
import { generateCapture } from '../bench/generate';
import { type App, expect, firstShown, loaded, packetRow, sample, test } from './app';

/** Texts of one column, top to bottom, as shown. */
const column = (app: App, id: string): Promise<string[]> =>
  app.page
    .locator(`[data-testid=connection-row]:not([hidden]) [data-column=${id}]`)
    .evaluateAll((cells) => cells.map((cell) => ({ y: cell.getBoundingClientRect().y, text: cell.textContent.trim() })))
    .then((cells) => cells.sort((a, b) => a.y - b.y).map((cell) => cell.text));

const header = (app: App, id: string) =>
  app.part('connections-table').locator(`[data-testid=column-header][data-column=${id}]`);

const numbers = (texts: string[]): number[] => texts.map((text) => Number(text.replace(/[^\d.]/g, '')));
const isSorted = (values: number[], down: boolean): boolean =>
  values.every((value, i) => i === 0 || (down ? values[i - 1] >= value : values[i - 1] <= value));

for (const [id, handshake, ending] of [
  ['https', /complete/i, /closed, 4 segments/i],
  ['refused', /refused/i, /refused/i],
  ['reset', /complete/i, /RST|reset/i],
] as const)
  test(`the ${id} sample: handshake and ending`, async ({ start }) => {
    const app = await start({ file: sample(id) });
    await loaded(app);
    await app.part('tab-connections').click();
    await expect(app.part('connection-row').locator('visible=true')).toHaveCount(1);
    await expect(firstShown(app, 'connection-row')).toContainText('203.0.113.10');
    await expect.poll(async () => (await column(app, 'handshake'))[0]).toMatch(handshake);
    expect((await column(app, 'ending'))[0]).toMatch(ending);
    await firstShown(app, 'connection-row').click();
    await expect(firstShown(app, 'timeline-segment')).toBeVisible();
    await app.picture(`timeline-${id}-en-light`);
  });

test('connections are sorted by any column, both ways', async ({ start, folder }) => {
  const file = path.join(folder, 'many.pcap');
  generateCapture(file, { packets: 20_000, connections: 800, bytes: 6_000_000, seed: 7 });
  const app = await start({ file });
  await loaded(app);
  await app.part('tab-connections').click();
  await expect(firstShown(app, 'connection-row')).toBeVisible();
  for (const id of ['packets', 'portA', 'durationNs']) {
    const seen = new Set<string | null>();
    for (const turn of [1, 2]) {
      await header(app, id).click();
      // the arrow says which way, the rows follow it
      await expect(header(app, id), `turn ${turn}`).toHaveAttribute('aria-sort', /ascending|descending/);
      const direction = await header(app, id).getAttribute('aria-sort');
      await expect.poll(async () => isSorted(numbers(await column(app, id)), direction === 'descending')).toBe(true);
      seen.add(direction);
    }
    expect(seen.size).toBe(2);
  }
});

test('problems first, counts by outcome, and more columns', async ({ start, folder }) => {
  const file = path.join(folder, 'many.pcap');
  generateCapture(file, { packets: 20_000, connections: 800, bytes: 6_000_000, seed: 7 });
  const app = await start({ file });
  await loaded(app);
  await app.part('tab-connections').click();
  await expect(firstShown(app, 'connection-row')).toBeVisible();
  await expect.poll(async () => (await column(app, 'responseNs')).some((text) => /\d/.test(text))).toBe(true);

  const toggle = app.part('connections-problems-first');
  await expect(toggle).toHaveAttribute('aria-pressed', 'false');
  await toggle.focus();
  await app.page.keyboard.press('Space');
  await expect(toggle).toHaveAttribute('aria-pressed', 'true');
  // the selected row stays in view; the first ones are a key away
  await firstShown(app, 'connection-row').click();
  // the rows in the new order may come behind the key
  await expect
    .poll(async () => {
      await app.page.keyboard.press('Home');
      return (await column(app, 'ending')).slice(0, 5);
    })
    .toEqual(new Array(5).fill('refused'));
  await app.picture('connections-problems-first-en-light');

  const refused = app.part('outcomes-handshake').locator('[data-word=refused]');
  await expect(refused).toContainText(/[1-9]/);
  await refused.focus();
  await app.page.keyboard.press('Enter');
  await expect(app.part('field-tree')).toBeVisible();
  await expect(app.page.locator('[data-testid=packet-row]:not([hidden])').first()).toBeVisible();

  // the order is kept
  await app.part('tab-connections').click();
  await expect(toggle).toHaveAttribute('aria-pressed', 'true');
  await toggle.click();
  await expect(header(app, 'stream')).toHaveAttribute('aria-sort', 'ascending');
  await expect.poll(async () => isSorted(numbers(await column(app, 'stream')), false)).toBe(true);
});

test('the timeline of a connection: phases, states, folds, and the packet behind each arrow', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  await app.part('tab-connections').click();
  await firstShown(app, 'connection-row').click();
  const segments = app.part('timeline-segment');
  await expect(firstShown(app, 'timeline-segment')).toContainText('SYN');
  await expect(app.part('timeline')).toContainText('ESTABLISHED');
  await expect(app.part('timeline-phase').first()).toContainText(/handshake/i);

  // each of the first three arrows is a packet
  for (const frame of [1, 2, 3]) {
    await app.page.locator(`[data-testid=timeline-segment][data-frame="${frame}"]`).click();
    await app.part('tab-packets').click();
    await expect(app.part('field-tree')).toHaveAttribute('data-frame', String(frame));
    await app.part('tab-connections').click();
  }

  // the data is one line until it is unfolded
  const fold = firstShown(app, 'timeline-fold');
  await app.part('timeline-rows').focus();
  await expect(async () => {
    if (!(await fold.isVisible())) await app.page.keyboard.press('PageDown');
    await expect(fold).toBeVisible({ timeout: 500 });
  }).toPass();
  const before = await segments.locator('visible=true').count();
  await fold.click();
  await expect.poll(() => segments.locator('visible=true').count()).toBeGreaterThan(before);

  // the keyboard walks it, to the last acknowledgement
  await app.part('timeline-rows').focus();
  await app.page.keyboard.press('End');
  await expect(app.page.locator('[data-testid=timeline-segment][aria-selected=true]')).toHaveAttribute(
    'data-frame',
    '37',
  );
  await expect(app.part('timeline')).toContainText('TIME-WAIT');
  await app.part('tab-packets').click();
  await expect(packetRow(app, 37)).toHaveAttribute('aria-selected', 'true');
});
