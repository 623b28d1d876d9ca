import { expect, it } from 'vitest';
import { fileOf } from '../../../src-main/shell/served-file';

const rows: [url: string, file: string | null][] = [
  ['synscope://app/index.html', '/out/renderer/index.html'],
  ['synscope://app/assets/a%20b.js?x#y', '/out/renderer/assets/a b.js'],
  ['synscope://other/index.html', null],
  ['synscope://app/', null],
  ['synscope://app/%2e%2e/%2e%2e/etc/passwd', '/out/renderer/etc/passwd'], // a URL has no way above its root,
  ['synscope://app/..%2f..%2fetc/passwd', null],
  ['synscope://app/assets/..%2f..%2f..%2fpackage.json', null],
  ['synscope://app/a%00b', null],
  ['synscope://app/%zz', null],
  ['not an address', null],
];

it.each(rows)('%s', (url, file) => {
  expect(fileOf('/out/renderer', url)).toBe(file);
});
