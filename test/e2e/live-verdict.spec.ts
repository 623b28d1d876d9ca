// What is said of a connection while it is captured: the sentences change as it goes on, and the expert notes grow with it.
import { once } from 'node:events';
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { cannotCapture } from '../native/staging';
import { expect, test } from './app';
import { start, statusOf, stubSaving } from './live-app';
import { ask } from './window-tools';

test.skip(cannotCapture !== null, cannotCapture ?? '');

test('open, then data, then a reset; in Chinese at the end', async ({ start: launch }) => {
  const app = await launch();
  const { page, electron } = app;
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await stubSaving(electron, {});
  expect(await start(page, { filter: `tcp port ${port}` })).toEqual({ started: true, problem: null });
  await expect.poll(async () => (await statusOf(page))?.phase).toBe('running');

  const accepted = once(server, 'connection') as Promise<[Socket]>;
  const client = connect(port, '127.0.0.1');
  const [served] = await accepted;
  // a reset is what this is about
  for (const socket of [client, served]) socket.on('error', () => undefined);
  await app.part('tab-connections').click();
  const row = page.locator('[data-testid=connection-row]').first();
  await row.click();
  const said = app.part('verdict').getByTestId('verdict-sentence');
  await expect(said.filter({ hasText: 'handshake was complete' })).toHaveCount(1);
  await expect(said.filter({ hasText: 'No data was sent' })).toHaveCount(1);

  client.write('x'.repeat(100));
  await expect(said.filter({ hasText: 'The client sent 100 bytes' })).toHaveCount(1);
  await expect(said.filter({ hasText: 'No data was sent' })).toHaveCount(0);

  client.resetAndDestroy();
  await expect(said.filter({ hasText: 'The client aborted the connection with an RST' })).toHaveCount(1);
  await expect(app.part('verdict').getByTestId('verdict-check').first()).toBeVisible();
  await app.part('tab-expert').click();
  await expect(page.locator('[data-testid=expert-row][data-field="tcp.connection.rst"]')).toHaveCount(1);

  await ask(page, 'setPreferences', { language: 'zh-CN' });
  await app.part('tab-connections').click();
  await expect(said.first()).toContainText('三次握手');
  await app.picture('live-verdict-zh');
  await app.menu('captureStop');
  await expect.poll(async () => (await statusOf(page))?.phase).toBe('stopped');
  served.destroy();
  server.close();
});
