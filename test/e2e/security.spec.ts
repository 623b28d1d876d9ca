// The page is locked in: no Node, no code from strings, no way out, no permission, no request that the contract lacks.
import { expect, firstShown, loaded, test } from './app';

test('the page has no Node and no Electron', async ({ start }) => {
  const { page } = await start();
  const seen = await page.evaluate(() => ({
    require: typeof (globalThis as { require?: unknown }).require,
    process: typeof (globalThis as { process?: unknown }).process,
    bridge: Object.keys((globalThis as unknown as { synscope: object }).synscope).sort(),
    isolated: crossOriginIsolated,
    origin: location.origin,
  }));
  expect(seen).toEqual({
    require: 'undefined',
    process: 'undefined',
    bridge: ['on', 'pathOf', 'request'],
    isolated: true,
    origin: 'synscope://app',
  });
});

test('the policy stops inline code, strings as code, and every other host', async ({ start }) => {
  const { page } = await start();
  const outcome = await page.evaluate(async () => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
    const attempt = (what: () => unknown): string => {
      try {
        what();
        return 'done';
      } catch (error) {
        return (error as Error).name;
      }
    };
    // what the debugger runs may use eval; what comes after a turn of the event loop is the page's own
    await new Promise((resolve) => setTimeout(resolve, 0));
    const handler = document.createElement('button');
    const results = {
      eval: attempt(() => (0, eval)('1')),
      html: attempt(() => (document.createElement('div').innerHTML = '<b>x</b>')),
      inline: attempt(() => {
        const script = document.createElement('script');
        script.textContent = 'window.inlineRan = true';
        document.body.append(script);
      }),
      attribute: attempt(() => {
        handler.setAttribute('onclick', 'window.inlineRan = true');
        document.body.append(handler);
        handler.click();
        handler.remove();
      }),
      policy: attempt(() => {
        const { trustedTypes } = window as unknown as {
          trustedTypes: { createPolicy(name: string, rules: object): unknown };
        };
        trustedTypes.createPolicy('mine', {});
      }),
      fetched: await fetch('https://example.com/').then(
        () => 'done',
        (error: unknown) => (error as Error).name,
      ),
    };
    await new Promise((resolve) => setTimeout(resolve, 50));
    return { ...results, ran: 'inlineRan' in window, violations: [...new Set(violations)].sort() };
  });
  expect(outcome).toMatchObject({
    eval: 'EvalError',
    html: 'TypeError',
    inline: 'TypeError',
    policy: 'TypeError',
    fetched: 'TypeError',
    ran: false,
  });
  // of these attempts and of nothing else: the page itself breaks no rule
  expect(outcome.violations).toEqual(['connect-src', 'require-trusted-types-for', 'trusted-types']);
});

test('nothing leads away from the page', async ({ start }) => {
  const { page, electron } = await start();
  const opened = await page.evaluate(() => window.open('https://example.com/'));
  expect(opened).toBeNull();
  // the middle button opens a link in a window of its own
  const clicked = page.evaluate(
    () => new Promise((resolve) => addEventListener('auxclick', ({ button }) => resolve(button), { once: true })),
  );
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.id = 'away';
    link.href = 'https://example.com/';
    link.textContent = 'away';
    link.style.cssText = 'position: fixed; inset: 0; z-index: 9999; background: white';
    document.body.append(link);
  });
  await page.locator('#away').click({ button: 'middle' });
  expect(await clicked).toBe(1);
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'https://example.com/';
    document.body.append(link);
    link.click();
    link.remove();
    location.href = 'file:///etc/passwd';
  });
  await page.waitForTimeout(300);
  expect(page.url()).toBe('synscope://app/index.html');
  expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('no permission is granted', async ({ start }) => {
  const { page } = await start();
  const states = await page.evaluate(async () => {
    const names = ['camera', 'microphone', 'geolocation', 'notifications', 'clipboard-read'];
    const found = await Promise.all(names.map((name) => navigator.permissions.query({ name: name as PermissionName })));
    return found.map((one) => one.state);
  });
  expect(states).not.toContain('granted');
  const media = await page.evaluate(() =>
    navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'granted',
      (error: unknown) => (error as Error).name,
    ),
  );
  expect(media).not.toBe('granted');
});

test('requests outside the contract are refused', async ({ start }) => {
  const { page } = await start();
  const answers = await page.evaluate(async () => {
    const { synscope } = window as unknown as {
      synscope: { request(name: string, args: unknown): Promise<unknown> };
    };
    const ask = (name: string, args: unknown) =>
      synscope.request(name, args).then(
        () => 'answered',
        () => 'refused',
      );
    return {
      unknown: await ask('shutdown', {}),
      prototype: await ask('constructor', {}),
      arguments: await ask('setPreferences', { theme: 'pink' }),
      extra: await ask('state', { more: true }),
      path: await ask('openDropped', { path: '/etc/passwd' }),
      good: await ask('state', {}),
    };
  });
  expect(answers).toEqual({
    unknown: 'refused',
    prototype: 'refused',
    arguments: 'refused',
    extra: 'refused',
    path: 'refused',
    good: 'answered',
  });
});

test('the app itself breaks no rule of the policy', async ({ start }) => {
  const app = await start();
  const complaints: string[] = [];
  app.page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  app.page.on('pageerror', (error) => complaints.push(error.message));
  await app.page.reload();
  await app.part('sample-https').click();
  await loaded(app);
  await firstShown(app, 'packet-row').click();
  await app.part('tab-connections').click();
  await firstShown(app, 'connection-row').click();
  await expect(app.part('timeline')).toBeVisible();
  await app.part('language-menu').click();
  await app.page.keyboard.press('Escape');
  await app.part('theme-toggle').click();
  expect(complaints).toEqual([]);
});
