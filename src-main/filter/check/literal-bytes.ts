// Byte strings: 47:45:54, 47.45.54, 47-45-54, 474554, 4745-54, single digits between separators (0.1.0.d), `ff:`, 0xff.

const GROUP = /^[0-9a-fA-F]+$/;

/** Bytes of a group of digits: pairs, and the last one may be a single digit. */
function pushGroup(group: string, bytes: number[]): boolean {
  if (!GROUP.test(group)) return false;
  for (let i = 0; i < group.length; i += 2) bytes.push(parseInt(group.slice(i, i + 2), 16));
  return true;
}

/** The bytes, or null: not a byte string. */
export function parseBytes(text: string): Uint8Array | null {
  if (/^0x[0-9a-fA-F]{2}$/i.test(text)) return Uint8Array.of(parseInt(text.slice(2), 16));
  const separators = /[:.-]/.exec(text);
  // `ff:` marks a single byte
  const body = text.endsWith(':') ? text.slice(0, -1) : text;
  const groups = separators ? body.split(separators[0]) : [body];
  const bytes: number[] = [];
  return groups.every((group) => pushGroup(group, bytes)) ? Uint8Array.from(bytes) : null;
}
