// Colouring rules: those that there are at first, a rule of one's own, order, mistakes, Wireshark's file, a conversation's colour, the switch.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { RULE_PALETTE, type PaletteColour } from '../../src-main/ipc/rule-palette';
import { type App, expect, loaded, packetRow, sample, test } from './app';
import { prefer, resize } from './window-tools';

/** As the browser tells colours. */
const rgb = (hex: string): string =>
  `rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ')})`;
async function isColoured(app: App, frame: number, colour: PaletteColour, theme: 'light' | 'dark' = 'light') {
  const { background, text } = RULE_PALETTE[colour][theme];
  await expect(packetRow(app, frame)).toHaveCSS('background-color', rgb(background));
  await expect(packetRow(app, frame).locator('[data-column=info]')).toHaveCSS('color', rgb(text));
}
const PLAIN = 'rgba(0, 0, 0, 0)';
const rule = (app: App, at: number) => app.part('colour-rule').nth(at);

test('rules colour the list, and the dialog changes them', async ({ start, folder }) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  await prefer(app, { theme: 'light' });
  await packetRow(app, 3).click();
  await isColoured(app, 1, 'blue');
  await isColoured(app, 4, 'violet');
  await app.picture('colours-en-light');

  await app.menu('switch.colourRows');
  await expect(packetRow(app, 1)).toHaveCSS('background-color', PLAIN);
  await app.menu('switch.colourRows');
  await isColoured(app, 1, 'blue');

  await app.menu('colouringRules');
  await expect(app.part('colour-rule')).toHaveCount(13);
  await app.part('colour-add').click();
  await expect(rule(app, 0).getByTestId('colour-name')).toBeFocused();
  await app.page.keyboard.type('Fourth');
  await rule(app, 0).getByTestId('colour-filter').fill('frame.numbr == 4');
  await expect(rule(app, 0).getByTestId('colour-mistake')).toContainText('frame.numbr');
  await app.picture('colours-mistake-en-light');
  await rule(app, 0).getByTestId('colour-filter').fill('frame.number == 4');
  await expect(app.part('colour-mistake')).toHaveCount(0);
  await app.part('swatch-red').click();
  await app.part('colour-text').fill('#b01020');
  await expect(app.part('colour-contrast')).toContainText('hard to read');
  await app.part('swatch-red').click();

  const file = path.join(folder, 'colorfilters');
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await app.part('colours-export').click();
  await expect.poll(() => readFileSync(file, { encoding: 'utf8', flag: 'a+' })).toContain('@UDP@udp@');
  expect(readFileSync(file, 'utf8').split('\n')[0]).toBe(
    '@Fourth@frame.number == 4@[43176,5397,9766][65535,65535,65535]',
  );
  await app.part('colours-ok').click();
  await isColoured(app, 4, 'red');

  // below TLS it does nothing any more; a rule that is off neither
  await app.menu('colouringRules');
  await rule(app, 0).getByTestId('colour-name').focus();
  for (let i = 0; i < 11; i++) {
    await app.page.keyboard.press('Alt+ArrowDown');
    await expect(rule(app, i + 1).getByTestId('colour-name')).toBeFocused();
  }
  await rule(app, 6).getByTestId('colour-on').uncheck();
  await app.part('colours-ok').click();
  await isColoured(app, 4, 'violet');
  await isColoured(app, 1, 'paper');

  writeFileSync(
    file,
    '# of Wireshark\n!@Off@tcp@[0,0,0][65535,65535,65535]\n@Own@frame.number == 2@[0,0,0][65535,65535,65535]\nhalf\n',
  );
  await app.stubDialog(file);
  await app.menu('colouringRules');
  await app.part('colours-import').click();
  await expect(app.part('colours-said')).toHaveText(
    '2 rules were imported, in front of the others; 1 line was left out.',
  );
  await app.part('colours-ok').click();
  await expect(packetRow(app, 2)).toHaveCSS('background-color', 'rgb(0, 0, 0)');

  // remembered
  await app.close();
  const again = await start({ file: sample('https'), userData: app.userData });
  await loaded(again);
  await expect(packetRow(again, 2)).toHaveCSS('background-color', 'rgb(0, 0, 0)');
});

test('by night, in Chinese: a conversation for the time being, marks, a small window', async ({ start }) => {
  const app = await start({ file: sample('https') });
  await loaded(app);
  await prefer(app, { theme: 'dark', language: 'zh-CN' });
  await packetRow(app, 3).click();
  await isColoured(app, 1, 'blue', 'dark');
  await app.page.keyboard.press('Alt+2');
  await isColoured(app, 1, 'green', 'dark');
  await isColoured(app, 5, 'green', 'dark');
  await packetRow(app, 4).click({ button: 'right' });
  await app.part('menu-colour-conversation').hover();
  await app.picture('colours-menu-zh-dark');
  await app.part('menu-colour-conversation-3').click();
  await isColoured(app, 1, 'orange', 'dark');
  await app.page.keyboard.press('Alt+0');
  await isColoured(app, 1, 'blue', 'dark');
  await packetRow(app, 1).click();
  await app.page.keyboard.press('Control+d');
  await packetRow(app, 2).click();
  await app.page.keyboard.press('Control+m');
  await packetRow(app, 9).click();
  await expect(packetRow(app, 1)).toHaveCSS('background-color', PLAIN);
  await expect(packetRow(app, 2)).toHaveCSS('background-color', 'rgb(197, 206, 219)');
  await app.picture('colours-zh-dark');
  await app.menu('colouringRules');
  await expect(rule(app, 0).getByTestId('colour-name')).toHaveValue('错误');
  await app.picture('colours-dialog-zh-dark');
  await resize(app, 760, 560);
  await app.picture('colours-dialog-small-zh-dark');
});
