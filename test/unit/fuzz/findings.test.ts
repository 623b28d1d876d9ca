// Everything that fuzzing has found stays found: each saved input is tried again. And a short run of each target.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FuzzTarget } from '../../fuzz/target';

const folder = join(import.meta.dirname, '../../fuzz');
const findings = join(folder, 'findings');
const targets = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && !['target.ts', 'mutate.ts', 'whole-capture.ts'].includes(file))
  .map((file) => file.slice(0, -3));
const saved = existsSync(findings) ? readdirSync(findings).filter((file) => file.endsWith('.bin')) : [];

describe.each(targets)('fuzz target %s', (name) => {
  const load = async (): Promise<FuzzTarget> => (await import(`../../fuzz/${name}.ts`)) as FuzzTarget;

  it('finds nothing in a short run', async () => {
    const target = await load();
    const iterations = Math.ceil(target.iterations / 40);
    const result = await target.run({ seed: 7, iterations, deadlineMs: 60_000 });
    expect(result.findings.map((finding) => finding.error)).toEqual([]);
    expect(result.iterations).toBeGreaterThan(0);
  });

  it.each(saved.filter((file) => file.startsWith(`${name}-`)))('%s', async (file) => {
    await (await load()).replay(Uint8Array.from(readFileSync(join(findings, file))));
  });
});
