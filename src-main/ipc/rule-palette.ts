// Colours of rules, each designed for either theme: a background and the text on it. Text is AA (4.5:1) on all of them. Strong ones are
// for what is wrong, soft ones for what is ordinary; the two stay apart for readers who see no red, no green or no blue.

interface Pair {
  background: string;
  text: string;
}
interface Colour {
  light: Pair;
  dark: Pair;
}

const LIGHT_TEXT = '#1a1e25';
const DARK_TEXT = '#e3e7ed';
const soft = (light: string, dark: string): Colour => ({
  light: { background: light, text: LIGHT_TEXT },
  dark: { background: dark, text: DARK_TEXT },
});

export const RULE_PALETTE = {
  red: { light: { background: '#a81526', text: '#ffffff' }, dark: { background: '#ff8f96', text: '#2b060a' } },
  amber: { light: { background: '#f5b82e', text: '#241a00' }, dark: { background: '#8a5c00', text: '#fff4d6' } },
  magenta: { light: { background: '#7d2a86', text: '#ffffff' }, dark: { background: '#dc9ce4', text: '#26062a' } },
  blue: soft('#d2e5ff', '#2d4d7b'),
  cyan: soft('#88e2f5', '#004550'),
  green: soft('#dcf5e2', '#0a2d00'),
  yellow: soft('#f8f4cd', '#3a3400'),
  orange: soft('#fddfc0', '#4c362c'),
  pink: soft('#ebd4df', '#402124'),
  violet: soft('#d3cde3', '#331a50'),
  grey: soft('#e2e6ec', '#2d333c'),
  paper: soft('#f8fafc', '#191d23'),
} as const satisfies Record<string, Colour>;

export type PaletteColour = keyof typeof RULE_PALETTE;
export const PALETTE_COLOURS = Object.keys(RULE_PALETTE) as PaletteColour[];
