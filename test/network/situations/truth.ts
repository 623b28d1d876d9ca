// Holds what we say of a recorded situation to what its maker did.
import { expect } from 'vitest';
import type { Read } from '../../fixtures/situation-facts';
import type { Situation } from './situations.mjs';

/** @param quiet nothing went wrong that was not made to */
export function isTrue({ truth }: Situation, { facts, keys }: Read, { quiet } = { quiet: true }): void {
  expect(facts.connections.map(({ handshake }) => handshake)).toEqual(truth.flows.map(({ handshake }) => handshake));
  for (const [i, { ending, first, says, notSays }] of truth.flows.entries()) {
    expect(ending.split('|')).toContain(facts.connections[i].ending);
    if (first !== null) expect(facts.connections[i].closedFirst).toBe(first);
    expect([...keys[i]]).toEqual(expect.arrayContaining(says));
    for (const key of notSays) expect(keys[i]).not.toContain(key);
  }
  const found = new Set(facts.analysis.map((line) => line.split(' ')[1]));
  expect([...found]).toEqual(expect.arrayContaining(truth.flags));
  if (quiet && truth.flags.length === 0) expect([...found]).toEqual([]);
}
