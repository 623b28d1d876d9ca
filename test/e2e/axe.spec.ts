// Every page, dialog and menu under axe-core, in the real app and in both themes: roles, names, focus, contrast.
import axe from 'axe-core';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { handshakeFile } from '../fixtures/handshakes';
import { ethernet, pcapFile } from '../fixtures/make-capture';
import { expect, firstShown, loaded, packetRow, test, treeNode, type App } from './app';
import { prefer } from './window-tools';

type Theme = 'light' | 'dark';
type Contrast = 'normal' | 'more';
type Run = (
  within: Document | Element,
  options: object,
) => Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>;

/** All of them by day; by night, and with high contrast, what is about colours: the rest is the same. High contrast is 7:1. */
const rulesFor = (theme: Theme, contrast: Contrast): string[] =>
  contrast === 'more' ? ['color-contrast-enhanced'] : theme === 'dark' ? ['color-contrast', 'link-in-text-block'] : [];

/** What axe finds wrong with the page, or with one part of it. */
async function findings({ page }: App, testId: string | null, theme: Theme, contrast: Contrast): Promise<string[]> {
  return page.evaluate(
    async ([part, only]) => {
      const { run } = (window as unknown as { axe: { run: Run } }).axe;
      const within = part === null ? document : document.querySelector(`[data-testid=${part}]`);
      if (!within) throw new Error(`there is no ${part}`);
      const { violations } = await run(within, {
        resultTypes: ['violations'],
        iframes: false,
        preload: false,
        ...(only.length > 0 ? { runOnly: only } : {}),
      });
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(
          ({ html, failureSummary }) =>
            `${id}: ${html.slice(0, 160)} ${failureSummary?.split('\n').slice(1).join(';')}`,
        ),
      );
    },
    [testId, rulesFor(theme, contrast)] as const,
  );
}

/** What axe says of what is on the screen now, by day and by night. */
async function check(
  app: App,
  what: string,
  part: string | null = null,
  contrast: Contrast = 'normal',
): Promise<string[]> {
  const found: string[] = [];
  for (const theme of ['light', 'dark'] as const) {
    await prefer(app, { theme, contrast });
    await expect(app.page.locator('html')).toHaveAttribute('data-theme', theme);
    await expect(app.page.locator('html')).toHaveAttribute('data-contrast', contrast);
    // what is on its way is drawn faintly
    if (part === 'report-dialog') await expect(app.part('report-preview')).toHaveAttribute('data-stale', 'false');
    for (const one of await findings(app, part, theme, contrast)) found.push(`${what}, ${theme}: ${one}`);
  }
  return found;
}

/** Opens by a command of the menu, is checked, and closes with Esc. */
async function checkDialog(app: App, command: string, part: string): Promise<string[]> {
  await app.menu(command);
  return checkOpen(app, part);
}
async function checkOpen(app: App, part: string): Promise<string[]> {
  await expect(app.part(part)).toBeVisible();
  const found = await check(app, part, part);
  await app.page.keyboard.press('Escape');
  await expect(app.part(part)).toHaveCount(0);
  return found;
}

const tab = async (app: App, view: string): Promise<void> => app.part(`tab-${view}`).click();

test('the start page, what opens from it, and pages without a connection', async ({ start, folder }) => {
  const app = await start();
  await app.page.emulateMedia({ reducedMotion: 'reduce' });
  await app.page.evaluate(axe.source);
  const found = await check(app, 'start');
  for (const [command, part] of [
    ['shortcuts', 'shortcuts-dialog'],
    ['about', 'about-dialog'],
    ['captureOptions', 'capture-options-dialog'],
    ['captureCheck', 'capture-check-dialog'],
    ['filterMacros', 'macros-dialog'],
    ['settings', 'settings-dialog'],
    ['palette', 'palette-dialog'],
  ])
    found.push(...(await checkDialog(app, command, part)));
  await app.part('language-menu').click();
  found.push(...(await checkOpen(app, 'menu-language-en')));

  const file = path.join(folder, 'arp.pcap');
  writeFileSync(
    file,
    pcapFile([
      { bytes: ethernet({ type: 0x0806 }, Uint8Array.of(0, 1, 8, 0, 6, 4, 0, 1, ...Array<number>(20).fill(1))) },
    ]),
  );
  await app.stubDialog(file);
  await app.menu('open');
  await loaded(app);
  await expect(packetRow(app, 1)).toBeVisible();
  found.push(...(await checkDialog(app, 'print', 'print-dialog')));
  for (const view of ['connections', 'tls', 'follow', 'graphs', 'expert']) {
    await tab(app, view);
    found.push(...(await check(app, `empty ${view}`, 'view')));
  }
  expect(found).toEqual([]);
});

test('every page of a capture, its dialogs and menus', async ({ start }) => {
  const app = await start({ file: handshakeFile('expired-taken') });
  await app.page.emulateMedia({ reducedMotion: 'reduce' });
  await loaded(app);
  await app.page.evaluate(axe.source);
  const found: string[] = [];
  const { keyboard } = app.page;
  await packetRow(app, 1).click();
  await expect(app.part('field-tree')).toHaveAttribute('data-frame', '1');
  await expect(firstShown(app, 'timeline-segment')).toBeVisible();
  found.push(...(await check(app, 'packets')));
  await app.menu('find');
  await app.part('display-filter').fill('tcp.port = 80 and');
  await expect(app.part('filter-mistake')).toBeVisible();
  found.push(...(await check(app, 'a wrong filter', 'filter-bar')), ...(await check(app, 'find', 'find-bar')));
  await app.part('display-filter').fill('tcp.flags.sy');
  await expect(app.part('filter-suggestions')).toBeVisible();
  found.push(...(await check(app, 'suggestions', 'filter-bar')));
  await keyboard.press('Escape');
  await app.part('display-filter').fill('');
  await keyboard.press('Enter');
  for (const [command, part] of [
    ['goToPacket', 'goto-dialog'],
    ['exportPackets', 'export-dialog'],
    ['exportTable', 'export-dialog'],
    ['exportObjects', 'export-dialog'],
    ['report', 'report-dialog'],
    ['saveFilter', 'save-filter-dialog'],
    ['copyCaptureFilter', 'capture-filter-dialog'],
  ])
    found.push(...(await checkDialog(app, command, part)));
  await app.part('status-state').click();
  found.push(...(await checkOpen(app, 'capture-details')));
  await packetRow(app, 1).click({ button: 'right' });
  found.push(...(await checkOpen(app, 'context-menu')));
  await packetRow(app, 1).click({ button: 'right' });
  await app.part('menu-decode-as').click();
  found.push(...(await checkOpen(app, 'decode-as-dialog')));
  await treeNode(app, 'tcp').click({ button: 'right' });
  await app.part('menu-apply-column').click();
  await app.page.locator('[role=columnheader][data-column="=tcp"]').click({ button: 'right' });
  await app.part('menu-column-title').click();
  found.push(...(await checkOpen(app, 'column-title-dialog')));

  for (const view of ['connections', 'tls', 'follow', 'graphs', 'expert']) {
    await tab(app, view);
    if (view === 'connections') await firstShown(app, 'connection-row').click();
    found.push(...(await check(app, view, 'view')));
  }
  await tab(app, 'connections');
  found.push(...(await check(app, 'connections, high contrast', null, 'more')));
  await app.part('tls-certificates').click();
  found.push(...(await checkOpen(app, 'certificates-dialog')));
  await firstShown(app, 'timeline-segment').click();
  await keyboard.press('Space');
  found.push(...(await check(app, 'step by step', 'timeline')));
  expect(found).toEqual([]);
});
