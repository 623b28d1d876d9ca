// Colours of rules: readable in both themes and apart for readers who see no red, green or blue; Wireshark's file of rules both ways.
import { describe, expect, test } from 'vitest';
import { zhCN } from '../../../src-main/i18n/catalogue';
import { MAX_RULE_NAME, MOST_COLOUR_RULES, type ColourRule } from '../../../src-main/ipc/contracts/colour-contract';
import { DEFAULT_COLOUR_RULES } from '../../../src-main/ipc/colour-defaults';
import { PALETTE_COLOURS, RULE_PALETTE, type PaletteColour } from '../../../src-main/ipc/rule-palette';
import { parseColourFilters, printColourFilters } from '../../../src-renderer/format/colour-filters';
import { contrast, ENOUGH_CONTRAST } from '../../../src-renderer/format/contrast';

const THEMES = ['light', 'dark'] as const;

/** Linear light of `#rrggbb`. */
const linear = (hex: string): number[] =>
  [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
const times = (matrix: readonly (readonly number[])[], of: readonly number[]): number[] =>
  matrix.map((row) => row.reduce((sum, one, i) => sum + one * of[i], 0));

// Machado, Oliveira, Fernandes 2009, severity 1.0
const SEEN_BY = {
  everybody: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const;
/** Oklab, https://bottosson.github.io/posts/oklab */
function oklab(rgb: readonly number[]): number[] {
  const lms = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    rgb.map((one) => Math.max(0, one)),
  ).map(Math.cbrt);
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    lms,
  );
}
/** 0.02 is about what one can tell apart side by side. */
function distance(one: string, other: string, seenBy: keyof typeof SEEN_BY): number {
  const [a, b] = [one, other].map((hex) => oklab(times(SEEN_BY[seenBy], linear(hex))));
  return Math.hypot(...a.map((part, i) => part - b[i]));
}

test.each([
  ['#000000', '#ffffff', 21],
  ['#777777', '#ffffff', 4.48],
  ['#336699', '#336699', 1],
])('contrast of %s and %s is %d', (one, other, ratio) => {
  expect(contrast(one, other)).toBeCloseTo(ratio, 1);
  expect(contrast(other, one)).toBeCloseTo(ratio, 1);
});

describe.each(THEMES)('in the %s theme', (theme) => {
  test.each(PALETTE_COLOURS)('text on %s is AA', (id) => {
    const { background, text } = RULE_PALETTE[id][theme];
    expect(contrast(background, text)).toBeGreaterThanOrEqual(ENOUGH_CONTRAST);
  });

  const used = [...new Set(DEFAULT_COLOUR_RULES.map(({ colour }) => colour as PaletteColour))];
  const pairs = used.flatMap((one, i) => used.slice(i + 1).map((other) => [one, other] as const));
  const trouble = new Set<PaletteColour>(['red', 'magenta', 'amber']);

  test.each(Object.keys(SEEN_BY) as (keyof typeof SEEN_BY)[])(
    'what is wrong is told from what is ordinary: %s',
    (eye) => {
      for (const [one, other] of pairs) {
        const least = trouble.has(one) || trouble.has(other) ? 0.1 : 0.025;
        const [a, b] = [one, other].map((id) => RULE_PALETTE[id][theme].background);
        expect(distance(a, b, eye), `${one} ${other}`).toBeGreaterThanOrEqual(least);
      }
    },
  );
});

describe('the file of rules', () => {
  const rules: ColourRule[] = [
    { name: 'Reset', filter: 'tcp.flags.reset == 1', on: true, colour: 'red' },
    { name: 'Raw', filter: '@ip.src == "x@y"', on: false, colour: { background: '#010203', text: '#fffefd' } },
  ];
  const TEXT =
    '@Reset@tcp.flags.reset == 1@[43176,5397,9766][65535,65535,65535]\n!@Raw@@ip.src == "x@y"@[257,514,771][65535,65278,65021]\n';

  test('is written as Wireshark writes it, and read back', () => {
    expect(printColourFilters(rules)).toBe(TEXT);
    expect(parseColourFilters(TEXT)).toEqual({ rules, skipped: 0 });
    expect(parseColourFilters(printColourFilters(DEFAULT_COLOUR_RULES)).rules).toEqual(DEFAULT_COLOUR_RULES);
  });

  test('may hold remarks, other ends of lines, and what nobody understands', () => {
    const text = `# DO NOT EDIT\r\n\r\n${TEXT.replaceAll('\n', '\r\n')}@half\n@a@b@[1,2][3,4,5]\n@${'x'.repeat(200)}@tcp@[0,0,0][99999,0,0]`;
    const { rules: read, skipped } = parseColourFilters(text);
    expect(skipped).toBe(2);
    expect(read.slice(0, 2)).toEqual(rules);
    expect(read[2]).toEqual({
      name: 'x'.repeat(MAX_RULE_NAME),
      filter: 'tcp',
      on: true,
      colour: { background: '#000000', text: '#ff0000' },
    });
  });

  test('never makes more rules than can be kept, nor two lines of one', () => {
    const many = parseColourFilters('@a@tcp@[0,0,0][1,1,1]\n'.repeat(MOST_COLOUR_RULES + 5));
    expect([many.rules.length, many.skipped]).toEqual([MOST_COLOUR_RULES, 5]);
    const hostile: ColourRule = { name: 'a@b\n@c@d', filter: 'tcp\n|| udp', on: true, colour: 'blue' };
    expect(printColourFilters([hostile]).split('\n')).toHaveLength(2);
    expect(parseColourFilters(printColourFilters([hostile])).rules[0]).toMatchObject({
      name: 'a b c d',
      filter: 'tcp || udp',
    });
  });
});

test('names of the first rules are Chinese where they are words', () => {
  const words = DEFAULT_COLOUR_RULES.filter(({ name }) =>
    / (errors|problems|handshake|and)|^(Errors|Resets)/.test(name),
  );
  expect(words).toHaveLength(6);
  for (const key of Object.keys(zhCN).filter((one) => one.startsWith('colours.rule.')))
    expect(zhCN[key as keyof typeof zhCN]).toMatch(/[\u4e00-\u9fff]/);
});
