// Arithmetic of the hex view: how many bytes a line holds, which lines are on the screen. Pure.

export type HexMode = 'hex' | 'bits';

export const LINE_HEIGHT = 20;

/** Characters a line takes: offset, two blanks, the bytes with a wider gap in the middle, two blanks, text. */
export function lineCharacters(mode: HexMode, perLine: number, digits: number): number {
  const cell = mode === 'hex' ? 3 : 9;
  return digits + 2 + perLine * cell + 1 + 1 + perLine;
}

/** The most bytes a line that fit: 16 or 8 in hex, 8 or 4 in bits. */
export function bytesPerLine(mode: HexMode, widthPx: number, characterPx: number, digits: number): number {
  const many = mode === 'hex' ? 16 : 8;
  return lineCharacters(mode, many, digits) * characterPx <= widthPx ? many : many / 2;
}

/** First line on the screen and one past the last, with one to spare either side. */
export function visibleLines(
  bytes: number,
  perLine: number,
  top: number,
  view: number,
): { first: number; end: number } {
  const lines = Math.ceil(bytes / perLine);
  const first = Math.min(Math.max(0, Math.floor(top / LINE_HEIGHT) - 1), Math.max(0, lines - 1));
  return { first, end: Math.min(lines, Math.ceil((top + view) / LINE_HEIGHT) + 1) };
}

/** Where a key takes the cursor, or null when the key means nothing here. */
export function moveCursor(
  key: string,
  at: number,
  bytes: number,
  perLine: number,
  linesOnScreen: number,
): number | null {
  const page = Math.max(1, linesOnScreen - 1) * perLine;
  const steps: Record<string, number> = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at - perLine >= 0 ? at - perLine : at,
    ArrowDown: at + perLine < bytes ? at + perLine : at,
    PageUp: Math.max(at % perLine, at - page),
    PageDown: at + page,
    Home: at - (at % perLine),
    End: at - (at % perLine) + perLine - 1,
  };
  if (!(key in steps) || bytes === 0) return null;
  return Math.min(Math.max(0, steps[key]), bytes - 1);
}
