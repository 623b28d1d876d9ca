// What input methods and word processors put where ASCII belongs: ， （ ） “ ” ！ ＝ and the like.

const OTHERS: Readonly<Record<string, string>> = {
  '\u3000': ' ',
  '\u00a0': ' ',
  '\u3001': ',', // 、
  '\u3002': '.', // 。
  '\u2018': "'",
  '\u2019': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u201e': '"',
  '\u201f': '"',
  '\u00ab': '"',
  '\u00bb': '"',
  '\u2010': '-',
  '\u2011': '-',
  '\u2013': '-',
  '\u2014': '-',
  '\u2212': '-',
  '\u00d7': '*',
  '\u2260': '!=',
  '\u2264': '<=',
  '\u2265': '>=',
  '\u2026': '..',
  '\u3010': '[', // 【】
  '\u3011': ']',
};

/** What the character stands for in ASCII, or null. */
export function asciiOf(char: string): string | null {
  const code = char.codePointAt(0) ?? 0;
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  return OTHERS[char] ?? null;
}

/** The text with such characters put right, except between straight double quotes. */
export function withAscii(text: string): string {
  let out = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (quoted && char === '\\') {
      out += char + (text[i + 1] ?? '');
      i++;
      continue;
    }
    if (char === '"') quoted = !quoted;
    out += quoted ? char : (asciiOf(char) ?? char);
  }
  return out;
}
