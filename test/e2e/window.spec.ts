// The window as a whole: sizes, focus, keys, what it says of itself.
import path from 'node:path';
import { writeFileSync } from 'node:fs';
import { generateCapture } from '../bench/generate';
import { ethernet, icmp, ipv4, pcapFile, tcp, udp } from '../fixtures/make-capture';
import { type App, expect, firstShown, loaded, packetRow, sample, test, treeNode } from './app';
import { prefer, resize } from './window-tools';

const focused = (app: App): Promise<string> =>
  app.page.evaluate(() => {
    const at = document.activeElement;
    return at?.getAttribute('data-testid') ?? at?.className ?? '';
  });

test('the selected row stays in view when the window is made smaller, in the list and in the timeline', async ({
  start,
  folder,
}) => {
  const file = path.join(folder, 'many.pcap');
  generateCapture(file, { packets: 2000, connections: 4, bytes: 400_000, seed: 3 });
  const app = await start({ file });
  await resize(app, 1360, 900);
  await loaded(app);
  await packetRow(app, 1).click();
  const rows = app.part('packet-row').locator('visible=true');
  // the last row that is whole
  const frames = await rows.evaluateAll((all) => {
    const list = document.querySelector('[data-testid=packet-list]')?.getBoundingClientRect();
    return all
      .filter((row) => row.getBoundingClientRect().bottom <= (list?.bottom ?? 0))
      .map((row) => Number(row.getAttribute('data-frame')));
  });
  const last = Math.max(...frames);
  await packetRow(app, last).click();
  await resize(app, 1360, 560);
  await expect(packetRow(app, last)).toBeInViewport({ ratio: 1 });

  await resize(app, 1360, 900);
  await app.part('tab-connections').click();
  const connection = firstShown(app, 'connection-row');
  await connection.click();
  // before that it is the timeline of the packet selected in the list
  await expect(app.part('timeline')).toHaveAttribute('data-flow', (await connection.getAttribute('data-flow')) ?? '');
  await expect(firstShown(app, 'timeline-segment')).toBeVisible();
  const box = await app.part('timeline').boundingBox();
  const whole = await app.page
    .locator('[data-testid=timeline-segment]')
    .evaluateAll(
      (all, bottom) =>
        all
          .filter((row) => row.checkVisibility() && row.getBoundingClientRect().bottom < bottom)
          .map((row) => Number(row.getAttribute('data-frame'))),
      (box?.y ?? 0) + (box?.height ?? 0) - 60,
    );
  const frame = Math.max(...whole);
  const segment = app.page.locator(`[data-testid=timeline-segment][data-frame="${frame}"]`);
  await segment.click();
  await resize(app, 1360, 560);
  await expect(segment).toBeInViewport({ ratio: 1 });
});

for (const language of ['en', 'zh-CN'] as const)
  test(`the times of the handshake are in view at 1360 and at 1000 px, with their whole titles (${language})`, async ({
    start,
  }) => {
    const app = await start({ file: sample('https') });
    await prefer(app, { language });
    await loaded(app);
    await app.part('tab-connections').click();
    for (const [width, upTo] of [
      [1360, 'bytes'],
      [1000, 'synAckToAckNs'],
    ] as const) {
      await resize(app, width, 700);
      const cut = await app.part('connections-table').evaluate((table, last) => {
        const cells = [...table.querySelectorAll('[role=columnheader]')];
        const shown = cells.slice(0, cells.findIndex((cell) => cell.getAttribute('data-column') === last) + 1);
        const right = table.getBoundingClientRect().left + table.clientWidth;
        return shown
          .filter((cell) => {
            const title = cell.querySelector('.title');
            return cell.getBoundingClientRect().right > right || (title && title.scrollWidth > title.clientWidth);
          })
          .map((cell) => cell.textContent);
      }, upTo);
      expect(cut).toEqual([]);
    }
  });

test('times of a capture have equally many digits: of a ns capture six behind the ms, of a µs capture three', async ({
  start,
  folder,
}) => {
  const segment = (flags: string, sec: number, micro: number, fromA = true) => ({
    bytes: ethernet(
      {},
      ipv4(
        fromA ? { src: '10.0.0.1', dst: '10.0.0.2' } : { src: '10.0.0.2', dst: '10.0.0.1' },
        tcp({ srcPort: fromA ? 40_000 : 80, dstPort: fromA ? 80 : 40_000, flags, seq: 1, ack: 2 }),
      ),
    ),
    sec,
    nano: micro * 1000,
  });
  const frames = [
    segment('S', 1, 0),
    segment('SA', 1, 25_160, false),
    segment('A', 1, 25_160),
    segment('R', 2, 25_161),
  ];
  const deltas = async (nanoseconds: boolean): Promise<string[]> => {
    const file = path.join(folder, `${nanoseconds}.pcap`);
    writeFileSync(file, pcapFile(frames, { nanoseconds }));
    const app = await start({ file });
    await loaded(app);
    await app.part('tab-connections').click();
    await firstShown(app, 'connection-row').click();
    await expect(app.part('timeline-segment').locator('visible=true')).toHaveCount(4);
    return app.page.locator('[data-testid=timeline] .delta').allTextContents();
  };
  expect(await deltas(false)).toEqual(['+25.160 ms', '+0 µs', '+1.000001 s']);
  expect(await deltas(true)).toEqual(['+25.160000 ms', '+0 ns', '+1.000001000 s']);
});

test('the ACK that completes the handshake bears the mark of the set-up', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  for (const [frame, kind] of [
    [2, 'setup'],
    [3, 'setup'],
    [4, 'data'],
  ] as const)
    await expect(packetRow(app, frame)).toHaveAttribute('data-kind', kind);
  await expect(packetRow(app, 3).getByRole('img')).toBeVisible();
});

test('select all selects the text of a field, and nothing of the page', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  const selected = (): Promise<string> => app.page.evaluate(() => getSelection()?.toString() ?? '');
  const all = [
    () => app.page.keyboard.press('Control+a'),
    // the menu's own way
    () => app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].webContents.selectAll()),
  ];
  for (const selectAll of all) {
    await app.part('display-filter').fill('');
    for (const place of ['packet-list', 'field-tree', 'hex-view'] as const) {
      await app.part(place).click();
      await selectAll();
      await app.page.evaluate(() => new Promise(requestAnimationFrame));
      expect(await selected(), place).toBe('');
    }
    await app.part('display-filter').fill('tcp.port');
    await selectAll();
    await expect
      .poll(() => app.part('display-filter').evaluate((input: HTMLInputElement) => input.selectionEnd))
      .toBe('tcp.port'.length);
    expect(await app.part('display-filter').evaluate((input: HTMLInputElement) => input.selectionStart)).toBe(0);
  }
});

test('no dialog begins with the focus on its cross', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  for (const [command, dialog] of [
    ['shortcuts', 'shortcuts-dialog'],
    ['about', 'about-dialog'],
    ['goToPacket', 'goto-dialog'],
    ['captureOptions', 'capture-options-dialog'],
    ['captureCheck', 'capture-check-dialog'],
    ['saveFilter', 'save-filter-dialog'],
    ['filterMacros', 'macros-dialog'],
    ['copyCaptureFilter', 'capture-filter-dialog'],
  ] as const) {
    await app.menu(command);
    await expect(app.page.getByRole('dialog'), command).toBeVisible();
    const inside = await app.page.getByRole('dialog').evaluate(async (open) => {
      while (!open.contains(document.activeElement)) await new Promise(requestAnimationFrame);
      const at = document.activeElement;
      return { cross: at?.closest('header') !== null, itself: at === open };
    });
    expect(inside, dialog).toEqual({ cross: false, itself: false });
    await app.page.keyboard.press('Escape');
    await expect(app.page.getByRole('dialog')).toHaveCount(0);
  }
  await app.menu('goToPacket');
  await expect.poll(() => focused(app)).toBe('goto-input');
});

test('panes do not jump when the count of an advice arrives', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  await resize(app, 1000, 700);
  // every size that the readings have from the first moment on
  await app.page.evaluate(() => {
    const sizes = ((window as unknown as { sizes: string[] }).sizes = []) as string[];
    const look = (): void => {
      const strip = document.querySelector('[data-testid=filter-strip]');
      if (strip) {
        const texts = [...strip.querySelectorAll('[data-testid$=-count]')].map((one) => one.textContent);
        const boxes = [strip, ...strip.querySelectorAll('.reading')].map((one) => {
          const { width, height } = one.getBoundingClientRect();
          return [Math.round(width), Math.round(height)].join('x');
        });
        sizes.push(`${texts.join()} ${boxes.join()}`);
      }
      requestAnimationFrame(look);
    };
    look();
  });
  await app.part('display-filter').fill('tcp.port != 443');
  await app.page.keyboard.press('Enter');
  await expect(app.part('filter-alternative-count')).toContainText('packet');
  const sizes = await app.page.evaluate(() => (window as unknown as { sizes: string[] }).sizes);
  expect(sizes[0]).toContain('…');
  expect(sizes[sizes.length - 1]).not.toContain('…');
  expect(new Set(sizes.map((one) => one.split(' ').pop())).size).toBe(1);
});

for (const language of ['en', 'zh-CN'] as const)
  test(`the dialog of shortcuts does not scroll at 1360 × 860 (${language})`, async ({ start }) => {
    const app = await start();
    await prefer(app, { language });
    await resize(app, 1360, 860);
    await app.page.keyboard.press('F1');
    const body = app.part('shortcuts-dialog').locator('.dialog-body');
    await expect(body).toBeVisible();
    await app.picture(`shortcuts-${language}`);
    expect(await body.evaluate((one) => one.scrollHeight - one.clientHeight)).toBeLessThanOrEqual(0);
    const lefts = await body.locator('section').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().x));
    expect(new Set(lefts.map(Math.round)).size).toBe(3);
  });

test('adapters that are hidden: what they are, and a switch that shows them', async ({ start }) => {
  const app = await start();
  const label = app.page.locator('label', { has: app.part('adapters-show-hidden') });
  await expect(label).toHaveText(/Show \d+ more adapters? that (is|are) down or not a network/);
  const before = await app.part('adapter-row').count();
  await app.part('adapters-show-hidden').check();
  await expect.poll(() => app.part('adapter-row').count()).toBeGreaterThan(before);
});

test('the start page fills its left column: presets, first steps, filters', async ({ start }) => {
  const app = await start();
  await resize(app, 1360, 860);
  await app.part('capture-preset-https').click();
  await expect(app.part('capture-filter')).toHaveValue('port 443');
  await app.part('capture-preset-https').click();
  await expect(app.part('capture-filter')).toHaveValue('');
  const start_ = await app.part('capture-start').boundingBox();
  for (const part of ['first-steps', 'starter-filters']) {
    const box = await app.part(part).boundingBox();
    expect(box?.x).toBe(start_?.x);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(860);
    expect(box?.y).toBeGreaterThan(start_?.y ?? 0);
  }
  await app.part('starter-filters').getByRole('button').nth(2).click();
  await expect.poll(() => app.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe('tcp.flags.reset == 1');
  // in a small window nothing is cut off
  await resize(app, 1000, 560);
  await expect(app.part('starter-filters')).toHaveCount(0);
});

test('the status bar names the selected field and its length; its explanation stands under the tree, or not', async ({
  start,
  folder,
}) => {
  const userData = path.join(folder, 'user');
  const app = await start({ file: sample('https'), userData });
  await loaded(app);
  await resize(app, 1360, 860);
  await packetRow(app, 1).click();
  await treeNode(app, 'tcp.seq_raw').click();
  await expect(app.part('status-field')).toHaveText('Sequence Number (raw) (tcp.seq_raw), 4 bytes');
  await expect(app.part('field-sentence')).toHaveText(/^Sequence number as on the wire/);
  await expect(app.part('field-source')).toHaveText('RFC 9293, section 3.4');
  await prefer(app, { language: 'zh-CN' });
  await expect(app.part('status-field')).toHaveText('序号（原始值）（tcp.seq_raw），4 字节');
  await expect(app.part('field-source')).toHaveText('RFC 9293 第 3.4 节');
  await prefer(app, { language: 'en' });
  // a value of no bytes has no length
  await treeNode(app, 'tcp.stream').click();
  await expect(app.part('status-field')).toHaveText('Stream index (tcp.stream)');
  await expect(app.part('field-source')).toHaveText('worked out, not in the packet');
  const tree = await app.part('field-tree').boundingBox();
  await treeNode(app, 'tcp.dstport').click();
  await expect(app.part('field-help')).toHaveAttribute('data-abbrev', 'tcp.dstport');
  expect(await app.part('field-tree').boundingBox()).toEqual(tree);

  await app.part('field-help-hide').click();
  await expect(app.part('field-help')).toHaveCount(0);
  await app.close();
  const again = await start({ file: sample('https'), userData });
  await loaded(again);
  await expect(again.part('field-tree')).toBeVisible();
  await expect(again.part('field-help')).toHaveCount(0);
  await packetRow(again, 1).click();
  await treeNode(again, 'tcp.dstport').click();
  await again.part('status-field').click();
  await expect(again.part('field-help')).toBeVisible();
});

test('the next packet of a conversation: an ICMP error belongs to what it quotes, not to UDP; a filter may hide others', async ({
  start,
  folder,
}) => {
  const over = (src: string, dst: string, inner: Parameters<typeof ipv4>[1]) => ethernet({}, ipv4({ src, dst }, inner));
  const segment = (flags: string, seq: number) =>
    over('10.0.0.1', '10.0.0.2', tcp({ srcPort: 40_000, dstPort: 443, flags, seq }));
  const datagram = over('10.0.0.1', '10.0.0.2', udp({ srcPort: 40_000, dstPort: 443 }, new Uint8Array(4)));
  const error = over('10.9.9.9', '10.0.0.1', icmp(3, 1, 0, segment('S', 1).subarray(14)));
  const file = path.join(folder, 'mixed.pcap');
  writeFileSync(file, pcapFile([segment('S', 1), datagram, error, datagram, segment('A', 2)]));
  const app = await start({ file });
  await loaded(app);
  const walk = async (from: number, to: readonly number[], command: string): Promise<void> => {
    await packetRow(app, from).click();
    await expect(app.part('field-tree')).toHaveAttribute('data-frame', String(from));
    for (const frame of to) {
      await app.menu(command);
      await expect(app.part('field-tree')).toHaveAttribute('data-frame', String(frame));
    }
  };
  await walk(1, [3, 5], 'nextInConversation');
  await walk(2, [4], 'nextInConversation');
  await walk(5, [3, 1], 'previousInConversation');
  await app.part('display-filter').fill('!icmp');
  await app.page.keyboard.press('Enter');
  await expect(packetRow(app, 3)).toHaveCount(0);
  await walk(1, [5], 'nextInConversation');
});
