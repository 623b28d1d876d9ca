// The second opinion in the window: in the field tree, in the summary of a connection, beside a row of the timeline; and gone where the View
// menu hides it.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { connectionFile } from '../fixtures/make-connection';
import { SITUATIONS } from '../unit/flow/opinion/situations';
import { expect, firstShown, loaded, packetRow, test, treeNode } from './app';

test('beside the label, and away', async ({ start, folder }) => {
  const file = path.join(folder, 'overtaken.pcap');
  writeFileSync(file, connectionFile(SITUATIONS[0].segments));
  const app = await start({ file });
  await loaded(app);

  await packetRow(app, 6).click();
  await expect(app.part('field-tree')).toHaveAttribute('data-frame', '6');
  await app.part('field-tree').focus();
  for (const field of ['tcp', 'tcp.analysis', 'synscope.analysis.opinion', 'synscope.analysis.reordered']) {
    await treeNode(app, field).click();
    await app.page.keyboard.press('ArrowRight');
  }
  await expect(treeNode(app, 'synscope.analysis.reordered')).toContainText('Overtaken on the way, not sent again');
  await expect(treeNode(app, 'synscope.analysis.evidence')).toContainText('5');
  await app.picture('opinion-tree');

  await app.part('tab-connections').click();
  await firstShown(app, 'connection-row').click();
  await expect(app.part('verdict-opinion')).toContainText('1 segment: overtaken on the way');
  await app.page.locator('[data-testid=timeline-segment][data-frame="6"]').hover();
  await expect(app.part('timeline-explanation').getByTestId('timeline-opinion')).toContainText('#5');
  await app.picture('opinion-timeline');

  await app.menu('switch.secondOpinion');
  await expect(app.part('verdict-opinion')).toHaveCount(0);
  await app.part('tab-packets').click();
  await expect(treeNode(app, 'tcp.analysis.flags')).toBeVisible();
  await expect(treeNode(app, 'synscope.analysis.opinion')).toHaveCount(0);
  await app.menu('switch.secondOpinion');
  await expect(treeNode(app, 'synscope.analysis.opinion')).toBeVisible();
});
