// What `electron FOLDER` runs in a stock Electron, for the fallback runtime (electron-runtime.mjs), whose package lacks it.
// An ES module: Electron holds back `ready` until its top-level await is done.
import { app } from 'electron/main';
import fs from 'node:fs';
import { Module } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
const leave = (code, text) => {
  (code ? console.error : console.log)(text);
  process.exit(code);
};
const args = process.argv.slice(1),
  preload = [];
let file = null;
for (let i = 0; i < args.length && !file; i++) {
  const a = args[i];
  if (a === '-r' || a === '--require') preload.push(args[++i]);
  else if (a === '-v' || a === '--version') leave(0, 'v' + process.versions.electron);
  else if (a === '-a' || a === '--abi') leave(0, process.versions.modules);
  else if (!a.startsWith('-')) file = a;
}
if (preload.length) Module._preloadModules(preload);
if (!file) leave(1, 'usage: electron [-r module] path/to/app');
Object.defineProperty(process, 'defaultApp', { enumerable: true, value: true });
const target = path.resolve(file),
  manifest = path.join(target, 'package.json');
const p = fs.existsSync(manifest) ? JSON.parse(fs.readFileSync(manifest, 'utf8')) : null;
if (p?.version) app.setVersion(p.version);
if (p?.productName || p?.name) app.name = p.productName || p.name;
app.setDesktopName(p?.desktopName || `${app.name}.desktop`);
const entry = Module._resolveFilename(target, null, true);
app.setAppPath(p ? target : path.dirname(entry));
await import(pathToFileURL(entry).href);
