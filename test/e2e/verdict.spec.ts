// What is said of a connection, above its timeline: for the samples, with links to packets, in both languages, in panes of every height.
import { type App, expect, firstShown, loaded, sample, test } from './app';
import { prefer } from './window-tools';

async function showConnection(app: App): Promise<void> {
  await loaded(app);
  await app.part('tab-connections').click();
  await firstShown(app, 'connection-row').click();
  await expect(app.part('verdict')).toBeVisible();
}

const sentences = (app: App) => app.part('verdict').getByTestId('verdict-sentence');

const SAID = {
  https: ['three-way handshake was complete after 25.2 ms', 'The client sent', 'closed first', 'TIME-WAIT'],
  refused: ['was refused: the SYN to port 8080', 'cannot be told from this capture'],
  reset: [
    'three-way handshake was complete',
    'The client sent 76 bytes, the server 6,082 bytes',
    'after everything that it had sent was acknowledged',
  ],
};
for (const id of ['https', 'refused', 'reset'] as const)
  test(`the sample ${id}`, async ({ start }) => {
    const app = await start({ file: sample(id) });
    await showConnection(app);
    for (const [i, words] of SAID[id].entries()) await expect(sentences(app).nth(i)).toContainText(words);
    await expect(app.part('verdict-check')).toHaveCount(id === 'https' ? 0 : 1);
    await app.picture(`verdict-${id}`);
  });

test('a link selects its packet, by mouse and by key', async ({ start }) => {
  const app = await start({ file: sample('reset') });
  await showConnection(app);
  const link = (frame: number) => app.part('verdict').locator(`[data-testid=verdict-packet][data-frame="${frame}"]`);
  await link(15).first().click();
  await expect(app.page.locator('[data-testid=timeline-segment].marked')).toHaveAttribute('data-frame', '15');
  await link(2).first().focus();
  await app.page.keyboard.press('Enter');
  await expect(app.page.locator('[data-testid=timeline-segment].marked')).toHaveAttribute('data-frame', '2');
  await app.part('tab-packets').click();
  await expect(app.part('field-tree')).toHaveAttribute('data-frame', '2');
});

test('its text is copied', async ({ start }) => {
  const app = await start({ file: sample('refused') });
  await showConnection(app);
  await app.part('verdict-copy').click();
  const copied = await app.electron.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied.split('\n').slice(0, 2)).toEqual([
    'The connection was refused: the SYN to port 8080 was answered with an RST after 31.5 ms. #1 #2',
    'Whether the host itself or a firewall on the way answered cannot be told from this capture.',
  ]);
  expect(copied).toContain('Maximum segment size: client 1,460 bytes, server not offered');
});

test('questions and options unfold; the card is closed and stays so', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await showConnection(app);
  await app.part('verdict-options').locator('summary').click();
  const mss = app.part('verdict-option').first();
  await expect(mss).toContainText('Maximum segment size');
  await expect(mss).toContainText('1,460 bytes');
  await app.part('verdict-questions').locator('> summary').click();
  const zero = app.part('verdict-question').first();
  await zero.locator('summary').click();
  await expect(zero.getByTestId('verdict-answer')).toContainText('RFC 9293 section 3.4.1');
  await app.picture('verdict-open');
  // with everything unfolded there is room for the timeline
  const room = await app.part('timeline-rows').boundingBox();
  expect(room?.height ?? 0).toBeGreaterThan(150);
  await app.part('verdict-toggle').click();
  await expect(sentences(app)).toHaveCount(0);
  await expect(app.part('verdict-toggle')).toContainText('The client opened the connection');
  await expect(app.part('verdict-toggle')).toHaveAttribute('aria-expanded', 'false');
  await app.part('tab-packets').click();
  await app.part('tab-connections').click();
  await expect(app.part('verdict-toggle')).toHaveAttribute('aria-expanded', 'false');
});

for (const theme of ['light', 'dark'] as const)
  test(`in Chinese (${theme})`, async ({ start }) => {
    const app = await start({ file: sample('refused') });
    await prefer(app, { language: 'zh-CN', theme });
    await expect(app.page.locator('html')).toHaveAttribute('lang', 'zh-CN');
    await showConnection(app);
    await expect(sentences(app).first()).toContainText('连接被拒绝：发往端口 8080 的 SYN 在 31.5 ms 后得到 RST 应答。');
    await expect(app.part('verdict-check')).toContainText('检查是否有服务在此地址的端口 8080 上监听');
    await app.part('verdict-options').locator('summary').click();
    await app.picture(`verdict-zh-CN-${theme}`);
  });

test('the tooltip of a row says it in short', async ({ start }) => {
  const app = await start({ file: sample('refused') });
  await loaded(app);
  await app.part('tab-connections').click();
  const verdict = firstShown(app, 'connection-row').locator('.verdict').first();
  await verdict.hover();
  await expect(verdict).toHaveAttribute('title', /^The connection was refused: the SYN to port 8080/);
});

test('a narrow pane wraps the sentences and cuts none', async ({ start }) => {
  const app = await start({ file: sample('reset') });
  await showConnection(app);
  await app.page.evaluate(() => {
    const parent = document.querySelector<HTMLElement>('[data-testid=timeline]')?.parentElement;
    if (parent) Object.assign(parent.style, { width: '380px', flex: 'none' });
  });
  await expect.poll(async () => Math.round((await app.part('timeline').boundingBox())?.width ?? 0)).toBe(380);
  const cut = await sentences(app).evaluateAll(
    (all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).length,
  );
  expect(cut).toBe(0);
  await expect(firstShown(app, 'timeline-segment')).toBeVisible();
  await app.picture('verdict-narrow');
});

test('the printed sheet carries the sentences', async ({ start }) => {
  const app = await start({ file: sample('reset') });
  await showConnection(app);
  await app.page.keyboard.press('Control+p');
  await expect(app.part('timeline-sheet-verdict')).toContainText('The server aborted the connection with an RST');
});

test('behind the last segment stands how it ended, in the words of the summary', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await showConnection(app);
  const end = app.part('timeline-end');
  for (const [language, theme] of [
    ['en', 'light'],
    ['zh-CN', 'dark'],
  ] as const) {
    await prefer(app, { language, theme });
    await app.part('timeline-rows').focus();
    await app.page.keyboard.press('End');
    await expect(end).toBeInViewport();
    await expect(end).toHaveAttribute('data-ending', 'fin-4');
    const words = async (): Promise<string> =>
      ((await sentences(app).allTextContents()).at(-1) ?? '').split('#')[0].trim();
    await expect.poll(async () => (await end.textContent())?.includes(await words())).toBe(true);
    await app.picture(`timeline-end-${language}`);
    await app.page.keyboard.press('Home');
    await expect(firstShown(app, 'timeline-segment')).toBeInViewport();
  }
});

test('what a pass finds of connections is in columns that can be shown', async ({ start }) => {
  const app = await start({ file: sample('https') });
  const ids = ['stream', 'rttClientMaxNs', 'rttServerMedianNs', 'thinkMaxNs', 'longestIdleNs', 'sentAgainServerShare'];
  await prefer(app, { flowColumns: ids.map((id) => ({ id, width: 150, visible: true })) });
  await showConnection(app);
  const cell = (id: string) =>
    app.part('connections-table').locator(`[data-column=${id}]:not([data-testid=column-header])`);
  await expect(cell('rttClientMaxNs').first()).toHaveText(/^\d+\.\d{3,6}$/);
  await expect(cell('sentAgainServerShare').first()).toHaveText('0.0');
  await app.picture('timing-columns');
});
