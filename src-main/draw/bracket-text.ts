// What is written on a bracket, by the room there is. Nothing is cut in the middle of a word that a shorter one could say. Pure.

const WIDE_FROM = 0x2e80; // CJK and full-width punctuation
const isWide = (char: string): boolean => (char.codePointAt(0) ?? 0) >= WIDE_FROM;

/** px that a line of 11 px bold text takes, about: full width for CJK, a little over half for the rest. */
export const textWidth = (text: string): number =>
  [...text].reduce((sum, char) => sum + (isWide(char) ? 11.5 : char === ' ' ? 3.5 : 7.2), 0);

const partsOf = (title: string): string[] => title.split(/ ?· ?/);

/**
 * As much of `name · size · duration` as fits along a bracket of `room` px: parts are dropped from the end; where even the name
 * is too long, `short` stands for it.
 */
export function titleAlong(title: string, short: string, room: number): string {
  const parts = partsOf(title);
  while (parts.length > 1 && textWidth(parts.join(' · ')) > room) parts.pop();
  const text = parts.join(' · ');
  return parts.length === 1 && textWidth(text) > room ? short : text;
}

/** Where a line may end: behind a space, behind each character of Chinese but before its closing marks. */
const WORDS = /[^\s\u2e80-\uffff]+\s*|[\u2e80-\uffff][，。：；）、]*\s*|\s+/gu;

/** `text` in lines of `width` px; a word longer than a line has one for itself. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.match(WORDS) ?? []) {
    if (line !== '' && textWidth((line + word).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += word;
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}

export interface BracketLine {
  text: string;
  /** it belongs to the name of the phase, not to its size or duration */
  name: boolean;
}

/**
 * The title as lines of `width` px in a bracket `room` px high: the name, wrapped where it is long, then a part a line. Where lines
 * are short, the last one takes what fits; a name that does not fit in full is `short`.
 */
export function titleLines(title: string, short: string, room: number, width: number, lineHeight = 15): BracketLine[] {
  const [full, ...rest] = partsOf(title);
  const fit = Math.max(1, Math.floor(room / lineHeight));
  const wrapped = wrap(full, width);
  const isFull = wrapped.length <= fit && wrapped.every((line) => textWidth(line) <= width);
  const lines = (isFull ? wrapped : [short]).map((text) => ({ text, name: true }));
  for (const [i, part] of rest.entries()) {
    const own = wrap(part, width);
    if (lines.length + own.length > fit) break; // a part is there in full or not at all
    const isLast = lines.length === fit - 1;
    lines.push(...(isLast ? [joined(rest.slice(i), width)] : own).map((text) => ({ text, name: false })));
  }
  return lines;
}

/** As many of the parts as fit in one line of `width` px, at least the first. */
function joined(parts: string[], width: number): string {
  let text = parts[0];
  for (const part of parts.slice(1)) {
    if (textWidth(`${text} · ${part}`) > width) break;
    text += ` · ${part}`;
  }
  return text;
}
