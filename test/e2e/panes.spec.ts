// The panes of the packet page in another order: by the dialog and the keyboard, by dragging; kept, and another in each profile.
import path from 'node:path';
import { expect, loaded, packetRow, sample, test, type App } from './app';
import { axeFindings } from './axe-tools';
import { prefer, resize } from './window-tools';

/** Panes from the top left to the bottom right, by their upper left corners. */
async function places(app: App): Promise<string[]> {
  const found: [name: string, y: number, x: number][] = [];
  for (const name of ['list', 'tree', 'bytes', 'timeline']) {
    const box = await app.part(`pane-${name}`).boundingBox();
    if (box) found.push([name, box.y, box.x]);
  }
  return found.sort((a, b) => a[1] - b[1] || a[2] - b[2]).map(([name]) => name);
}

test('panes change places, and stay there', async ({ start, folder }) => {
  const userData = path.join(folder, 'user');
  const app = await start({ file: sample('https'), userData });
  await resize(app, 1280, 820);
  await loaded(app);
  await packetRow(app, 4).click();
  expect(await places(app)).toEqual(['list', 'tree', 'bytes', 'timeline']);

  const { keyboard } = app.page;
  await keyboard.press('Control+Shift+P');
  await keyboard.type('layout of panes');
  await keyboard.press('Enter');
  await expect(app.part('panes-dialog')).toBeVisible();
  expect(await axeFindings(app, 'panes-dialog')).toEqual([]);
  await app.part('pane-place-top').selectOption('timeline');
  await expect(app.part('pane-place-corner')).toHaveValue('list');
  await app.picture('panes-dialog-en-light');
  await keyboard.press('Escape');
  expect(await places(app)).toEqual(['timeline', 'tree', 'bytes', 'list']);
  // the selection is where it was, and the list goes on
  await expect(app.part('field-tree')).toHaveAttribute('data-frame', '4');
  await packetRow(app, 6).click();
  await expect(app.part('field-tree')).toHaveAttribute('data-frame', '6');
  await app.picture('panes-timeline-on-top');

  await app.part('pane-timeline').hover();
  await app.part('pane-handle-timeline').dragTo(app.part('pane-list'));
  await expect.poll(() => places(app)).toEqual(['list', 'tree', 'bytes', 'timeline']);
  await app.part('pane-tree').hover();
  await app.part('pane-handle-tree').dragTo(app.part('pane-bytes'));
  await expect.poll(() => places(app)).toEqual(['list', 'bytes', 'tree', 'timeline']);
  await app.close();

  const again = await start({ file: sample('https'), userData });
  await resize(again, 1280, 820);
  await loaded(again);
  expect(await places(again)).toEqual(['list', 'bytes', 'tree', 'timeline']);
  await prefer(again, { language: 'zh-CN', theme: 'dark' });
  await packetRow(again, 4).click();
  await again.picture('panes-zh-dark');
  await again.menu('panes');
  await again.picture('panes-dialog-zh-dark');
  await again.part('panes-reset').click();
  await expect.poll(() => places(again)).toEqual(['list', 'tree', 'bytes', 'timeline']);
});
