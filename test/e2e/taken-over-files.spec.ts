// A page that was taken over and wants files: it reads none that the user did not open, and writes none where the user did not say so.
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ENGINE_ARGUMENTS } from '../../src-main/engine/port/validate';
import { ENGINE_PORT } from '../../src-main/ipc/channels';
import { REQUEST_ARGUMENTS } from '../../src-main/shell/request-arguments';
import { expect, loaded, sample, test } from './app';
import { installFuzz, type Fuzz } from './ipc-page';

const SECRET = 'nobody-may-read-this';

/** All files below a folder, with size and time of the last change. */
const listed = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => {
      const { size, mtimeMs } = statSync(path.join(folder, name));
      return `${name} ${size} ${mtimeMs}`;
    })
    .sort();

test('a page reads no file that was not opened', async ({ start, folder }) => {
  const secret = path.join(folder, 'secret.txt');
  writeFileSync(secret, SECRET);
  const app = await start({ file: sample('https') });
  await loaded(app);
  const up = '../'.repeat(12);
  const urls = [
    `file://${secret}`,
    `synscope://app/${up}${secret.slice(1)}`,
    `synscope://app/${up.replaceAll('/', '%2f')}${secret.slice(1).replaceAll('/', '%2f')}`,
    `synscope://app//${secret}`,
    `synscope://app/..%5c..%5c${secret}`,
    `synscope://app/%00${secret}`,
    `synscope://elsewhere/${secret}`,
    `filesystem:synscope://app/temporary/${secret}`,
    `view-source:file://${secret}`,
  ];
  const found = await app.page.evaluate(
    async ([tried, wanted]) => {
      const got: string[] = [];
      const note = (way: string, text: unknown): void => {
        if (String(text).includes(wanted)) got.push(way);
      };
      for (const url of tried) {
        await fetch(url)
          .then((answer) => answer.text())
          .then((text) => note(`fetch ${url}`, text))
          .catch(() => undefined);
        await new Promise<void>((next) => {
          const asked = new XMLHttpRequest();
          asked.onloadend = () => {
            note(`XMLHttpRequest ${url}`, asked.responseText);
            next();
          };
          try {
            asked.open('GET', url);
            asked.send();
          } catch {
            next();
          }
        });
        await new Promise<void>((next) => {
          const frame = Object.assign(document.createElement('iframe'), { src: url });
          frame.onload = frame.onerror = () => next();
          setTimeout(next, 300);
          document.body.append(frame);
        });
        for (const frame of document.querySelectorAll('iframe')) {
          note(`iframe ${url}`, frame.contentDocument?.body?.textContent);
          frame.remove();
        }
      }
      // a file of the page's own making has no path
      const { synscope } = window as unknown as { synscope: { pathOf(file: File): string } };
      note('pathOf', synscope.pathOf(new File(['x'], tried[0])));
      return { got, path: synscope.pathOf(new File(['x'], 'secret.txt')) };
    },
    [urls, SECRET] as const,
  );
  expect(found).toEqual({ got: [], path: '' });
});

test('a page names no path to any request, and nothing is written where it would', async ({ start, folder }) => {
  const there = path.join(folder, 'elsewhere');
  mkdirSync(there);
  writeFileSync(path.join(there, 'secret.pcap'), SECRET);
  const before = listed(there);
  const app = await start({ file: sample('https') });
  await loaded(app);
  await app.electron.evaluate(({ dialog, shell }) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: true, filePaths: [] });
    dialog.showSaveDialog = () => Promise.resolve({ canceled: true, filePath: '' });
    shell.openPath = () => Promise.resolve('');
    shell.showItemInFolder = () => undefined;
  });
  await app.page.addInitScript(installFuzz, ENGINE_PORT);
  await app.page.reload();
  await loaded(app);
  const names = ['secret.pcap', 'new.pcapng', 'new.html'].map((name) => path.join(there, name));
  const shapes = (file: string): unknown[] => [
    ...['path', 'file', 'id', 'name', 'folder', 'keyLog', 'output'].map((key) => ({ [key]: file })),
    { path: file, format: 'html', wanted: { what: 'packets', scope: { by: 'all' }, format: 'pcapng' } },
    { type: 'export', path: file },
    file,
    [file],
  ];
  for (const [contract, requests] of [
    ['shell', Object.keys(REQUEST_ARGUMENTS)],
    ['engine', Object.keys(ENGINE_ARGUMENTS)],
  ] as const) {
    const calls = names.flatMap((file) => requests.flatMap((name) => shapes(file).map((args) => ({ name, args }))));
    // `id` is what recent files, samples and the like are known by: one that is unknown is answered by "no", which is refusal
    // enough; what a profile is called is a text like any other
    const outcomes = await app.page.evaluate(
      ([which, asked]) => (window as unknown as { fuzz: Fuzz }).fuzz[which](asked),
      [contract, calls] as const,
    );
    const answered = calls.filter((_, i) => outcomes[i] === 'answered');
    for (const { name, args } of answered) {
      expect(Object.keys(args as object), name).toEqual([name === 'addProfile' ? 'name' : 'id']);
    }
  }
  // the messages by which the main process tells the engine where to write are not the page's
  const news = names.flatMap((file) => [
    {
      type: 'export',
      path: file,
      wanted: { what: 'table', table: 'connections', format: 'csv', scope: { by: 'all' } },
    },
    { type: 'file', path: file },
    { type: 'keyLog', path: file },
  ]);
  await app.page.evaluate((messages) => {
    for (const message of messages) window.postMessage(message, location.origin);
  }, news);
  await app.page.waitForTimeout(300);
  expect(listed(there)).toEqual(before);
  await expect(app.part('status-file')).toHaveText('https.pcapng');
});
