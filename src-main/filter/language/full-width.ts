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

/** End of the string that begins at `at`, past its quote; one that began with a curly quote may end with one. */
function stringEnd(text: string, at: number): number {
  const straight = text[at] === '"';
  let end = at + 1;
  while (end < text.length) {
    if (text[end] === '\\') end++;
    else if (text[end] === '"' || (!straight && asciiOf(text[end]) === '"')) return end + 1;
    end++;
  }
  return text.length;
}

/** The text with such characters put right; what stands between quotes stays. */
export function withAscii(text: string): string {
  let out = '';
  for (let at = 0; at < text.length;) {
    const ascii = asciiOf(text[at]) ?? text[at];
    if (ascii !== '"') {
      out += ascii;
      at++;
      continue;
    }
    const end = stringEnd(text, at);
    out += `"${text.slice(at + 1, end - 1)}"`;
    at = end;
  }
  return out;
}
