// Wireshark's file of colouring rules (`colorfilters`): a line each, `@name@filter@[background][text]` with red, green, blue from 0 to
// 65535, `!` in front of one that is off, `#` in front of a remark. Pure.
import {
  MAX_RULE_NAME,
  MOST_COLOUR_RULES,
  type ColourRule,
  type OwnColours,
  type RuleColour,
} from '../../src-main/ipc/contracts/colour-contract';
import { MAX_FILTER_TEXT } from '../../src-main/ipc/contracts/filter-contract';
import { PALETTE_COLOURS, RULE_PALETTE } from '../../src-main/ipc/rule-palette';

const LINE = /^(!?)@([^@]*)@(.*)@\[(\d{1,5}),(\d{1,5}),(\d{1,5})\]\[(\d{1,5}),(\d{1,5}),(\d{1,5})\]$/;
/** 16 bits of a colour for 8: 255 is 65535 */
const WIDER = 257;

const hexOf = (wide: readonly string[]): string =>
  `#${wide
    .map((one) =>
      Math.min(255, Math.round(Number(one) / WIDER))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
const wideOf = (hex: string): string =>
  `[${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) * WIDER).join(',')}]`;

/** One of ours comes back as itself. */
function colourOf(own: OwnColours): RuleColour {
  const known = PALETTE_COLOURS.find((id) => {
    const { background, text } = RULE_PALETTE[id].light;
    return background === own.background && text === own.text;
  });
  return known ?? own;
}

/** The rules in the text, at most as many as can be kept; `skipped`: lines that say something else, or too much. */
export function parseColourFilters(text: string): { rules: ColourRule[]; skipped: number } {
  const rules: ColourRule[] = [];
  let skipped = 0;
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '' || line.startsWith('#')) continue;
    const [, off, name, filter, ...colours] = LINE.exec(line) ?? [];
    const tooMuch = rules.length >= MOST_COLOUR_RULES || (filter?.length ?? 0) > MAX_FILTER_TEXT;
    if (colours.length === 0 || tooMuch) {
      skipped++;
      continue;
    }
    const own = { background: hexOf(colours.slice(0, 3)), text: hexOf(colours.slice(3)) };
    rules.push({ name: name.slice(0, MAX_RULE_NAME), filter, on: off === '', colour: colourOf(own) });
  }
  return { rules, skipped };
}

/** Colours of ours are those of the light theme: Wireshark has one pair. */
export function printColourFilters(rules: readonly ColourRule[]): string {
  const lines = rules.map(({ name, filter, on, colour }) => {
    const { background, text } = typeof colour === 'string' ? RULE_PALETTE[colour].light : colour;
    const parts = [name.replace(/[@\s]+/g, ' '), filter.replace(/\s+/g, ' ')];
    return `${on ? '' : '!'}@${parts.join('@')}@${wideOf(background)}${wideOf(text)}\n`;
  });
  return lines.join('');
}
