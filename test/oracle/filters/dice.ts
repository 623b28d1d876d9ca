// Choices from seeded random numbers.
import { random } from '../../bench/random';

export class Dice {
  private readonly next: () => number;
  constructor(seed: number) {
    this.next = random(seed);
  }
  /** 0 … n - 1 */
  below(n: number): number {
    return Math.floor(this.next() * n);
  }
  /** true one time in `n` */
  oneIn(n: number): boolean {
    return this.below(n) === 0;
  }
  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)];
  }
}
