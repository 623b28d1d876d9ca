// TLS on the timeline and among the facts of connections: messages on their arrows, the phase, columns that a pass fills, a filter on them.
import { handshakeFile } from '../fixtures/handshakes';
import { type App, expect, firstShown, loaded, test } from './app';

const prefer = (app: App, preferences: object): Promise<unknown> =>
  app.page.evaluate(
    (all) =>
      (window as unknown as { synscope: { request(n: string, a: unknown): Promise<unknown> } }).synscope.request(
        'setPreferences',
        all,
      ),
    preferences,
  );

test('a handshake on the timeline, in both languages and themes', async ({ start }) => {
  const app = await start({ file: handshakeFile('tls13') });
  await loaded(app);
  await app.part('tab-connections').click();
  await firstShown(app, 'connection-row').click();
  await app.part('verdict-toggle').click();
  const told = app.part('timeline-tls');
  await expect(told.nth(0)).toContainText('Client Hello');
  await expect(told.nth(1)).toContainText('probably Certificate Verify');
  const phase = app.page.locator('[data-testid=timeline-phase][data-kind=tls]').first();
  await expect(phase).toHaveAttribute('title', /^TLS 1\.3 · 1-RTT · 19(\.\d+)? ms\nThe client waited for 1 round trip/);
  await app.page.locator('[data-testid=timeline-segment][data-frame="6"]').hover();
  await expect(app.part('timeline-explanation')).toContainText('It fits into an initial window of 14,600 bytes');
  await app.picture('timeline-tls');
  await prefer(app, { language: 'zh-CN', theme: 'dark' });
  await expect(told.nth(1)).toContainText('很可能是 Certificate Verify');
  await app.picture('timeline-tls-zh');

  await app.menu('print');
  const sheet = app.part('timeline-sheet');
  await expect(sheet).toContainText('Server Hello：TLS 1.3 · TLS_AES_256_GCM_SHA384 · x25519');
  await expect(sheet).toContainText('客户端等待了 1 次往返');
  await app.page.emulateMedia({ media: 'print' });
  await app.picture('timeline-tls-sheet');
});

test('columns of the connections say what the handshake told, and filters find it', async ({ start }) => {
  const app = await start({ file: handshakeFile('early-data') });
  await loaded(app);
  const ids = ['stream', 'tlsVersion', 'tlsServerName', 'tlsCipher', 'tlsResumed', 'tlsJa4'];
  await prefer(app, { flowColumns: ids.map((id) => ({ id, width: 190, visible: true })) });
  await app.part('tab-connections').click();
  const cell = (id: string) =>
    app.part('connections-table').locator(`[data-column=${id}]:not([data-testid=column-header])`);
  await expect(cell('tlsVersion').first()).toHaveText('TLS 1.3');
  await expect(cell('tlsResumed')).toHaveText(['no', 'yes']);
  await cell('tlsJa4').first().scrollIntoViewIfNeeded();
  await app.picture('connections-tls');
  await app.part('tab-packets').click();
  const filter = app.part('display-filter');
  await filter.fill('synscope.tls.resumed == "yes" && synscope.tls.server_name == "www.example.org"');
  await filter.press('Enter');
  await expect(app.part('status-displayed')).toHaveText(/^\d+ displayed/);
});
