// What is said of a TLS handshake above the timeline of its connection, and its certificates: in both languages and themes, copied, saved.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { handshakeFile } from '../fixtures/handshakes';
import { type App, expect, firstShown, loaded, test } from './app';

async function showConnection(app: App): Promise<void> {
  await loaded(app);
  await app.part('tab-connections').click();
  await firstShown(app, 'connection-row').click();
  await expect(app.part('tls')).toBeVisible();
}

test('a handshake that went well, with a certificate that had expired', async ({ start, folder }) => {
  const app = await start({ file: handshakeFile('expired-taken') });
  await showConnection(app);
  const said = app.part('tls-sentence');
  await expect(said.nth(0)).toContainText('The TLS handshake was complete after 42.8 ms: TLS 1.2,');
  await expect(said.nth(1)).toContainText('The certificate of CN=www.example.org, O=示例 had expired');
  await said.nth(0).getByRole('button', { name: 'Go to packet 6' }).click();
  await expect(app.page.locator('[data-testid=timeline-segment].marked')).toHaveAttribute('data-frame', '6');
  await app.part('tls-messages').locator('summary').click();
  await expect(app.part('tls-message')).toHaveCount(11);
  await app.part('tls-offered').locator('summary').click();
  await app.picture('tls-card');

  await app.part('tls-certificates').click();
  const dialog = app.part('certificates-dialog');
  await expect(app.part('certificate')).toHaveCount(1);
  await expect(app.part('certificate-problems')).toContainText('expired');
  await app.picture('tls-certificates');
  await app.part('chain-copy').click();
  const copied = await app.electron.evaluate(({ clipboard }) => clipboard.readText());
  expect(new X509Certificate(copied).subject).toContain('www.example.org');
  const file = join(folder, 'one.der');
  await app.electron.evaluate(({ dialog: shown }, filePath) => {
    shown.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await app.part('certificate-save').click();
  await expect.poll(() => existsSync(file)).toBe(true);
  const hex = new X509Certificate(readFileSync(file)).fingerprint256;
  await expect(dialog.locator('[data-key="tls.cert.fingerprint"]')).toHaveText(hex);
});

test('a handshake that failed, in Chinese and dark', async ({ start }) => {
  const app = await start({ file: handshakeFile('wrong-name') });
  await loaded(app);
  await app.page.evaluate(() =>
    (window as unknown as { synscope: { request(n: string, a: unknown): Promise<unknown> } }).synscope.request(
      'setPreferences',
      { language: 'zh-CN', theme: 'dark' },
    ),
  );
  await expect(app.page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await showConnection(app);
  await expect(app.part('tls')).toHaveAttribute('data-outcome', 'certificateRejected');
  await expect(app.part('tls-sentence').filter({ hasText: '该证书不适用于所请求的名称' })).toContainText(
    'www.example.org',
  );
  await app.picture('tls-failed-zh');
  await app.part('tls-certificates').click();
  await expect(app.part('certificate-problems')).toContainText('名称不符');
  await app.picture('tls-certificates-zh');
});

test('the page of all handshakes', async ({ start }) => {
  // two connections, the second resumes the session of the first
  const app = await start({ file: handshakeFile('early-data') });
  await loaded(app);
  await app.part('tab-tls').click();
  const rows = app.part('tls-row');
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText('www.example.org');
  await app.page.getByRole('columnheader', { name: 'Resumed' }).click();
  await expect(rows.first()).toHaveAttribute('data-stream', '1');
  await rows.first().click();
  await expect(app.part('tls-sentence').filter({ hasText: 'early data (0-RTT)' })).toBeVisible();
  await app.picture('tls-page');
});
