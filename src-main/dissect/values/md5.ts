// MD5, RFC 1321: for fingerprints only, which are defined by it. Pure, because dissectors run where there is no library.

const SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
const SINES = Int32Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32) | 0);

export function md5(message: Uint8Array): Uint8Array {
  const state = new Int32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]);
  const padded = new Uint8Array((((message.length + 8) >>> 6) << 6) + 64);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, (message.length << 3) >>> 0, true);
  view.setUint32(padded.length - 4, Math.floor(message.length / 2 ** 29), true);
  for (let at = 0; at < padded.length; at += 64) block(state, view, at);
  const hash = new Uint8Array(16);
  const result = new DataView(hash.buffer);
  state.forEach((word, i) => result.setInt32(4 * i, word, true));
  return hash;
}

/** RFC 1321 section 3.4: 64 steps of four functions. */
function block(state: Int32Array, view: DataView, at: number): void {
  let [a, b, c, d] = state;
  for (let i = 0; i < 64; i++) {
    const round = i >> 4;
    let mixed: number;
    let word: number;
    if (round === 0) [mixed, word] = [(b & c) | (~b & d), i];
    else if (round === 1) [mixed, word] = [(d & b) | (~d & c), (5 * i + 1) & 15];
    else if (round === 2) [mixed, word] = [b ^ c ^ d, (3 * i + 5) & 15];
    else [mixed, word] = [c ^ (b | ~d), (7 * i) & 15];
    const sum = (a + mixed + SINES[i] + view.getInt32(at + 4 * word, true)) | 0;
    const shift = SHIFTS[4 * round + (i & 3)];
    a = d;
    d = c;
    c = b;
    b = (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
}
