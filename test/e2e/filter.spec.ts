// Display filters as a person uses them: typed, picked, clicked and dragged; what they show, what they say when they are wrong.
import type { Locator } from '@playwright/test';
import { type App, expect, loaded, packetRow, sample, test, treeNode } from './app';

/** of the sample https: SYN and SYN-ACK; segments longer than 1000 bytes; what the server sent */
const SYN = [1, 2];
const LONG = [14, 16, 18, 20, 22, 24, 26, 28];

const bar = (app: App): Locator => app.part('filter-bar');
const input = (app: App): Locator => app.part('display-filter');
const rows = (app: App): Locator => app.page.locator('[data-testid=packet-row]:not([hidden])');
const selected = (app: App): Locator => app.page.locator('[data-testid=packet-row].selected');

/** The frames that the list shows, all of them on the screen. */
async function expectFrames(app: App, frames: number[]): Promise<void> {
  await expect(rows(app)).toHaveCount(frames.length);
  await expect
    .poll(async () => {
      const shown = await rows(app).evaluateAll((all) => all.map((row) => Number(row.getAttribute('data-frame'))));
      return shown.sort((a, b) => a - b);
    })
    .toEqual(frames);
}
async function apply(app: App, filter: string): Promise<void> {
  await input(app).fill(filter);
  await expect(bar(app)).toHaveAttribute('data-state', /valid|advice|empty/);
  await app.page.keyboard.press('Enter');
  await expect(bar(app)).toHaveAttribute('data-applied', 'true');
}
async function open(app: App, name: string): Promise<void> {
  await app.stubDialog(sample(name));
  await app.part('open-button').click();
  await loaded(app);
}

test('a filter is typed with suggestions, applied and cleared, by keyboard alone', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  await expect(packetRow(app, 1)).toHaveClass(/selected/);
  const { keyboard } = app.page;
  const list = app.part('filter-suggestions');

  await keyboard.press('Control+/');
  await expect(input(app)).toBeFocused();
  await keyboard.type('tcp.flags.sy');
  await expect(list).toContainText('tcp.flags.syn');
  await expect(input(app)).toHaveAttribute('aria-expanded', 'true');
  await keyboard.press('Tab');
  await expect(input(app)).toHaveValue('tcp.flags.syn');
  await keyboard.type(' ');
  await expect(list).toContainText('==');
  await keyboard.press('Escape');
  await expect(list).toHaveCount(0);
  await expect(input(app)).toBeFocused();
  await keyboard.press('Control+Space');
  await expect(list).toBeVisible();
  const chosen = app.page.locator('[data-testid=filter-suggestion][aria-selected=true]');
  while ((await chosen.locator('.text').innerText()) !== '==') await keyboard.press('ArrowDown');
  expect(await input(app).getAttribute('aria-activedescendant')).toBe(await chosen.getAttribute('id'));
  await keyboard.press('Enter');
  await expect(input(app)).toHaveValue('tcp.flags.syn ==');
  await keyboard.type(' 1');
  await expect(bar(app)).toHaveAttribute('data-state', 'valid');
  await keyboard.press('Enter');

  await expectFrames(app, SYN);
  await expect(app.part('filter-count')).toHaveText('2 of 37');
  await expect(app.part('status-displayed')).toHaveText('2 displayed (5.4%)');
  await expect(input(app)).toBeFocused();
  await keyboard.press('Escape');
  await expect(app.part('packet-list')).toBeFocused();
  await keyboard.press('End');
  await expect(selected(app)).toHaveAttribute('data-frame', '2');

  // what has been typed can be taken back, as in any other input
  await keyboard.press('Control+/');
  await keyboard.press('Control+a');
  await keyboard.press('Delete');
  await keyboard.press('Enter');
  await expect(app.part('status-displayed')).toHaveCount(0);
  await expect(selected(app)).toHaveAttribute('data-frame', '2');
  await keyboard.press('ArrowDown');
  await expect(app.part('filter-suggestion')).toHaveText([/tcp\.flags\.syn == 1/]);
  await keyboard.press('Enter');
  await expectFrames(app, SYN);
});

test('a mistake is shown where it is, and what is suggested is taken by key', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  const { keyboard } = app.page;
  await input(app).fill('ip && tcp.prot == 443');
  await expect(bar(app)).toHaveAttribute('data-state', 'mistake');
  await expect(app.part('filter-mark')).toHaveText('tcp.prot');
  await expect(input(app)).toHaveAttribute('aria-invalid', 'true');
  if (await app.part('filter-suggestions').isVisible()) await keyboard.press('Escape');
  await expect(app.part('filter-mistake')).toContainText('tcp.prot');
  await expect(app.part('filter-suggestion-use')).toContainText('ip && tcp.port == 443');
  await app.picture('filter-mistake-en-light');

  // Enter changes nothing: the list that is shown stays
  await keyboard.press('Enter');
  await expect(bar(app)).toHaveAttribute('data-applied', 'false');
  await expect(app.part('status-displayed')).toHaveCount(0);

  await keyboard.press('Alt+Enter');
  await expect(input(app)).toHaveValue('ip && tcp.port == 443');
  await expect(bar(app)).toHaveAttribute('data-state', 'valid');
  await keyboard.press('Control+z');
  await expect(input(app)).toHaveValue('ip && tcp.prot == 443');

  await input(app).fill('tcp.port = 443');
  await expect(app.part('filter-mark')).toHaveText('=');
  await app.part('filter-suggestion-use').click();
  await expect(input(app)).toHaveValue('tcp.port == 443');
  await expect(input(app)).toBeFocused();
});

test('a trap is told with the packets of both readings; a capture filter is translated', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  await input(app).fill('tcp.flags.syn');
  await expect(bar(app)).toHaveAttribute('data-state', 'advice');
  await app.page.keyboard.press('Enter');
  const strip = app.part('filter-strip');
  await expect(strip.getByTestId('filter-reading-count')).toHaveText('37 packets');
  await expect(strip.getByTestId('filter-alternative-count')).toHaveText('2 packets');
  await app.picture('filter-advice-en-light');
  await strip.getByTestId('filter-alternative').click();
  await expectFrames(app, SYN);
  await expect(strip).toHaveCount(0);

  await input(app).fill('host 203.0.113.10 and port 443');
  await expect(bar(app)).toHaveAttribute('data-state', 'mistake');
  await expect(app.part('filter-advice')).toHaveAttribute('data-kind', 'capture-filter');
  await expect(app.part('filter-mistake')).toHaveCount(0);
  await app.page.keyboard.press('Alt+Enter');
  await expect(input(app)).toHaveValue(/ip\.addr == 203\.0\.113\.10/);
  await expect(bar(app)).toHaveAttribute('data-state', /valid|advice/);
  await app.page.keyboard.press('Enter');
  await expect(app.part('filter-count')).toHaveText('37 of 37');

  await app.part('filter-menu').click();
  await app.part('menu-capture-filter').click();
  await expect(app.part('capture-filter-text')).toContainText('203.0.113.10');
  await app.part('capture-filter-use').click();
  await expect(app.part('capture-options-dialog').getByTestId('capture-filter')).toHaveValue(/203\.0\.113\.10/);
});

test('fields, cells, connections and segments become filters by right click, joined with the one there', async ({
  start,
}) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  const pick = async (...ids: string[]): Promise<void> => {
    for (const id of ids.slice(0, -1)) await app.part(`menu-${id}`).hover();
    await app.part(`menu-${ids.at(-1) ?? ''}`).click();
  };
  await packetRow(app, 1).locator('[data-column=source]').click({ button: 'right' });
  await pick('apply-filter', 'apply-filter-selected');
  await expect(input(app)).toHaveValue('ip.src == 192.168.1.20');
  await expect(app.part('filter-count')).toHaveText('19 of 37');

  await packetRow(app, 1).locator('[data-column=length]').click({ button: 'right' });
  await pick('apply-filter', 'apply-filter-andNot');
  await expect(input(app)).toHaveValue('ip.src == 192.168.1.20 && !(frame.len == 74)');
  await expect(app.part('filter-count')).toHaveText('18 of 37');

  // prepared: it waits in the bar
  await treeNode(app, 'tcp.dstport').click({ button: 'right' });
  await pick('prepare-filter', 'prepare-filter-or');
  await expect(input(app)).toHaveValue('ip.src == 192.168.1.20 && !(frame.len == 74) || tcp.dstport == 443');
  await expect(input(app)).toBeFocused();
  await expect(bar(app)).toHaveAttribute('data-applied', 'false');
  await expect(app.part('filter-count')).toHaveCount(0);
  await app.part('filter-apply').click();
  await expect(app.part('filter-count')).toHaveText('19 of 37');
  await packetRow(app, 1).locator('[data-column=protocol]').click({ button: 'right' });
  await pick('prepare-filter', 'prepare-filter-and');
  await expect(input(app)).toHaveValue('(ip.src == 192.168.1.20 && !(frame.len == 74) || tcp.dstport == 443) && tcp');
  // its advice lies over the first rows, until it is put away
  await expect(app.part('filter-note')).toBeVisible();
  await app.page.keyboard.press('Escape');
  await expect(app.part('filter-note')).toHaveCount(0);
  await packetRow(app, 1).locator('[data-column=info]').click({ button: 'right' });
  await expect(app.part('menu-apply-filter')).toHaveAttribute('data-disabled', '');
  await app.page.keyboard.press('Escape');
  await packetRow(app, 1).locator('[data-column=time]').click({ button: 'right' });
  await pick('apply-filter', 'apply-filter-selected');
  await expect(app.part('filter-count')).toHaveText('1 of 37');
  await app.part('filter-clear').click();
  await expect(app.part('status-displayed')).toHaveCount(0);

  // a field is dragged to the bar: it takes the empty one, and is joined with what is there
  await treeNode(app, 'tcp.srcport').dragTo(input(app));
  await expect(input(app)).toHaveValue(/^tcp\.srcport == \d+$/);
  await treeNode(app, 'tcp.window_size_value').dragTo(input(app));
  await expect(input(app)).toHaveValue(/^tcp\.srcport == \d+ && tcp\.window_size_value == 64240$/);

  await app.page.locator('[data-testid=timeline-segment]').nth(1).click({ button: 'right' });
  await pick('apply-filter-direction', 'apply-filter-direction-selected');
  await expect(input(app)).toHaveValue('tcp.stream == 0 && ip.src == 203.0.113.10 && tcp.srcport == 443');
  await expect(app.part('filter-count')).toHaveText('18 of 37');

  await app.part('tab-connections').click();
  await app.part('connection-row').first().click({ button: 'right' });
  await pick('apply-filter', 'apply-filter-selected');
  await expect(app.part('packet-list')).toBeVisible();
  await expect(input(app)).toHaveValue('ip.addr == 192.168.1.20 && ip.addr == 203.0.113.10 && tcp.stream == 0');
  await expect(app.part('filter-count')).toHaveText('37 of 37');
});

test('a packet that is hidden gives way to the nearest one, and comes back with the list', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  await packetRow(app, 12).click();
  await apply(app, 'tcp.len > 1000');
  await expectFrames(app, LONG);
  await expect(selected(app)).toHaveAttribute('data-frame', '14');
  await expect(app.part('field-tree')).toHaveAttribute('data-frame', '14');
  await apply(app, '');
  await expect(selected(app)).toHaveAttribute('data-frame', '12');

  // keys walk what is displayed
  await apply(app, 'tcp.len > 1000');
  await expect(selected(app)).toHaveAttribute('data-frame', '14');
  await app.page.keyboard.press('F8');
  await expect(selected(app)).toHaveAttribute('data-frame', '16');
  await app.page.keyboard.press('Escape');
  await app.page.keyboard.press('End');
  await expect(selected(app)).toHaveAttribute('data-frame', '28');
  await app.page.keyboard.press('F7');
  await expect(selected(app)).toHaveAttribute('data-frame', '26');

  // nothing at all: said, with the way out
  await apply(app, 'udp');
  await expect(app.part('filter-empty')).toContainText('No packets match');
  await app.picture('filter-empty-en-light');
  await app.part('filter-empty-clear').click();
  await expect(selected(app)).toHaveAttribute('data-frame', '26');

  // the file is read again: with the same filter
  await apply(app, 'tcp.flags.syn == 1');
  await app.part('tool-reload').click();
  await expect(app.part('filter-count')).toHaveText('2 of 37');
  await expectFrames(app, SYN);
});

test('filters are kept under names, as buttons, and remembered', async ({ start, folder }) => {
  const userData = `${folder}/user`;
  const first = await start({ userData, file: sample('https') });
  await loaded(first);
  const { keyboard } = first.page;
  await apply(first, 'tcp.len > 1000');
  await first.part('filter-star').click();
  await expect(first.part('save-filter-name')).toBeFocused();
  await keyboard.type('Long ones');
  await keyboard.press('Enter');
  await apply(first, 'tcp.flags.syn == 1');
  await first.menu('saveFilter');
  await first.part('save-filter-name').fill('SYN');
  await first.part('save-filter-ok').click();
  await expect(first.part('saved-filter')).toHaveText(['Long ones', 'SYN']);
  await first.part('saved-filter').first().click();
  await expectFrames(first, LONG);
  await expect(first.part('saved-filter').first()).toHaveAttribute('aria-pressed', 'true');

  // a macro, and a filter that uses it
  await first.part('filter-menu').click();
  await first.part('menu-macros').click();
  await first.part('macro-add').click();
  await keyboard.type('9');
  await expect(first.part('macros-ok')).toBeDisabled();
  await first.part('macro-name').fill('longer');
  await first.part('macro-text').fill('tcp.len > $1');
  await first.part('macros-ok').click();
  await apply(first, '${longer:1000}');
  await expectFrames(first, LONG);
  await expect
    .poll(() =>
      first.page.evaluate(async () => {
        const { synscope } = window as unknown as {
          synscope: { request(name: string, args: unknown): Promise<{ preferences: { displayFilters: string[] } }> };
        };
        return (await synscope.request('state', {})).preferences.displayFilters[0];
      }),
    )
    .toBe('${longer:1000}');
  await first.close();

  const second = await start({ userData, file: sample('https') });
  await loaded(second);
  await expect(second.part('saved-filter')).toHaveText(['Long ones', 'SYN']);
  await second.part('filter-menu').click();
  await expect(second.part('menu-history-0')).toHaveText('${longer:1000}');
  await second.part('menu-history-1').click();
  await expectFrames(second, LONG);

  await second.part('saved-filter').last().click({ button: 'right' });
  await second.part('menu-saved-left').click();
  await expect(second.part('saved-filter')).toHaveText(['SYN', 'Long ones']);
  await second.part('saved-filter').first().dragTo(second.part('saved-filter').last());
  await expect(second.part('saved-filter')).toHaveText(['Long ones', 'SYN']);
  await second.part('saved-filter').first().click({ button: 'right' });
  await second.part('menu-saved-edit').click();
  await second.part('save-filter-name').fill('Long');
  await second.part('save-filter-ok').click();
  await expect(second.part('saved-filter')).toHaveText(['Long', 'SYN']);
  await second.part('saved-filter').first().click({ button: 'right' });
  await second.part('menu-saved-delete').click();
  await expect(second.part('saved-filter')).toHaveText(['SYN']);
});

test('the same in Chinese', async ({ start }) => {
  const app = await start({});
  await expect(app.part('start-page')).toBeVisible();
  await app.menu('language.zh-CN');
  await open(app, 'https');
  const { keyboard } = app.page;
  await keyboard.press('Control+/');
  await keyboard.type('tcp.srcp');
  await expect(app.part('filter-suggestion').first()).toContainText('源端口');
  await app.picture('filter-suggestions-zh');
  await keyboard.press('Tab');
  await keyboard.type(' == 44x');
  await expect(bar(app)).toContainText('无效');
  await expect(app.part('filter-mistake')).toContainText(/[。？]/);
  await app.picture('filter-mistake-zh');
  await input(app).fill('');
  await treeNode(app, 'tcp.dstport').click({ button: 'right' });
  await expect(app.part('menu-apply-filter')).toHaveText('作为过滤器应用');
  await expect(app.part('menu-prepare-filter')).toHaveText('准备作为过滤器');
  await app.part('menu-apply-filter').hover();
  await expect(app.part('submenu-apply-filter')).toContainText('…与非选中');
  await app.picture('filter-menu-zh');
  await app.part('menu-apply-filter-selected').click();
  await expect(app.part('status-displayed')).toHaveText('已显示 19（51.4%）');
  await input(app).fill('tcp.flags.syn');
  await expect(bar(app)).toHaveAttribute('data-state', 'advice');
  await keyboard.press('Enter');
  await expect(app.part('filter-alternative-count')).toHaveText('2 个分组');
  await app.picture('filter-advice-zh');
  await keyboard.press('Control+f');
  await keyboard.type('[FIN');
  await keyboard.press('Enter');
  await expect(app.part('find-outcome')).toContainText('第 33 个分组');
});
