// Bytes as text in the way of Wireshark: UTF-8, what is none as U+FFFD.

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

/** Of a field that is text: up to the first zero, which ends it. */
export function plainText(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return decoder.decode(end < 0 ? bytes : bytes.subarray(0, end));
}

/** Of names, and for one line: control characters as in C. */
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
