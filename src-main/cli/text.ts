// Columns for tables in a terminal, where a Chinese character is as wide as two others.

const NO_COLUMN = /\p{Mn}|\p{Me}|[\ufe00-\ufe0f]/u;
const EMOJI = /\p{Emoji_Presentation}/u;

/** Columns a terminal gives a text: East Asian wide characters and emoji take two, marks on other characters none. */
export function width(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let columns = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    columns += isWide(code) || EMOJI.test(character) ? 2 : NO_COLUMN.test(character) ? 0 : 1;
  }
  return columns;
}
const isWide = (code: number): boolean =>
  (code >= 0x1100 && code <= 0x115f) ||
  (code >= 0x2e80 && code <= 0xa4cf) ||
  (code >= 0xac00 && code <= 0xd7a3) ||
  (code >= 0xf900 && code <= 0xfaff) ||
  (code >= 0xfe30 && code <= 0xfe6f) ||
  (code >= 0xff00 && code <= 0xff60) ||
  (code >= 0xffe0 && code <= 0xffe6) ||
  (code >= 0x20000 && code <= 0x3fffd);

export const padEnd = (text: string, columns: number): string => text + ' '.repeat(Math.max(0, columns - width(text)));
export const padStart = (text: string, columns: number): string =>
  ' '.repeat(Math.max(0, columns - width(text))) + text;
export const centre = (text: string, columns: number, fill = ' '): string => {
  const space = Math.max(0, columns - width(text));
  return fill.repeat(space >> 1) + text + fill.repeat(space - (space >> 1));
};
