// The SQL console in the real app: questions, an own statement with completion, mistakes and stops, rows that lead on, picture, export; in both
// languages and themes, under axe.
import axe from 'axe-core';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, firstShown, loaded, sample, test, type App } from './app';
import { prefer, resize } from './window-tools';

const open = async (app: App): Promise<void> => {
  await app.part('tab-sql').click();
  await expect(app.page.locator('.cm-content')).toBeVisible();
};
/** Types a statement in place of what stands there. */
async function type(app: App, text: string): Promise<void> {
  await app.page.locator('.cm-content').click();
  await app.page.keyboard.press('Control+A');
  await app.page.keyboard.press('Delete');
  await app.page.keyboard.insertText(text);
}
const rows = (app: App, count: number) => expect(app.part('sql-count')).toHaveAttribute('data-rows', String(count));

test('a question leads to a connection; an own statement is completed, run, stopped, exported', async ({
  start,
  folder,
}) => {
  const app = await start({ file: sample('filtered') });
  await loaded(app);
  const errors: string[] = [];
  app.page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await open(app);
  await expect(app.part('sql-nothing')).toBeVisible();
  await app.part('sql-questions').click();
  await app.part('menu-sql-question-synRepeated').click();
  await rows(app, 1);
  await expect(firstShown(app, 'sql-row')).toContainText('203.0.113.10');
  await app.picture('sql-question');

  // a right click filters, a double click opens the timeline
  await firstShown(app, 'sql-row').click({ button: 'right' });
  await app.part('menu-apply-filter').click();
  await app.part('menu-apply-filter-selected').click();
  await expect(app.part('display-filter')).toHaveValue('tcp.stream == 0');
  // the packets are shown once the filter is in force
  await expect(app.part('tab-packets')).toHaveAttribute('aria-selected', 'true');
  await open(app);
  await firstShown(app, 'sql-row').dblclick();
  await expect(firstShown(app, 'timeline-segment')).toBeVisible();
  await open(app);

  // completion out of the schema
  await type(app, 'SELECT syn_retr');
  await app.page.keyboard.press('Control+Space');
  await expect(app.page.locator('.cm-tooltip-autocomplete')).toBeVisible();
  await app.page.keyboard.press('Escape');

  await type(app, 'SELECT nonsense FROM flow');
  await app.page.keyboard.press('Control+Enter');
  await expect(app.part('sql-failure')).toContainText('no such column: nonsense');
  await expect(app.part('sql-failure')).toContainText('Line 1, column 8');
  await app.picture('sql-mistake');
  await type(app, "ATTACH '/etc/passwd' AS x");
  await app.page.keyboard.press('Control+Enter');
  await expect(app.part('sql-failure')).toContainText('Only statements that read are run');

  await type(app, 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n');
  await app.part('sql-run').click();
  await expect(app.part('sql-stop')).toBeVisible();
  await app.part('sql-stop').click();
  await expect(app.part('sql-failure')).toContainText('Stopped.');

  await type(app, '-- mine\nSELECT stream, packets, bytes FROM connection');
  await app.page.keyboard.press('Control+Enter');
  await rows(app, 1);
  await expect(app.part('sql-failure')).toBeHidden();
  await app.part('sql-save').click();
  await app.part('sql-saved').click();
  await expect(app.page.getByRole('menuitem', { name: 'mine' })).toBeVisible();
  await app.page.keyboard.press('Escape');
  await app.part('sql-history').click();
  await expect(app.part('menu-sql-history-0')).toContainText('mine');
  await app.page.keyboard.press('Escape');

  const file = join(folder, 'result.csv');
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await app.part('sql-export').click();
  await expect(app.part('export-count')).toHaveAttribute('data-items', '1');
  await app.part('export-choose').click();
  await expect(app.part('export-close')).toBeVisible();
  await app.part('export-close').click();
  expect(readFileSync(file, 'utf8')).toBe('stream,packets,bytes\n0,4,296\n');
  // styles of the editor are adopted: the policy of the page refuses nothing
  expect(errors.filter((text) => /Content Security Policy/i.test(text))).toEqual([]);
});

for (const language of ['en', 'zh-CN'] as const)
  for (const theme of ['light', 'dark'] as const)
    test(`pictures and axe: ${language}, ${theme}`, async ({ start }) => {
      const app = await start({ file: sample('https') });
      await loaded(app);
      await prefer(app, { language, theme, contrast: language === 'en' ? 'normal' : 'more' });
      await open(app);
      await app.part('sql-questions').click();
      await app.picture(`sql-menu-${language}-${theme}`);
      await app.part('menu-sql-question-topTalkers').click();
      await rows(app, 2);
      await app.picture(`sql-table-${language}-${theme}`);
      await app.part('sql-show-chart').click();
      await expect(app.part('sql-chart')).toHaveAttribute('data-points', '2');
      await app.picture(`sql-chart-${language}-${theme}`);
      await app.page.evaluate(axe.source);
      const found = await app.page.evaluate(async () => {
        const { run } = (window as unknown as { axe: typeof axe }).axe;
        const { violations } = await run(document, { resultTypes: ['violations'] });
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
      });
      expect(found).toEqual([]);
      await resize(app, 800, 520);
      await app.picture(`sql-small-${language}-${theme}`);
    });
