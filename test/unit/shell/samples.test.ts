import path from 'node:path';
import { expect, it } from 'vitest';
import { en, zhCN } from '../../../src-main/i18n/catalogue';
import { Samples } from '../../../src-main/shell/samples';

const folder = path.resolve('resources/samples');

it('ships the three samples, each with a title in both languages', () => {
  const samples = new Samples(folder);
  expect(samples.list().map((one) => one.id)).toEqual(['https', 'refused', 'reset']);
  for (const { id, packets } of samples.list()) {
    expect(packets).toBeGreaterThan(0);
    expect(samples.pathOf(id)).toBe(path.join(folder, `${id}.pcapng`));
    expect(en).toHaveProperty([`sample.${id}`]);
    expect(zhCN).toHaveProperty([`sample.${id}`]);
  }
});

it('knows no other file', () => {
  expect(new Samples(folder).pathOf('../../package')).toBeNull();
});

it('has none where the folder is missing', () => {
  expect(new Samples('/nowhere').list()).toEqual([]);
});
