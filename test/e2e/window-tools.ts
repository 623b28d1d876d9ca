// What many tests do to the window: ask the main process as the page does, set preferences, give it a size.
import type { Page } from '@playwright/test';
import type { ShellRequest, ShellRequests, SynscopeBridge } from '../../src-main/ipc/contracts/shell-contract';
import { type App, expect, firstShown, loaded } from './app';

/** What the window would ask the main process. */
export async function ask<N extends ShellRequest>(
  page: Page,
  name: N,
  args: ShellRequests[N]['args'],
): Promise<ShellRequests[N]['answer']> {
  return page.evaluate(
    ([request, values]) => (window as unknown as { synscope: SynscopeBridge }).synscope.request(request, values),
    [name, args] as const,
  );
}

export const prefer = async (app: App, wanted: ShellRequests['setPreferences']['args']): Promise<void> =>
  void (await ask(app.page, 'setPreferences', wanted));

/** Gives the page this size in pixels; the virtual display is 1440 × 1000. */
export async function resize(app: App, width: number, height: number): Promise<void> {
  await app.electron.evaluate(
    ({ BrowserWindow }, [w, h]) => {
      const [window] = BrowserWindow.getAllWindows();
      window.unmaximize();
      window.setMinimumSize(300, 300);
      window.setPosition(0, 0);
      window.setContentSize(w, h);
    },
    [width, height] as const,
  );
  await expect.poll(() => app.page.evaluate(() => [innerWidth, innerHeight])).toEqual([width, height]);
}

/** Selects the first connection, whose timeline is then there. */
export async function showTimeline(app: App): Promise<void> {
  await loaded(app);
  await app.part('tab-connections').click();
  await firstShown(app, 'connection-row').click();
  await expect(firstShown(app, 'timeline-segment')).toBeVisible();
}

/** Process numbers of the engines that run. */
export const engines = (app: App): Promise<number[]> =>
  app.electron.evaluate(({ app: own }) =>
    own
      .getAppMetrics()
      .filter((one) => one.name === 'Synscope engine')
      .map((one) => one.pid),
  );
