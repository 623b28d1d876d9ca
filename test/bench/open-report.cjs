// Opens an HTML file as a browser does, without a window on the screen, and prints what it took: `electron open-report.cjs FILE`.
const { app, BrowserWindow } = require('electron');
const { pathToFileURL } = require('node:url');

const PATIENCE_MS = 120_000;
const file = process.argv.at(-1);

app.commandLine.appendSwitch('disable-gpu');
app.whenReady().then(async () => {
  setTimeout(() => app.exit(1), PATIENCE_MS);
  const window = new BrowserWindow({ width: 1280, height: 900, webPreferences: { sandbox: true } });
  await window.loadURL('data:text/html,<p>warm');
  const began = performance.now();
  await window.loadURL(pathToFileURL(file).href);
  const loaded = performance.now() - began;
  const painted = await window.webContents.executeJavaScript(
    `new Promise((resolve) => {
      const look = () => {
        const paint = performance.getEntriesByName('first-contentful-paint')[0];
        if (paint) requestAnimationFrame(() => resolve(paint.startTime)); else requestAnimationFrame(look);
      };
      look();
    })`,
  );
  const shown = performance.now() - began;
  process.stdout.write(`${JSON.stringify({ loaded, painted, shown })}\n`);
  app.exit(0);
});
