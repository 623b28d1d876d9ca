// Response times: what is kept of them against sorting all of them, and their groups.
import { describe, expect, test } from 'vitest';
import { MOST_RESPONSE_GROUPS, ResponseGroups } from '../../../../src-main/flow/statistics/response-groups';
import { MOST_EXACT_TIMES, ResponseTimes } from '../../../../src-main/flow/statistics/response-times';
import { random } from '../../../bench/random';

/** The slow twin: sorted, the nearest rank. */
const rank = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(share * values.length) - 1)];

function filled(values: readonly number[]): ResponseTimes {
  const times = new ResponseTimes();
  values.forEach((ns, row) => times.add(ns, row));
  return times;
}

describe('response times', () => {
  test('none: nothing is known of them', () => {
    const times = new ResponseTimes();
    expect(times).toMatchObject({ count: 0, unanswered: 0, slowest: -1 });
    expect([times.mean, times.within(0.5), times.within(0.95)]).toEqual([NaN, NaN, NaN]);
  });

  test('a few: exact, the slowest is the first of those that took longest, and nothing changes by asking', () => {
    const times = filled([30, -5, 70, 10, 70, 20]);
    for (let again = 0; again < 2; again++) {
      expect(times).toMatchObject({ count: 6, least: -5, most: 70, slowest: 2 });
      expect(times.mean).toBe(32.5);
      expect([0, 0.5, 0.95, 1].map((share) => times.within(share))).toEqual([-5, 20, 70, 70]);
    }
    times.add(40, 6);
    expect(times.within(0.5)).toBe(30);
  });

  test.each([MOST_EXACT_TIMES, MOST_EXACT_TIMES + 1, 5 * MOST_EXACT_TIMES])('%i of them', (count) => {
    const next = random(count);
    // from nanoseconds to minutes, with some that are none or below 0
    const values = Array.from({ length: count }, (_, i) => (i % 100 === 0 ? -i : Math.floor(Math.exp(next() * 25))));
    const times = filled(values);
    expect(times.count).toBe(count);
    expect(times.least).toBe(Math.min(...values));
    expect(times.most).toBe(Math.max(...values));
    expect(values[times.slowest]).toBe(times.most);
    expect(times.mean).toBeCloseTo(values.reduce((sum, ns) => sum + ns, 0) / count, 0);
    for (const share of [0.02, 0.25, 0.5, 0.95, 0.999, 1]) {
      const exact = rank(values, share);
      const found = times.within(share);
      if (count <= MOST_EXACT_TIMES) expect(found).toBe(exact);
      // small whole numbers share no range with others
      else expect(Math.abs(found - exact)).toBeLessThanOrEqual(Math.max(1, 0.006 * exact));
    }
    expect(times.within(0)).toBeGreaterThanOrEqual(times.least);
  });

  test('times beyond any clock are counted as well', () => {
    const times = filled([...Array.from({ length: MOST_EXACT_TIMES }, () => 0), 1e30, Infinity]);
    expect(times.within(1)).toBeGreaterThan(1e18);
    expect(times.within(0.5)).toBe(0);
  });
});

describe('groups', () => {
  test('kinds in their order, of a kind what is asked most first', () => {
    const groups = new ResponseGroups();
    groups.answered('http', '', 5, 9);
    groups.answered('dns', '', 10, 1);
    groups.answered('dnsType', '1', 10, 1);
    groups.unanswered('dnsType', '28');
    groups.unanswered('dnsType', '28');
    groups.answered('dns', '', 20, 3);
    expect(
      groups.sorted().map(({ kind, value, times }) => [kind, value, times.count, times.unanswered, times.slowest]),
    ).toEqual([
      ['dns', '', 2, 0, 3],
      ['dnsType', '28', 0, 2, -1],
      ['dnsType', '1', 1, 0, 1],
      ['http', '', 1, 0, 9],
    ]);
  });

  test('more than are kept count for their service alone', () => {
    const groups = new ResponseGroups();
    for (let i = 0; i < MOST_RESPONSE_GROUPS + 10; i++) {
      groups.answered('http', '', i, i);
      groups.answered('httpHost', `host-${i}`, i, i);
    }
    const [all, ...hosts] = groups.sorted();
    expect(all.times.count).toBe(MOST_RESPONSE_GROUPS + 10);
    expect(hosts.length).toBe(MOST_RESPONSE_GROUPS - 1);
    expect(groups.unlisted).toBe(11);
  });
});
