// "Decode as" by right click: the capture is read again, list and filters know the protocol; remembered, and removed again.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pcapFile } from '../fixtures/make-capture';
import { ethernet, ipv4, udp } from '../fixtures/make-packet';
import { dnsMessage, dnsName, dnsQuestion } from '../fixtures/sample-names';
import { type App, expect, loaded, packetRow, test } from './app';

const message = dnsMessage({ flags: 0x0100, questions: [dnsQuestion(dnsName('a.example'), 1)] });
const FRAME = ethernet(
  {},
  ipv4({ src: '192.0.2.1', dst: '192.0.2.2' }, udp({ srcPort: 9001, dstPort: 9999 }, message)),
);

async function ask(app: App): Promise<void> {
  await packetRow(app, 1).click({ button: 'right' });
  await app.part('menu-decode-as').click();
  await expect(app.part('decode-as-dialog')).toBeVisible();
}

test('a port leads to another protocol, until it is told otherwise', async ({ start, folder }) => {
  const file = path.join(folder, 'decode-as.pcap');
  writeFileSync(file, pcapFile([{ bytes: FRAME, sec: 1_700_000_000, nano: 0 }]));
  const app = await start({ file });
  await loaded(app);
  await expect(packetRow(app, 1)).toContainText('UDP');

  await ask(app);
  await expect(app.part('decode-as-port').locator('option')).toHaveCount(3);
  await app.part('decode-as-port').selectOption('9999');
  await app.part('decode-as-protocol').selectOption('dns');
  await app.picture('decode-as-en');
  await app.part('decode-as-ok').click();
  await expect(packetRow(app, 1)).toContainText('Standard query 0x1234 A a.example');

  await app.menu('language.zh-CN');
  await ask(app);
  await expect(app.part('decode-as-rules')).toContainText('udp.port 9999 → dns');
  await app.picture('decode-as-zh');
  // the conversation alone goes before its port
  await app.part('decode-as-port').selectOption({ label: '192.0.2.1:9001-192.0.2.2:9999' });
  await app.part('decode-as-protocol').selectOption('data');
  await app.picture('decode-as-conversation-zh');
  await app.part('decode-as-ok').click();
  await expect(packetRow(app, 1)).toContainText('9001 → 9999 Len=');

  await ask(app);
  await expect(app.part('decode-as-remove')).toHaveCount(2);
  await app.part('decode-as-remove').last().click();
  await app.page.keyboard.press('Escape');
  await expect(packetRow(app, 1)).toContainText('Standard query 0x1234 A a.example');
  await ask(app);
  await app.part('decode-as-remove').click();
  await app.page.keyboard.press('Escape');
  await expect(packetRow(app, 1)).toContainText('9001 → 9999 Len=');
});
