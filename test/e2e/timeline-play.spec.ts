// The timeline step by step, by keyboard and by its bar; what is drawn across its rows; ranges of acknowledgements.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { generateCapture } from '../bench/generate';
import { pcapFile } from '../fixtures/make-capture';
import { ethernet, ipv4, tcp, tcpFlags } from '../fixtures/make-packet';
import { conversation } from '../unit/flow/analyse';
import { type App, expect, firstShown, loaded, sample, test } from './app';
import { prefer, resize, showTimeline } from './window-tools';

const OPEN = ['> S', '< SA at=20', '> A at=21'];
/** repeated segments, a gap that is filled and one that is not, a window that is shut for a while */
const TROUBLED = [
  ...['> S', '> S seq=0 at=1000', '< SA at=1020', '> A at=1021'],
  ...['> PA +500 at=1030', '> PA +500 at=1031', '> PA +500 seq=1501 at=1032', '< A ack=1001 at=1052'],
  ...['> PA +500 seq=1001 at=1300', '> PA +500 seq=501 at=1700', '< A ack=2001 win=0 at=1720'],
  ...['> A +1 seq=2001 at=2000', '< A ack=2001 win=0 at=2020', '< A ack=2001 win=8000 at=2500'],
  ...['> PA +100 seq=5001 at=2510', '< FA at=2600', '> A seq=5101 at=2601', '> FA seq=5101 at=2602', '< A at=2640'],
];

/** Writes a capture of this conversation. */
function capture(folder: string, lines: string[]): string {
  const { frames, times } = conversation(lines);
  return write(folder, frames, times);
}
function write(folder: string, frames: Uint8Array[], times: number[]): string {
  const file = path.join(folder, 'talk.pcap');
  const at = (i: number) => ({ sec: 1_700_000_000 + Math.floor(times[i] / 1e9), nano: times[i] % 1e9 });
  writeFileSync(file, pcapFile(frames.map((bytes, i) => ({ bytes, ...at(i) }))));
  return file;
}

const drawn = (app: App): Promise<unknown> =>
  app.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

test('by keyboard from the first segment to the last states of both ends', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await showTimeline(app);
  await resize(app, 1360, 860);
  await app.part('timeline-rows').focus();
  await app.page.keyboard.press('Home');
  await app.page.keyboard.press('Space');
  await expect(app.part('play-bar')).toBeVisible();
  await expect(app.part('play-toggle')).toHaveAccessibleName('Pause');
  await app.page.keyboard.press('Space');
  await expect(app.part('play-toggle')).toHaveAccessibleName('Play');
  await app.page.keyboard.press('Home');
  await expect(app.part('machine-a')).toHaveAttribute('data-taken', 'activeOpen');
  await expect(app.part('machine-b')).toHaveAttribute('data-taken', 'listenSyn');
  await expect(app.part('step-words')).toContainText('RFC 9293, section 3.5');
  await app.page.keyboard.press('.');
  await expect(app.part('machine-a')).toHaveAttribute('data-state', 'ESTABLISHED');
  await expect(app.part('step-b')).toHaveText('Server: still SYN-RECEIVED.');
  await app.page.keyboard.press('ArrowRight');
  await expect(app.part('machine-b')).toHaveAttribute('data-taken', 'synAcked');
  // the messages of TLS one by one, then the folded data: one step, which stays folded
  await expect(async () => {
    await app.page.keyboard.press('ArrowRight');
    await expect(app.part('step-words')).toContainText(/\d+ folded segments/, { timeout: 300 });
  }).toPass();
  await app.page.keyboard.press(',');
  await expect(app.part('step-words')).not.toContainText('folded');
  // from there on it plays by itself, up to the end
  await app.part('play-speed').selectOption('4');
  await app.part('timeline-rows').focus();
  await app.page.keyboard.press('Space');
  await expect(app.part('step-end')).toBeVisible();
  await expect(app.part('play-toggle')).toHaveAccessibleName('Play');
  await expect(app.part('machine-a')).toHaveAttribute('data-state', 'TIME-WAIT');
  await expect(app.part('machine-b')).toHaveAttribute('data-state', 'CLOSED');
  await expect(app.part('machine-b')).toHaveAttribute('data-taken', 'lastAcked');
  await expect(app.part('machine-a').getByTestId('machine-inferred')).toBeVisible();
  await prefer(app, { language: 'zh-CN' });
  await expect(app.part('step-b')).toHaveText('服务器：LAST-ACK → CLOSED。它的 FIN 得到确认：这一端的连接已结束。');
  await app.page.keyboard.press('Escape');
  await expect(app.part('play-bar')).toHaveCount(0);
});

test('by the bar; a reset falls to CLOSED; a key in a text field stays a letter', async ({ start }) => {
  const app = await start({ file: sample('reset') });
  await showTimeline(app);
  await resize(app, 1360, 860);
  await app.part('timeline-play').click();
  await expect(app.part('play-first')).toBeDisabled(); // a connection that is selected is shown from its first segment on
  await app.part('play-next').click();
  await expect(app.part('play-at')).toContainText('Row 2 of');
  await app.part('play-last').click();
  await expect(app.part('step-a')).toContainText('The reset ends the connection at once');
  await expect(app.part('machine-a')).toHaveAttribute('data-state', 'CLOSED');
  const text = app.part('filter-bar').getByRole('combobox');
  await text.click();
  await app.page.keyboard.type('tcp . ,');
  await expect(app.part('filter-bar')).toContainText('tcp . ,');
  await expect(app.part('step-a')).toContainText('The reset ends the connection at once');
});

test('what repeats, what is missing, what is shut, how long it took', async ({ start, folder }) => {
  const app = await start({ file: capture(folder, TROUBLED) });
  await showTimeline(app);
  await resize(app, 1360, 1100);
  await app.part('timeline-unfold-all').click();
  await app.part('verdict-toggle').click(); // room for the rows
  const joins = app.part('timeline-join');
  await expect(joins.first()).toBeAttached();
  await expect(app.part('timeline-links').locator('[data-from="1"][data-to="2"]')).toBeAttached();
  // what is acknowledged is the first SYN, as tcp.analysis.acks_frame has it
  await expect(app.part('timeline-links').locator('.trip[data-from="1"][data-to="3"] title')).toHaveText(
    'Packet 3 acknowledges packet 1 after 1.02 s.',
  );
  await app.part('timeline-rows').focus();
  await app.page.keyboard.press('End');
  await expect(app.part('timeline-gap').filter({ visible: true }).last()).toContainText('3,000 bytes not captured');
  await expect(app.part('timeline-shut').filter({ visible: true }).first()).toHaveAttribute('data-side', 'b');
  await expect(app.part('timeline-links').locator('[data-from="6"][data-to="10"]')).toBeAttached();
  await app.picture('timeline-joins');
});

/** An ACK of the server with these blocks, relative to the client's initial number. */
function sackFrame(ack: number, blocks: [number, number][]): Uint8Array {
  const word = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
  const options = [1, 1, 5, 2 + 8 * blocks.length, ...blocks.flat().flatMap((number) => word(1000 + number))];
  const segment = tcp(
    { srcPort: 80, dstPort: 40000, seq: 5001, ack: 1000 + ack, flags: tcpFlags('A'), window: 64000, options },
    new Uint8Array(0),
  );
  return ethernet({}, ipv4({ src: '10.0.0.2', dst: '10.0.0.1' }, segment));
}

test('SACK: what each ACK acknowledges, out of order and twice', async ({ start, folder }) => {
  const sent = conversation([...OPEN, '> PA +500 at=30', '> PA +500 seq=1001 at=31', '> PA +500 seq=501 at=60']);
  const frames = [...sent.frames.slice(0, 5), sackFrame(501, [[1001, 1501]]), sent.frames[5]];
  frames.push(sackFrame(1501, [[501, 1001]]));
  const file = write(folder, frames, [...sent.times.slice(0, 5), 51e6, 60e6, 80e6]);
  const app = await start({ file });
  await showTimeline(app);
  await resize(app, 1360, 900);
  await expect(app.part('timeline-ranges')).toHaveCount(0);
  await app.part('timeline-sack').click();
  await expect(app.part('timeline-sack')).toHaveAttribute('aria-pressed', 'true');
  await app.part('timeline-rows').focus();
  await app.page.keyboard.press('End');
  const ranges = (frame: number) => app.page.locator(`[data-frame="${frame}"]`).getByTestId('timeline-ranges');
  await expect(ranges(6)).toHaveText(/acknowledged\s*1–501\s*SACK\s*1001–1501/);
  await expect(ranges(8)).toHaveText(/acknowledged\s*501–1501\s*D-SACK\s*501–1001/);
  await app.picture('timeline-sack');
  await app.part('timeline-sack').click();
  await expect(app.part('timeline-ranges')).toHaveCount(0);
});

test('100,000 segments of one connection: opened, unfolded, walked to the end, with no more drawn than is seen', async ({
  start,
  folder,
}, info) => {
  const file = path.join(folder, 'long.pcap');
  generateCapture(file, { packets: 100_000, connections: 1 });
  const app = await start({ file });
  await loaded(app);
  const taken: string[] = [];
  const timed = async (what: string, act: () => Promise<unknown>): Promise<void> => {
    const began = performance.now();
    await act();
    taken.push(`${what} ${Math.round(performance.now() - began)} ms`);
  };
  await app.part('tab-connections').click();
  await timed('open', async () => {
    await firstShown(app, 'connection-row').click();
    await expect(firstShown(app, 'timeline-segment')).toBeVisible();
  });
  await timed('unfold all', async () => {
    await app.part('timeline-unfold-all').click();
    await expect(firstShown(app, 'timeline-segment').first()).toHaveAttribute('aria-setsize', /\d{6}/);
  });
  const rows = app.part('timeline-rows');
  await rows.focus();
  await timed('to the end', async () => {
    await app.page.keyboard.press('End');
    await expect(app.page.locator('[data-testid=timeline-segment][data-frame="100000"]')).toBeVisible();
  });
  await timed('50 pages back', async () => {
    for (let page = 0; page < 50; page++) await app.page.keyboard.press('PageUp');
    await drawn(app);
    await expect(firstShown(app, 'timeline-segment')).toBeVisible();
  });
  const counted = await app.part('timeline').evaluate((pane) => pane.querySelectorAll('*').length);
  expect(counted).toBeLessThan(3000);
  await timed('step', async () => {
    await app.page.keyboard.press('.');
    await expect(app.part('step-words')).toBeVisible();
  });
  info.annotations.push({ type: 'times', description: taken.join(', ') });
});

for (const [language, theme] of [
  ['en', 'light'],
  ['zh-CN', 'dark'],
] as const)
  for (const [width, height] of [
    [1360, 860],
    [1040, 760],
    [800, 600],
  ] as const)
    test(`nothing is cut off: ${language}, ${theme}, ${width} × ${height}`, async ({ start }) => {
      const app = await start({ file: sample('https') });
      await prefer(app, { language, theme });
      await showTimeline(app);
      await resize(app, width, height);
      await app.part('timeline-play').click();
      await app.page.keyboard.press('End');
      await expect(app.part('step-end')).toBeVisible();
      await expect(app.part('machines')).toHaveAttribute('data-compact', String(width < 980));
      await app.page.keyboard.press('ArrowLeft');
      await expect(app.part('machine-b')).toHaveAttribute('data-state', 'LAST-ACK');
      await drawn(app);
      await app.picture(`play-${language}-${theme}-${width}`);
      const outside = await app.part('timeline').evaluate((pane) => {
        const edge = pane.getBoundingClientRect();
        return [...pane.querySelectorAll('[data-testid=play-bar] button, [data-testid=machines], .strip')]
          .map((one) => one.getBoundingClientRect())
          .filter(({ right, bottom }) => right > edge.right + 0.5 || bottom > edge.bottom + 0.5).length;
      });
      expect(outside).toBe(0);
      expect(await app.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
    });
