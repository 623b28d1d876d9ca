// Colours of rules as the page draws them. A palette colour is one of two, by the theme of the element it is used on. Pure.
import type { OwnColours, RuleColour } from '../../src-main/ipc/contracts/colour-contract';
import { PALETTE_COLOURS, RULE_PALETTE, type PaletteColour } from '../../src-main/ipc/rule-palette';

const PALETTE = Object.fromEntries(
  PALETTE_COLOURS.map((id) => {
    const { light, dark } = RULE_PALETTE[id];
    const both = (part: keyof OwnColours): string => `light-dark(${light[part]}, ${dark[part]})`;
    return [id, { background: both('background'), text: both('text') }];
  }),
) as Record<PaletteColour, OwnColours>;

/** Values of CSS. */
export const cssOf = (colour: RuleColour): OwnColours => (typeof colour === 'string' ? PALETTE[colour] : colour);
