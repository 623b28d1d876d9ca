// The database of the open capture in the real app: there while the capture is open, gone with it.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, loaded, sample, test, type App } from './app';

/** What stands in the user data that is a database of a capture, or beside one. */
const databases = ({ userData }: App): string[] =>
  existsSync(userData)
    ? readdirSync(userData, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('.flows-db'))
    : [];

test('stands in the cache folder while the capture is open', async ({ start }) => {
  const app = await start({ file: sample('reset') });
  await loaded(app);
  await expect.poll(() => databases(app).filter((name) => path.extname(name) === '.flows-db')).toHaveLength(1);
  await app.menu('close');
  await expect.poll(() => databases(app)).toEqual([]);
});

test('goes with the app, too', async ({ start }) => {
  const app = await start({ file: sample('reset') });
  await loaded(app);
  await expect.poll(() => databases(app).length).toBeGreaterThan(0);
  await app.close();
  expect(databases(app)).toEqual([]);
});
