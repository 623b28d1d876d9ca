// Missing numbers of a direction: what fills them, in any order, also across the end of the number space.
import { describe, expect, it } from 'vitest';
import { Gaps } from '../../../../src-main/flow/tcp/gaps';
import { sentencesOf, verdictOf } from '../verdict/said';

describe('gaps', () => {
  it.each([0, 0xffffff80])('are filled from either side and in the middle, from %i on', (base) => {
    const gaps = new Gaps();
    const take = (from: number, length: number, opens = false): boolean =>
      gaps.take((base + from) >>> 0, length, opens);
    expect(take(0, 100)).toBe(false);
    expect(take(400, 100, true)).toBe(false);
    expect([take(200, 50), take(100, 50), take(350, 50), take(150, 50), take(250, 100)]).toEqual(Array(5).fill(true));
    // all of it is there now
    expect([take(100, 50), take(250, 100), take(0, 100)]).toEqual([false, false, false]);
  });

  it('are none for what reaches beyond, and for nothing', () => {
    const gaps = new Gaps();
    gaps.take(0, 100, false);
    gaps.take(200, 100, true);
    expect([gaps.take(150, 100, false), gaps.take(50, 100, false), gaps.take(150, 0, false)]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('are forgotten where there are too many', () => {
    const gaps = new Gaps();
    for (let i = 0; i <= 65; i++) gaps.take(200 * i, 100, i > 0);
    expect([gaps.take(100, 100, false), gaps.take(64 * 200 + 100, 100, false)]).toEqual([false, true]);
  });
});

describe('what came late is told from what was sent again', () => {
  const open = ['> S at=0', '< SA at=100', '> A at=200'];
  const said = (lines: string[]): string[] =>
    sentencesOf(verdictOf([...open, ...lines]), 'en').filter((text) => /gap|again/.test(text));

  it('late: its numbers were missing', () => {
    expect(said(['> A +100 at=201', '> A +100 seq=201 at=202', '> A +100 seq=101 at=204', '< A at=300'])).toEqual([
      'What the client sent shows a gap: numbers were missing when later ones came, and 1 segment filled them afterwards, late or sent again. [5 6]',
    ]);
  });

  it('sent again: its numbers had been captured, however soon it came', () => {
    const again = ['> A +100 at=201', '> A +100 at=202', '> A +100 seq=1 at=204', '< A at=300'];
    expect(said(again)).toEqual([
      'The client sent 300 bytes, the server 0 bytes (counting what was sent again). [4]',
      'The client sent 1 segment again. [6]',
    ]);
  });

  it('after it had been acknowledged', () => {
    const again = ['> A +100 at=201', '< A at=300', '> A +100 seq=1 at=900', '< A at=901'];
    expect(said(again)).toEqual([
      'The client sent 200 bytes, the server 0 bytes (counting what was sent again). [4]',
      '1 segment of the client came again after it had been acknowledged. [6]',
    ]);
  });
});
