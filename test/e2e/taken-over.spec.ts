// A page that was taken over: it cannot leave, ask the user for anything, or have a device opened that it was not shown.
import { existsSync, readdirSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import path from 'node:path';
import { adapterId } from '../../src-main/shell/live/adapter-ids';
import { DEFAULT_RULES as rules } from '../../src-main/ipc/capture-defaults';
import { refusedNames } from '../fixtures/device-names';
import { cannotCapture } from '../native/staging';
import { drawn, expect, sample, test } from './app';
import { statusOf, stubSaving } from './live-app';
import { ask } from './window-tools';

const HOME = 'synscope://app/index.html';

/** Code that leads away, and whether the page is loaded again because of it (`returns`) or never left (`stays`). */
const WAYS: [code: string, outcome: 'returns' | 'stays'][] = [
  ['location.href = "about:blank"', 'returns'],
  ['location.replace("about:blank")', 'returns'],
  ['location.href = "about:srcdoc"', 'returns'],
  ['window.open("about:blank", "_self")', 'returns'],
  ['document.head.append(Object.assign(document.createElement("meta"), META))', 'returns'],
  ['click(Object.assign(document.createElement("a"), { href: "about:blank" }))', 'returns'],
  ['put(document.createElement("iframe")).contentWindow.top.location = "about:blank"', 'returns'],
  ['put(Object.assign(document.createElement("form"), { action: "about:blank" })).submit()', 'returns'],
  ['addEventListener("beforeunload", (e) => e.preventDefault()); location.href = "about:blank"', 'returns'],
  ['history.pushState({}, "", "/nothing.html")', 'returns'],
  ['history.pushState({}, "", "/nothing.html"); location.reload()', 'returns'],
  ['history.back()', 'stays'],
  ['location.href = "data:text/html,x"', 'stays'],
  ['location.href = URL.createObjectURL(new Blob(["x"], { type: "text/html" }))', 'stays'],
  ['location.href = "javascript:void(document.body.remove())"', 'stays'],
  ['location.href = "synscope://app/other.html"', 'stays'],
  ['location.href = "synscope://elsewhere/index.html"', 'stays'],
  ['location.href = "chrome://crash"', 'stays'],
  ['location.href = "https://example.com/"', 'stays'],
  ['click(Object.assign(document.createElement("a"), { href: "data:text/plain,x", download: "x.txt" }))', 'stays'],
];
const HELPERS = `const META = { httpEquiv: 'refresh', content: '0;url=about:blank' };
  const put = (element) => (document.body.append(element), element);
  const click = (element) => put(element).click();`;

test('a page that leaves is put back, with the capture that was open', async ({ start }) => {
  test.setTimeout(120_000);
  const app = await start({ file: sample('https') });
  const { page, electron } = app;
  await expect(app.part('packet-row').first()).toBeVisible();
  // asked by the main process: Playwright waits for navigations that were stopped
  const inPage = (code: string): Promise<unknown> =>
    electron.evaluate(
      ({ BrowserWindow }, asked) =>
        Promise.race([
          BrowserWindow.getAllWindows()[0]
            .webContents.executeJavaScript(asked)
            .catch(() => 'leaving'),
          new Promise((settle) => setTimeout(() => settle('leaving'), 2000)),
        ]),
      code,
    );
  for (const [code, outcome] of WAYS) {
    await inPage('void (window.sameDocument = true)');
    await inPage(`(() => { ${HELPERS} ${code}; })()`);
    if (outcome === 'returns')
      await expect.poll(() => inPage('typeof window.sameDocument'), { message: code }).toBe('undefined');
    else await page.waitForTimeout(200);
    await expect.poll(() => inPage('location.href'), { message: code }).toBe(HOME);
    const drawnAgain = 'document.querySelector("[data-testid=packet-row]") !== null';
    await expect.poll(() => inPage(drawnAgain), { message: code }).toBe(true);
    if (outcome === 'stays') expect(await inPage('window.sameDocument'), code).toBe(true);
  }
  const windows = await electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.webContents.getURL()),
  );
  expect(windows).toEqual([HOME]);
});

/** What would wait for the user, or for a device. */
const PROMPTS = [
  'showOpenFilePicker()',
  'showSaveFilePicker()',
  'showDirectoryPicker()',
  'new EyeDropper().open()',
  'navigator.mediaDevices.getDisplayMedia({ video: true })',
  'navigator.mediaDevices.getUserMedia({ audio: true })',
  'navigator.usb.requestDevice({ filters: [] })',
  'navigator.serial.requestPort()',
  'navigator.hid.requestDevice({ filters: [] })',
  'navigator.bluetooth.requestDevice({ acceptAllDevices: true })',
  'document.body.requestFullscreen()',
  'document.body.requestPointerLock()',
  'navigator.keyboard.lock()',
  'new PaymentRequest([{ supportedMethods: "basic-card" }], { total: { label: "x", amount: { currency: "EUR", value: "1" } } }).show()',
  'navigator.credentials.get({ publicKey: { challenge: new Uint8Array(32) } })',
  'navigator.credentials.get({ otp: { transport: ["sms"] } })',
  'navigator.requestMIDIAccess({ sysex: true })',
  'navigator.wakeLock.request("screen")',
  'getScreenDetails()',
  'queryLocalFonts()',
  'navigator.clipboard.read()',
  'new Promise((_, no) => navigator.geolocation.getCurrentPosition(no, no))',
  'documentPictureInPicture.requestWindow()',
  'navigator.serviceWorker.register("/x.js")',
];
/** These have an answer for "no". */
const ANSWERS: [code: string, no: string][] = [
  ['Notification.requestPermission()', 'denied'],
  ['navigator.storage.persist()', 'false'],
  ['IdleDetector.requestPermission()', 'denied'],
  ['Promise.resolve(confirm("?"))', 'false'],
];

test('nothing that a page asks the user for is left pending', async ({ start }) => {
  const { page } = await start();
  const outcome = (code: string): Promise<string> =>
    page.evaluate(`Promise.race([
      new Promise((settle) => setTimeout(() => settle('pending'), 3000)),
      (async () => ${code})().then(String, (error) => 'refused: ' + error.name),
    ])`);
  for (const code of PROMPTS) {
    const found = await outcome(code);
    // no list of devices or fonts is as good as a refusal
    expect(found === '' ? 'refused' : found, code).toMatch(/^refused/);
  }
  for (const [code, no] of ANSWERS) expect(await outcome(code), code).toBe(no);
});

test('a page has no device opened but those that it was shown', async ({ start, folder }) => {
  test.skip(cannotCapture !== null, cannotCapture ?? '');
  test.setTimeout(120_000);
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    socket.destroy();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const marker = path.join(folder, 'ran');
  const app = await start();
  const { page, userData, electron } = app;
  await stubSaving(electron, { unsaved: 'discard' });
  try {
    const request = (name: string, args: unknown): Promise<string> =>
      page.evaluate(
        ([what, values]) =>
          (window as unknown as { synscope: { request(a: unknown, b: unknown): Promise<unknown> } }).synscope
            .request(what, values)
            .then(
              (answer) => JSON.stringify(answer),
              () => 'refused',
            ),
        [name, args] as const,
      );
    const { adapters } = await ask(page, 'refreshAdapters', {});
    expect(adapters.map((one) => one.name)).toContain('lo');
    const names = refusedNames({ marker, port: (server.address() as AddressInfo).port });
    expect(names.length).toBeGreaterThan(30);
    for (const [what, name] of names) {
      // as a name, in the old shape, beside a good one, as a filter's adapter
      const lo = adapterId('lo');
      expect(await request('startCapture', { ...rules, adapters: [name] }), what).toBe('refused');
      expect(await request('startCapture', { ...rules, devices: [name] }), what).toBe('refused');
      expect(await request('startCapture', { ...rules, adapters: [lo, name] }), what).toBe('refused');
      expect(await request('checkCaptureFilter', { filter: 'tcp', adapter: name }), what).toBe('refused');
      // under the id that it would have if it were listed
      const answer = JSON.parse(await request('startCapture', { ...rules, adapters: [adapterId(name)] })) as object;
      expect(answer, what).toMatchObject({ started: false, problem: { kind: 'capture.not-listed' } });
    }
    // in the settings that are remembered for the next capture
    for (const [, name] of names.slice(0, 12)) {
      await request('setPreferences', { capture: { ...rules, devices: [name] } });
      expect(JSON.parse(await request('restartCapture', {}))).toMatchObject({ started: false });
      await app.menu('captureStart');
    }
    // a page that begins anew with them, before it has a list
    await page.reload();
    await drawn(page);
    await app.menu('captureStart');
    await page.waitForTimeout(500);
    expect(await statusOf(page)).toBeNull();
    const live = path.join(userData, 'live');
    expect({ ran: existsSync(marker), connections, files: existsSync(live) ? readdirSync(live) : [] }).toEqual({
      ran: false,
      connections: 0,
      files: [],
    });
    // and those that it was shown it may
    const started = await ask(page, 'startCapture', { ...rules, adapters: [adapterId('lo')] });
    expect(started).toEqual({ started: true, problem: null });
    await expect(app.part('status-bar')).toContainText('lo');
    await ask(page, 'stopCapture', {});
  } finally {
    server.close();
  }
});
