// A display filter while packets come: those that match join the list, whether it is followed or not.
import { builtHelper, cannotCapture } from '../native/staging';
import { expect, test } from './app';
import { start as startCapture, stubSaving, webServer } from './live-app';

test.skip(cannotCapture !== null, cannotCapture ?? '');
if (cannotCapture === null) builtHelper();

test('packets that match join the list as they come', async ({ start }) => {
  const app = await start();
  const web = await webServer();
  await stubSaving(app.electron, { unsaved: 'discard' });
  await startCapture(app.page, { filter: `tcp port ${web.port}` });
  await web.fetch(3);
  await expect(app.part('status-packets')).not.toContainText(/^0 /);
  await app.part('display-filter').fill('tcp.flags.syn == 1 && tcp.flags.ack == 0');
  await expect(app.part('filter-bar')).toHaveAttribute('data-state', 'valid');
  await app.page.keyboard.press('Enter');
  await expect(app.part('status-displayed')).toContainText('3 displayed');
  await web.fetch(4);
  await expect(app.part('status-displayed')).toContainText('7 displayed');
  const rows = app.page.locator('[data-testid=packet-row]:not([hidden])');
  await expect(rows).toHaveCount(7);
  await expect(rows.filter({ hasText: '[SYN]' })).toHaveCount(7);

  // none yet: said, and the first one is shown
  await app.part('display-filter').fill('tcp.payload contains "GET /6"');
  await app.page.keyboard.press('Enter');
  await expect(app.part('filter-empty')).toContainText('as they arrive');
  await web.fetch(7);
  await expect(app.part('status-displayed')).toContainText('1 displayed');
  await app.picture('filter-live-en-light');

  await app.page.keyboard.press('Control+e');
  await expect(app.part('status-bar')).toHaveAttribute('data-capture', 'stopped');
  await expect(app.part('status-bar')).toHaveAttribute('data-phase', 'ready');
  await expect(app.part('status-displayed')).toContainText('1 displayed');
  await app.part('filter-clear').click();
  await expect(app.part('status-displayed')).toHaveCount(0);
  web.close();
});
