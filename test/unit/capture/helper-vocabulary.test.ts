// Words that the helper (C) and the app (TypeScript) must both know: what can fail, and why a run ended.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLAIMED_NAMES } from '../../../src-main/capture/known-adapters';
import { REASONS } from '../../../src-main/capture/helper-protocol';
import { en } from '../../../src-main/i18n/catalogue';

const SOURCES = join(import.meta.dirname, '../../../native/capture-helper');

/** Values of an enum in a header, and the names that a table in its source gives them; `NONE` is never sent. */
function vocabulary(stem: string, prefix: string): { values: string[]; names: string[] } {
  const header = readFileSync(join(SOURCES, `${stem}.h`), 'utf8');
  const source = readFileSync(join(SOURCES, `${stem}.c`), 'utf8');
  const values = [...header.matchAll(new RegExp(`^\\s+(${prefix}_\\w+),`, 'gm'))].map((found) => found[1]);
  const table = new Map(
    [...source.matchAll(new RegExp(`\\[(${prefix}_\\w+)\\] = "([^"]*)"`, 'g'))].map((found) => [found[1], found[2]]),
  );
  expect(values[0]).toBe(`${prefix}_NONE`);
  expect([...table.keys()].sort()).toEqual([...values].sort()); // a value without a name would be a null pointer
  return { values, names: values.slice(1).map((value) => table.get(value) ?? '') };
}

describe('the helper and the app share their words', () => {
  it('for why a run ended', () => {
    const { values, names } = vocabulary('reasons', 'REASON');
    expect(values.length).toBeGreaterThan(5);
    expect(names).toEqual([...REASONS]);
  });

  it('for what can fail: each has a sentence', () => {
    const { names } = vocabulary('kinds', 'KIND');
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => !(`capture.problem.${name}` in en))).toEqual([]);
  });

  it('for names that back ends of libpcap claim', () => {
    const source = readFileSync(join(SOURCES, 'interfaces.c'), 'utf8');
    const table = /CLAIMED\[\] = \{([^}]*)\}/.exec(source)?.[1] ?? '';
    expect([...table.matchAll(/"([^"]+)"/g)].map((found) => found[1])).toEqual([...CLAIMED_NAMES]);
  });

  it('and the helper compares no words of its own', () => {
    for (const file of ['main', 'loop', 'record', 'capture'])
      expect(readFileSync(join(SOURCES, `${file}.c`), 'utf8')).not.toMatch(/"(lost|error|signal|pipe|packets)"/);
  });
});
