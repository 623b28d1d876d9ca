// Bytes of a line as digits: a dump, plain digits, numbers of a C array.
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** `47 45 54 …  GET …` */
export function hexLine(bytes: Uint8Array, width: number): string {
  let digits = '';
  let text = '';
  bytes.forEach((byte, i) => {
    digits += (i === 0 ? '' : i % 8 === 0 ? '  ' : ' ') + HEX[byte];
    text += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.';
  });
  return `${digits.padEnd(3 * width)}   ${text}`;
}

export function rawLine(bytes: Uint8Array): string {
  let digits = '';
  for (const byte of bytes) digits += HEX[byte];
  return digits;
}

/** `0x47, 0x45,`; `isEnd`: of its array */
export function arrayLine(bytes: Uint8Array, _width: number, isEnd: boolean): string {
  return Array.from(bytes, (byte) => `0x${HEX[byte]}`).join(', ') + (isEnd ? '' : ',');
}
