// Comments on packets and on the capture: written by key, shown in list and tree, found, changed, taken away, exported and read again.
import path from 'node:path';
import { type App, expect, loaded, packetRow, sample, test, treeNode } from './app';
import { prefer } from './window-tools';

const mark = (app: App, frame: number) => packetRow(app, frame).getByTestId('row-comment');
async function write(app: App, text: string): Promise<void> {
  await expect(app.part('comment-text').last()).toBeFocused();
  await app.part('comment-text').last().fill(text);
}

test('comments are written, shown, found and exported', async ({ start, folder }) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  await packetRow(app, 4).click();
  await app.page.keyboard.press('Control+Alt+c');
  await write(app, 'Here TLS begins');
  await app.part('comment-add').click();
  await write(app, 'and more');
  await app.picture('comments-dialog-en-light');
  await app.part('comments-ok').click();
  await expect(app.part('comments-dialog')).toHaveCount(0);
  await expect(mark(app, 4)).toHaveAttribute('title', 'Comment: Here TLS begins');
  await expect(treeNode(app, 'pkt_comment')).toBeVisible();

  await packetRow(app, 6).click({ button: 'right' });
  await app.part('menu-comment-packet').click();
  await write(app, '服务器的回答');
  await app.page.keyboard.press('Control+Enter');
  await expect(mark(app, 6)).toBeVisible();
  await packetRow(app, 1).click();
  for (const frame of [4, 6, 4]) {
    await app.menu('nextComment');
    await expect(app.part('field-tree')).toHaveAttribute('data-frame', String(frame));
  }
  await app.menu('previousComment');
  await expect(app.part('field-tree')).toHaveAttribute('data-frame', '6');

  await app.menu('captureComments');
  await expect(app.part('comment-text')).toHaveValue(/./);
  await app.part('comment-text').first().fill('Recorded in the lab');
  await app.part('comments-ok').click();
  await app.part('status-state').click();
  await expect(app.part('details-remarks')).toContainText('Recorded in the lab');
  await app.page.keyboard.press('Escape');
  await app.picture('comments-en-light');

  const file = path.join(folder, 'commented.pcapng');
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await app.menu('exportPackets');
  await app.part('export-choose').click();
  await expect(app.part('export-status')).toHaveAttribute('data-end', 'written');
  await app.part('export-close').click();

  // what the file has now is read, changed and taken away
  await app.close();
  const again = await start({ file });
  await loaded(again);
  await prefer(again, { theme: 'dark', language: 'zh-CN' });
  await packetRow(again, 4).click();
  await expect(mark(again, 4)).toBeVisible();
  await again.page.keyboard.press('Control+Alt+c');
  await expect(again.part('comment-text')).toHaveCount(2);
  await again.picture('comments-dialog-zh-dark');
  await again.part('comment-remove').first().click();
  await again.part('comment-remove').first().click();
  await again.part('comments-ok').click();
  await expect(mark(again, 4)).toHaveCount(0);
  await expect(treeNode(again, 'pkt_comment')).toHaveCount(0);
  await again.picture('comments-zh-dark');
});
