// The points of Electron's security list that are about what the sources must not say (SECURITY.md has the list): they are read as text, each file that a
// window, a view or a request could come from.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../..');
const sources = ['src-main', 'src-renderer'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|svelte|html)$/.test(name))
    .map((name) => ({ name: `${folder}/${name}`, text: readFileSync(join(ROOT, folder, name), 'utf8') })),
);
const saying = (pattern: RegExp): string[] => sources.filter(({ text }) => pattern.test(text)).map(({ name }) => name);

test.each([
  ['webSecurity'],
  ['allowRunningInsecureContent'],
  ['experimentalFeatures'],
  ['enableBlinkFeatures'],
  ['allowpopups'],
  ['nodeIntegrationInWorker'],
  ['nodeIntegrationInSubFrames'],
  ['openExternal'],
  ['enableRemoteModule'],
  ['insertCSS'],
  ['setCertificateVerifyProc'],
  ['certificate-error'],
  ['affinity'],
  ['appendSwitch'],
  ['appendArgument'],
  ['setAsDefaultProtocolClient'],
  ['ELECTRON_DISABLE_SECURITY_WARNINGS'],
])('%s stands nowhere', (word) => {
  expect(saying(new RegExp(`\\b${word}\\b`))).toEqual([]);
});

test('no code is made of texts', () => {
  expect(saying(/\beval\(|new Function\(|document\.write\(|\.executeJavaScript\(|\{@html/)).toEqual([]);
});

test('each window is locked down in the same words', () => {
  const windows = sources.filter(({ text }) => /new (BrowserWindow|WebContentsView|BrowserView)\(/.test(text));
  expect(windows.length).toBeGreaterThan(0);
  for (const { name, text } of windows)
    for (const words of ['sandbox: true', 'contextIsolation: true', 'nodeIntegration: false'])
      expect(text, `${name}: ${words}`).toContain(words);
});

test('files are loaded by what is printed alone, and no other address but the own one', () => {
  expect(saying(/\bloadFile\(/)).toEqual([]);
  expect(saying(/pathToFileURL\(html\)/)).toEqual(['src-main/shell/hidden-page.ts']);
  expect(saying(/<webview\b/)).toEqual([]);
});
