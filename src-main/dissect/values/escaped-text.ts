// Bytes as text in the way of Wireshark: UTF-8, what is none as U+FFFD, control characters as in C.

const ESCAPES: Readonly<Record<number, string>> = {
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
};
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export function escapedText(bytes: Uint8Array): string {
  let plain = true;
  let ascii = '';
  for (const byte of bytes) {
    if (byte < 0x20 || byte >= 0x7f) {
      plain = false;
      break;
    }
    ascii += String.fromCharCode(byte);
  }
  if (plain) return ascii;
  // eslint-disable-next-line no-control-regex -- these are the characters to escape
  return decoder.decode(bytes).replace(/[\0-\x1f\x7f]/g, (char) => {
    const code = char.charCodeAt(0);
    return ESCAPES[code] ?? `\\${code.toString(8).padStart(3, '0')}`;
  });
}
