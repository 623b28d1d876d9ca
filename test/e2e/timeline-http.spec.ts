// The timeline of a connection that carries HTTP: the look-up before it, requests and responses over their segments, both on paper.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { ethernet, ipv4, ipv4Bytes, pcapFile, udp } from '../fixtures/make-capture';
import { dnsMessage, dnsName, dnsQuestion, dnsRecord } from '../fixtures/sample-names';
import { talkFrames } from '../fixtures/make-talk';
import { expect, firstShown, loaded, packetRow, test } from './app';

const dns = (answer: boolean): Uint8Array => {
  const questions = [dnsQuestion(dnsName('shop.example'), 1)];
  const answers = answer ? [dnsRecord(1, ipv4Bytes('10.0.0.2'))] : [];
  const message = dnsMessage({ questions, answers, flags: answer ? 0x8180 : 0x0100 });
  return answer
    ? ethernet({}, ipv4({ src: '10.0.0.53', dst: '10.0.0.1' }, udp({ srcPort: 53, dstPort: 5000 }, message)))
    : ethernet({}, ipv4({ src: '10.0.0.1', dst: '10.0.0.53' }, udp({ srcPort: 5000, dstPort: 53 }, message)));
};
const parts = Array.from({ length: 9 }, () => `<${'x'.repeat(1400)}`);
const FRAMES = [
  dns(false),
  dns(true),
  ...talkFrames([
    '>GET /index.html HTTP/1.1\r\nHost: shop.example\r\n\r\n',
    `<HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2500\r\n\r\n${'a'.repeat(1200)}`,
    `<${'b'.repeat(1300)}`,
    '>GET /a/longer/path/picture.png?size=large HTTP/1.1\r\nHost: shop.example\r\n\r\n',
    `<HTTP/1.1 200 OK\r\nContent-Length: 12600\r\n\r\n`,
    ...parts,
    '>DELETE /nothing HTTP/1.1\r\nHost: shop.example\r\n\r\n',
    '<HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n',
  ]),
];

for (const { language, theme, lookUp, legend } of [
  {
    language: 'en',
    theme: 'light',
    lookUp: 'shop.example is 10.0.0.2, answered within 3 ms, 3 ms before the first packet of the connection',
    legend: 'request or response of HTTP',
  },
  {
    language: 'zh-CN',
    theme: 'dark',
    lookUp: 'shop.example 即 10.0.0.2，3 ms 内应答，在本连接第一个分组之前 3 ms',
    legend: 'HTTP 请求或响应',
  },
] as const)
  test(`requests, responses and the look-up before them, ${language}`, async ({ start, folder }) => {
    const file = path.join(folder, 'http.pcap');
    writeFileSync(file, pcapFile(FRAMES.map((bytes, i) => ({ bytes, sec: 1_700_000_000, nano: i * 3_000_000 }))));
    const app = await start({ file });
    await loaded(app);
    await app.page.evaluate(
      (changes) =>
        (window as unknown as { synscope: { request(n: string, a: unknown): Promise<unknown> } }).synscope.request(
          'setPreferences',
          changes,
        ),
      { language, theme },
    );
    await packetRow(app, 3).click();
    await app.part('tab-connections').click();
    await expect(firstShown(app, 'timeline-segment')).toBeVisible();
    const said = app.part('timeline-said');
    await expect(said.first()).toHaveText('GET /index.html');
    const answer = language === 'en' ? '200 OK, 2.5 kB, 6 ms' : '200 OK，2.5 kB，6 ms';
    await expect(said.nth(1)).toContainText(answer);
    await app.picture(`timeline-http-folded-${language}`);
    await app.part('timeline-fold').first().click();
    await expect(said.nth(1)).toHaveText(answer);
    await expect(app.part('timeline-said-bar').first()).toHaveAttribute('data-side', 'a');
    await expect(app.part('timeline-look-up')).toContainText(lookUp);
    await app.picture(`timeline-http-${language}`);
    await app.part('timeline-rows').press('End');
    await expect(said.filter({ hasText: '404 Not Found' })).toBeVisible();

    await app.menu('print');
    await expect(app.part('timeline-sheet')).toContainText('GET /a/longer/path/picture.png?size=large');
    await expect(app.part('timeline-sheet')).toContainText(legend);
    await expect(app.part('timeline-sheet-look-up')).toContainText(lookUp);
    await app.page.keyboard.press('Escape');
    await expect(app.part('timeline-sheet')).not.toBeAttached();

    await app.part('timeline-look-up-packet').click();
    await app.part('tab-packets').click();
    await expect(app.page.locator('[data-testid=packet-row][aria-selected=true]')).toContainText('DNS');

    await packetRow(app, 5).click();
    await app.menu('followHttp');
    const lines = app.page.locator('[data-testid=follow-line]:visible');
    await expect(lines.first()).toContainText('GET /index.html HTTP/1.1');
    await expect(lines.filter({ hasText: 'HTTP/1.1 200 OK' }).first()).toHaveAttribute('data-side', 'b');
    await app.picture(`follow-http-${language}`);
  });
