// Following a stream: text, hex, one side, find, a packet by click, saved; a gap; in Chinese, by night, in a small window.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ethernet, ipv4, pcapFile, tcp, udp, type Frame } from '../fixtures/make-capture';
import { talkFrames } from '../fixtures/make-talk';
import { fileURLToPath } from 'node:url';
import { type App, expect, loaded, packetRow, sample, test } from './app';
import { ask } from './window-tools';

const A = { address: '10.0.0.1', port: 40000 };
const B = { address: '10.0.0.2', port: 80 };

/** A page over HTTP, with a gap in the answer; a connection without a byte; a datagram. */
function capture(folder: string): string {
  const next = { a: 1, b: 1 };
  const frames: Frame[] = [];
  const say = (by: 'a' | 'b', flags: string, text = ''): void => {
    const [from, to] = by === 'a' ? [A, B] : [B, A];
    const payload = new TextEncoder().encode(text);
    const header = { srcPort: from.port, dstPort: to.port, flags, seq: next[by], ack: next[by === 'a' ? 'b' : 'a'] };
    frames.push({ bytes: ethernet({}, ipv4({ src: from.address, dst: to.address }, tcp(header, payload))) });
    next[by] += payload.length;
  };
  say('a', 'A');
  say('b', 'A');
  say('a', 'PA', 'GET /<b>bold</b> HTTP/1.1\r\nHost: example.org\r\nX-Evil: \u202eabc\u0007\r\n\r\n');
  say('b', 'A');
  say('b', 'PA', 'HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n你好，世界\n');
  say('a', 'A');
  next.b += 1200;
  say('b', 'PA', 'after the gap\nneedle\n');
  say('a', 'A');
  say('a', 'PA', 'GET /second HTTP/1.1\r\n\r\n');
  say('b', 'A');
  const quiet = { srcPort: 40001, dstPort: 80, flags: 'S', seq: 9 };
  frames.push({ bytes: ethernet({}, ipv4({ src: A.address, dst: B.address }, tcp(quiet))) });
  const datagram = udp({ srcPort: 5000, dstPort: 5001 }, new TextEncoder().encode('a datagram'));
  frames.push({ bytes: ethernet({}, ipv4({ src: A.address, dst: B.address, protocol: 17 }, datagram)) });
  const file = path.join(folder, 'http.pcap');
  writeFileSync(file, pcapFile(frames.map((frame, i) => ({ ...frame, sec: 1_700_000_000 + i }))));
  return file;
}

async function saveTo(app: App, file: string): Promise<void> {
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
}
const line = (app: App, text: string) =>
  app.page.locator('[data-testid=follow-line]:visible').filter({ hasText: text });

test('the text of a connection, its gap, forms, one side; find; a packet by click; saved', async ({
  start,
  folder,
}) => {
  const app = await start({ file: capture(folder) });
  await loaded(app);
  await packetRow(app, 3).click();
  await app.menu('followTcp');
  await expect(app.part('tab-follow')).toHaveAttribute('aria-selected', 'true');
  await expect(line(app, 'GET /<b>bold</b> HTTP/1.1')).toHaveAttribute('data-side', 'a');
  await expect(line(app, 'X-Evil: .abc.')).toBeVisible();
  await expect(line(app, '你好，世界')).toHaveAttribute('data-side', 'b');
  await expect(line(app, '1,200 bytes missing')).toHaveAttribute('data-gap', '1200');
  await expect(app.part('follow-sums')).toContainText('3 turns');
  await expect(app.part('follow-sums')).toContainText('1 gap, 1,200 bytes missing');
  await app.picture('follow-text-en-light');

  await app.part('follow-find').fill('NEEDLE');
  await app.part('follow-find').press('Enter');
  await expect(line(app, 'needle')).toHaveAttribute('aria-selected', 'true');
  await app.part('follow-find').press('Enter');
  await expect(app.part('follow-found')).toHaveText('Nothing found.');
  await app.part('follow-find').fill('get');
  await app.part('follow-find').press('Shift+Enter');
  await expect(line(app, 'GET /<b>')).toHaveAttribute('aria-selected', 'true');

  await app.part('follow-hex').click();
  await expect(line(app, '47 45 54 20')).toHaveCount(2);
  await app.picture('follow-hex-en-light');
  await app.part('follow-find-by').selectOption('hex');
  await app.part('follow-find').fill('6e 65 65 64 6c 65');
  await app.part('follow-find-next').click();
  await expect(app.page.locator('[data-testid=follow-line][aria-selected=true]')).toHaveAttribute('data-frame', '7');
  await app.part('follow-carray').click();
  await expect(line(app, 'unsigned char peer0_3_0[]')).toBeVisible();
  await app.part('follow-raw').click();
  await expect(line(app, '474554202f')).toHaveCount(2);
  await app.part('follow-text').click();

  await app.part('follow-side').selectOption('b');
  await expect(line(app, 'HTTP/1.1 200 OK')).toBeVisible();
  await expect(line(app, 'GET /second')).toHaveCount(0);
  for (const as of ['raw', 'text']) {
    const file = path.join(folder, `saved.${as}`);
    await saveTo(app, file);
    await app.part('follow-save').click();
    await app.part(`menu-follow-save-${as}`).click();
    await expect.poll(() => existsSync(file)).toBe(true);
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*你好，世界\n[\s\S]*needle\n$/);
    expect(text.includes('[1200 bytes missing in capture file]')).toBe(as === 'text');
  }
  await saveTo(app, path.join(folder, 'no', 'such', 'file'));
  await app.part('follow-save').click();
  await app.part('menu-follow-save-raw').click();
  await expect(app.part('problem-notice')).toContainText('could not be written');

  // a click selects the packet, a double click goes to it
  await line(app, 'needle').dblclick();
  await expect(packetRow(app, 7)).toHaveAttribute('aria-selected', 'true');
});

test('from the menus; the next stream, without a byte; UDP by key', async ({ start, folder }) => {
  const app = await start({ file: capture(folder) });
  await loaded(app);
  await packetRow(app, 5).click({ button: 'right' });
  await app.part('menu-follow-stream').click();
  await expect(app.part('follow-stream')).toHaveText('TCP 0');
  await expect(line(app, '你好，世界')).toBeVisible();
  await line(app, 'HTTP/1.1 200 OK').click({ button: 'right' });
  await app.part('menu-follow-copy-message').click();
  await expect
    .poll(() => app.electron.evaluate(({ clipboard }) => clipboard.readText()))
    .toBe('HTTP/1.1 200 OK\nContent-Type: text/plain; charset=utf-8\n\n你好，世界');
  await app.part('follow-next-stream').click();
  await expect(app.part('follow-stream')).toHaveText('TCP 1');
  await expect(app.part('follow-empty')).toContainText('carried no payload');
  await expect(app.part('follow-next-stream')).toBeDisabled();

  await app.part('tab-packets').click();
  await packetRow(app, 12).click();
  await app.page.keyboard.press('Control+Alt+Shift+U');
  await expect(app.part('follow-stream')).toHaveText('UDP 0');
  await expect(line(app, 'a datagram')).toBeVisible();
  await app.page.keyboard.press('Control+Alt+Shift+T');
  await expect(app.part('toasts')).toContainText('belongs to no TCP stream');
});

test('in Chinese, by night, in a small window; from the menu of a connection', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  await ask(app.page, 'setPreferences', { language: 'zh-CN', theme: 'dark' });
  await app.part('tab-connections').click();
  await app.page.locator('[data-testid=connection-row][data-flow]').first().click({ button: 'right' });
  await app.part('menu-flow-follow').click();
  await expect(app.part('tab-follow')).toHaveText('追踪流');
  await app.part('follow-hex').click();
  await expect(line(app, '16 03 01').first()).toHaveAttribute('data-side', 'a');
  await app.picture('follow-zh-dark');
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].setContentSize(800, 600));
  await app.page.waitForTimeout(300);
  await app.picture('follow-zh-dark-small');
});

test('HTTP with a part that was not captured, and what is no whole message', async ({ start, folder }) => {
  const said = ['>GET /a HTTP/1.1\r\n\r\n', '<HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc', '<def', '<ghi'];
  const frames = talkFrames([...said, '>GET /b HTTP/1.1\r\n\r\n', '<HTTP/1.1 204 No Content\r\n\r\n', '<HTTP/1.1']);
  const file = path.join(folder, 'late.pcap');
  writeFileSync(file, pcapFile(frames.filter((_, i) => i !== 4)));
  const app = await start({ file });
  await loaded(app);
  await packetRow(app, 3).click();
  await app.menu('followHttp');
  await expect(line(app, '3 bytes missing in the capture')).toHaveAttribute('data-gap', '3');
  await expect(line(app, '8 bytes that are no whole message are not shown here')).toHaveAttribute('data-side', 'b');
  await app.picture('follow-http-gap');
  await ask(app.page, 'setPreferences', { language: 'zh-CN', theme: 'dark' });
  await expect(line(app, '此处不显示不构成完整请求或响应的 8 字节')).toBeVisible();
  await app.picture('follow-http-gap-zh-dark');
});

const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));

test('what is inside of TLS: closed without keys, opened by a key log; HTTP and HTTP/2', async ({ start, folder }) => {
  const app = await start({ file: fixture('tls-keys/tls13-chacha.pcap') });
  await loaded(app);
  await packetRow(app, 12).click();
  await app.page.keyboard.press('Control+Alt+Shift+S');
  await expect(app.part('follow-empty')).toContainText('no keys have opened it');
  await app.picture('follow-tls-closed-en-light');
  await app.stubDialog(fixture('tls-keys/tls13-chacha.keys'));
  await app.menu('tlsKeys');
  await expect(line(app, 'hello from the client')).toHaveAttribute('data-side', 'a');
  await expect(line(app, 'tneilc eht morf olleh')).toHaveAttribute('data-frame', '13');
  await app.part('follow-find').fill('again');
  await app.part('follow-find').press('Enter');
  await expect(line(app, 'and again')).toHaveAttribute('aria-selected', 'true');
  await app.picture('follow-tls-en-light');
  const saved = path.join(folder, 'inside.bin');
  await saveTo(app, saved);
  await app.part('follow-save').click();
  await app.part('menu-follow-save-raw').click();
  await expect.poll(() => existsSync(saved) && readFileSync(saved, 'utf8')).toContain('hello from the client\n');
  await app.part('follow-layer-http').click();
  await expect(app.part('follow-empty')).toContainText('No HTTP has been found');
  await app.part('follow-layer-http2').click();
  await expect(app.part('follow-empty')).toContainText('No HTTP/2 has been found');
});

test('a stream of HTTP/2 from the menu of a packet; another one; in Chinese, by night, small', async ({ start }) => {
  const app = await start({ file: fixture('http2/prior-knowledge.pcap') });
  await loaded(app);
  await packetRow(app, 10).click();
  await packetRow(app, 8).click({ button: 'right' });
  await app.part('menu-follow-stream-http2').click();
  await expect(line(app, ':status: 200')).toHaveAttribute('data-side', 'b');
  await expect(app.part('follow-http2-stream')).toHaveValue('13');
  await expect(line(app, '<html>hello</html>')).toBeVisible();
  await app.part('follow-http2-stream').selectOption('17');
  await expect(line(app, ':path: /big.txt')).toBeVisible();
  await expect(app.part('follow-sums')).toContainText('6 streams');
  await app.picture('follow-http2-en-light');
  await ask(app.page, 'setPreferences', { language: 'zh-CN', theme: 'dark' });
  await app.part('follow-layer-tls').click();
  await expect(app.part('follow-empty')).toContainText('未发现 TLS');
  await app.part('follow-layer-http2').click();
  await expect(line(app, ':path: /big.txt')).toBeVisible();
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].setContentSize(800, 600));
  await app.picture('follow-http2-zh-dark-small');
});
