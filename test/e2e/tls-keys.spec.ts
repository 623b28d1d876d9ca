// A key log that is chosen while a capture is open: its packets are shown anew, and secrets that a program writes later are taken, too.
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { found, needlesOf } from '../fixtures/secret-search';
import { expect, loaded, packetRow, test } from './app';

const own = (name: string): string => fileURLToPath(new URL(`../fixtures/tls-keys/${name}`, import.meta.url));
const CAPTURE = own('tls13-chacha.pcap');
const LOG = own('tls13-chacha.keys');
const KEYS = readFileSync(LOG, 'utf8').split('\n');
/** with certificate and Finished of the server; with the close_notify of the client */
const SERVER_FLIGHT = 6;
const CLIENT_ALERT = 18;

test('the list and the selected packet show what a key log opens', async ({ start }) => {
  const app = await start({ file: CAPTURE });
  await loaded(app);
  await packetRow(app, SERVER_FLIGHT).click();
  await expect(packetRow(app, SERVER_FLIGHT)).not.toContainText('Finished');
  await expect(app.part('hex-source')).toHaveCount(1);
  await app.stubDialog(LOG);
  await app.menu('tlsKeys');
  await expect(packetRow(app, SERVER_FLIGHT)).toContainText('Encrypted Extensions, Certificate');
  await expect(app.part('hex-source').nth(1)).toBeVisible();
  await app.picture('tls-keys');
  // preferences, caches, database, log, and what the page has
  const needles = needlesOf(KEYS.join('\n'));
  const files = readdirSync(app.userData, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  expect(files.map(({ name }) => name).join()).toContain('flows-db');
  for (const file of files) {
    const where = path.join(file.parentPath, file.name);
    expect([where, found(needles, readFileSync(where))]).toEqual([where, []]);
  }
  expect(found(needles, Buffer.from(await app.page.content()))).toEqual([]);
});

test('the connection tells exactly what it guessed before', async ({ start }) => {
  const app = await start({ file: CAPTURE });
  await loaded(app);
  await app.part('tab-connections').click();
  await app.page.locator('[data-testid=connection-row]').first().click();
  const said = app.part('tls-sentence').filter({ hasText: 'close_notify' });
  await expect(said).toContainText('Both ends probably said');
  await expect(app.part('tls-certificates')).toHaveCount(0);
  await app.stubDialog(LOG);
  await app.menu('tlsKeys');
  await expect(said).toContainText('Both ends said');
  await app.part('tls-certificates').click();
  await app.picture('tls-keys-certificates');
  await app.page.keyboard.press('Escape');
  await app.part('tls-messages').locator('summary').click();
  await expect(app.part('tls-message').filter({ hasText: 'Certificate Verify' })).toContainText('decrypted');
  await app.picture('tls-keys-timeline');
});

test('secrets that come later open the rest of a connection', async ({ start, folder }) => {
  const log = path.join(folder, 'keys.log');
  const isLate = (line: string): boolean => line.includes('TRAFFIC_SECRET_0');
  writeFileSync(log, KEYS.filter((line) => !isLate(line)).join('\n'));
  const app = await start({ file: CAPTURE });
  await loaded(app);
  const filter = app.part('display-filter');
  await filter.fill('tls');
  await expect(app.part('filter-bar')).toHaveAttribute('data-state', 'valid');
  await filter.press('Enter');
  await expect(app.part('filter-bar')).toHaveAttribute('data-applied', 'true');
  await packetRow(app, CLIENT_ALERT).click();
  await app.stubDialog(log);
  await app.menu('tlsKeys');
  await expect(packetRow(app, SERVER_FLIGHT)).toContainText('Encrypted Extensions, Certificate');
  await expect(packetRow(app, CLIENT_ALERT)).not.toContainText('Close Notify');
  appendFileSync(log, `\n${KEYS.filter(isLate).join('\n')}\n`);
  await expect(packetRow(app, CLIENT_ALERT)).toContainText('Close Notify');
  await expect(app.part('hex-source').nth(1)).toBeVisible();
});
