// Which files of a folder are captures.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The corpus, if it lies beside the checkout (or where SYNSCOPE_CORPUS says); else null. */
export function corpusFolder(): string | null {
  const beside = fileURLToPath(new URL('../../../shared/corpus', import.meta.url));
  const folder = resolve(process.env.SYNSCOPE_CORPUS ?? beside);
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? folder : null;
}

/** Paths below a folder, relative to it, in order. A MANIFEST.tsv tells captures from other files. */
export function captureFiles(folder: string): string[] {
  const manifest = join(folder, 'MANIFEST.tsv');
  if (statSync(manifest, { throwIfNoEntry: false })) {
    const lines = readFileSync(manifest, 'utf8').split('\n').slice(1);
    return lines.flatMap((line) => {
      const [path, kind] = line.split('\t');
      return kind === 'capture' ? [path] : [];
    });
  }
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort();
}
