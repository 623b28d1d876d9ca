// Pictures of every view in both languages and themes, to be looked at: test-results/pictures. And what can be checked
// of them without eyes: nothing is cut off, no text is a key that the catalogue lacks.
import { en } from '../../src-main/i18n/catalogue';
import { expect, firstShown, loaded, packetRow, test, type App } from './app';
import { prefer } from './window-tools';

/** Nothing moves any more: fonts are there, animations are over, and what was asked for has been drawn. */
const still = (app: App): Promise<unknown> =>
  app.page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
  });

/** What looks like a key of the catalogue, and is one. */
const keysIn = (text: string): string[] =>
  (text.match(/\b[a-z]\w*(?:\.[\w-]+)+/g) ?? []).filter((word) => Object.hasOwn(en, word));

for (const language of ['en', 'zh-CN'] as const)
  for (const theme of ['light', 'dark'] as const)
    test(`${language}, ${theme}`, async ({ start }) => {
      const app = await start();
      await prefer(app, { language, theme });
      const name = `${language}-${theme}`;
      await expect(app.page.locator('html')).toHaveAttribute('lang', language);
      await app.picture(`start-${name}`);
      await app.part('sample-https').click();
      await loaded(app);
      await packetRow(app, 1).click();
      await expect(app.part('field-tree')).toHaveAttribute('data-frame', '1');
      await still(app);
      await app.picture(`packets-${name}`);
      expect(keysIn(await app.page.locator('body').innerText())).toEqual([]);
      await app.part('tab-connections').click();
      await firstShown(app, 'connection-row').click();
      await expect(firstShown(app, 'timeline-segment')).toBeVisible();
      await still(app);
      await app.picture(`connections-${name}`);
      expect(keysIn(await app.page.locator('body').innerText())).toEqual([]);
      await app.part('tab-expert').click();
      await expect(firstShown(app, 'expert-row')).toBeVisible();
      await still(app);
      await app.picture(`expert-${name}`);
      expect(keysIn(await app.page.locator('body').innerText())).toEqual([]);
      const overflow = await app.page.evaluate(
        () =>
          document.documentElement.scrollWidth > window.innerWidth || document.body.scrollHeight > window.innerHeight,
      );
      expect(overflow).toBe(false);
    });
