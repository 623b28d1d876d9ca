// Looking up in a list that rises and grows, in whatever order it is asked, against a look at every number.
import { expect, test } from 'vitest';
import { GrowingList } from '../../../src-main/memory/growing-list';
import { random } from '../../bench/random';

test('the first number that is not below a value, near the one before or far from it', () => {
  const dice = random(3);
  const below = (n: number): number => Math.floor(dice() * n);
  for (let round = 0; round < 300; round++) {
    const list = new GrowingList();
    const numbers: number[] = [];
    let asked = 0;
    for (let i = 0; i < 300; i++) {
      for (let n = below(4); n > 0; n--) {
        numbers.push((numbers.at(-1) ?? 0) + below(5));
        list.push(numbers[numbers.length - 1]);
      }
      asked = below(3) === 0 ? below(700) : Math.max(0, asked + below(9) - 2);
      const first = numbers.findIndex((number) => number >= asked);
      expect(list.firstFrom(asked)).toBe(first < 0 ? numbers.length : first);
    }
    // another thread's list, which is shorter
    list.take({ data: Uint32Array.of(2, 4, 4, 9), length: 4 });
    expect([0, 2, 3, 4, 5, 9, 10].map((value) => list.firstFrom(value))).toEqual([0, 0, 1, 1, 3, 3, 4]);
  }
});
