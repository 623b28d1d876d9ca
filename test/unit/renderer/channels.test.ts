// Names that processes hand each other are written down once.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as channels from '../../../src-main/ipc/channels';

test('no file of the page writes the name of a channel again', () => {
  const root = join(import.meta.dirname, '../../../src-renderer');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(ts|svelte)$/.test(name));
  expect(files.length).toBeGreaterThan(100);
  const names = Object.values(channels);
  expect(names).toContain('synscope:engine-port');
  const written = files.filter((file) => names.some((name) => readFileSync(join(root, file), 'utf8').includes(name)));
  expect(written).toEqual([]);
});
