// Random damage to bytes: what broken disks, cut downloads and attackers do to files and packets.

const EDGES = [0, 1, 2, 3, 4, 7, 8, 12, 16, 20, 28, 32, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x10000];
const LARGE_EDGES = [0x3ffff, 0x40000, 0x40001, 0xffffff, 0x7fffffff, 0x80000000, 0xfffffffc, 0xffffffff];

/** A copy of `bytes` with one to eight damages; never longer than `most`. */
export function mutate(bytes: Uint8Array, chance: () => number, most = 65_536): Uint8Array {
  let out: Uint8Array = Uint8Array.from(bytes);
  const below = (n: number): number => Math.floor(chance() * n);
  for (let damages = 1 + below(8); damages > 0 && out.length > 0; damages--) {
    const at = below(out.length);
    switch (below(8)) {
      case 0:
        out[at] ^= 1 << below(8);
        break;
      case 1:
        out[at] = below(256);
        break;
      case 2:
        setNumber(out, at, EDGES[below(EDGES.length)], chance() < 0.5 ? 2 : 4, chance() < 0.5);
        break;
      case 3:
        setNumber(out, at & ~3, LARGE_EDGES[below(LARGE_EDGES.length)], 4, chance() < 0.5);
        break;
      case 4: {
        // a number a little more or less than it was
        const view = new DataView(out.buffer);
        const aligned = at & ~3;
        if (aligned + 4 > out.length) break;
        const little = chance() < 0.5;
        view.setUint32(aligned, view.getUint32(aligned, little) + below(33) - 16, little);
        break;
      }
      case 5:
        out = out.slice(0, at);
        break;
      case 6: {
        // a stretch is missing
        const end = Math.min(out.length, at + 1 + below(40));
        out = joined(out.subarray(0, at), out.subarray(end));
        break;
      }
      default: {
        // a stretch is there twice, or comes from elsewhere
        const from = below(out.length);
        const stretch = out.slice(from, from + 1 + below(200));
        if (out.length + stretch.length <= most) out = joined(out.subarray(0, at), stretch, out.subarray(at));
      }
    }
  }
  return out;
}

function setNumber(out: Uint8Array, at: number, value: number, size: 2 | 4, little: boolean): void {
  if (at + size > out.length) return;
  const view = new DataView(out.buffer);
  if (size === 2) view.setUint16(at, value, little);
  else view.setUint32(at, value, little);
}

function joined(...parts: Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
