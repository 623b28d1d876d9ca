import { statSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { en, zhCN } from '../../../src-main/i18n/catalogue';
import { KNOWN_SAMPLES } from '../../../src-renderer/components/start/known-samples';
import { Samples } from '../../../src-main/shell/samples';

const folder = path.resolve('resources/samples');

it('ships the samples of the start page, each with a title in both languages', () => {
  const samples = new Samples(folder);
  expect(samples.list().map((one) => one.id)).toEqual([...KNOWN_SAMPLES]);
  for (const { id, packets } of samples.list()) {
    expect(packets).toBeGreaterThan(0);
    expect(samples.pathOf(id)).toBe(path.join(folder, `${id}.pcapng`));
    expect(en).toHaveProperty([`sample.${id}`]);
    expect(zhCN).toHaveProperty([`sample.${id}`]);
    expect(en).toHaveProperty([`sample.${id}.what`]);
    expect(statSync(path.join(folder, `${id}.pcapng`)).size).toBeLessThan(60_000);
  }
});

it('knows no other file', () => {
  expect(new Samples(folder).pathOf('../../package')).toBeNull();
});

it('has none where the folder is missing', () => {
  expect(new Samples('/nowhere').list()).toEqual([]);
});
