// Numbers as they are written.

const MOST = 0xffffffffffffffffn;

/** Decimal, 0octal, 0xhex, 0b binary. null: no integer. Beyond 64 bits the number is still given: it is too big for any field. */
export function parseInteger(text: string): bigint | null {
  if (text.length > 100) return /^\d+$/.test(text) ? MOST + 1n : null;
  if (/^(?:0|[1-9]\d*|0[xX][0-9a-fA-F]+|0[bB][01]+)$/.test(text)) return BigInt(text.toLowerCase());
  return /^0[0-7]+$/.test(text) ? BigInt(`0o${text.slice(1)}`) : null;
}

/** As C's strtod reads it, but for hexadecimal fractions: binary is none. */
export function parseDouble(text: string): number | null {
  if (/^0[bB]/.test(text)) return null;
  if (/^\d+(?:\.\d+)?(?:[eE]\d+|[eE][+-]\d+)?$/.test(text)) return Number(text);
  const integer = parseInteger(text);
  return integer === null ? null : Number(integer);
}
