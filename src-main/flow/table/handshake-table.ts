// What the pass `tls` finds of TCP connections: texts that many have in common are kept once, everything else is a number. Shared with workers; 4 bytes
// a flow where one of its neighbours has an entry, 48 an entry, and the texts.
import { sharedUint32, sharedUint8 } from '../../memory/shared-arrays';
import type { TlsRow } from '../../ipc/tls-facts';
import type { TlsSurety } from '../../ipc/contracts/tls-contract';

const TEXTS = ['tlsVersion', 'tlsServerName', 'tlsAlpn', 'tlsCipher', 'tlsGroup', 'tlsAlert', 'tlsJa4'] as const;
const RESUMED: readonly (TlsSurety | null)[] = [null, 'yes', 'no', 'probably', 'unknown'];
const FRAMES = ['hello', 'answer', 'complete'] as const;
/** Words of an entry: place of each text, which of RESUMED, days from DAYS_ZERO on (0: none), each of FRAMES. */
const FRAMES_AT = TEXTS.length + 2;
const WORDS = FRAMES_AT + FRAMES.length;
const DAYS_ZERO = 0x80000000;

const FLOW_BITS = 16;
const FLOWS = 1 << FLOW_BITS;
const ENTRY_BITS = 12;
const ENTRIES = 1 << ENTRY_BITS;
const TEXT_BITS = 16;
const TEXT_CHUNK = 1 << TEXT_BITS;
/** Bytes of one text: its length is a byte. */
const LONGEST = 255;
/** Bytes of all texts: what comes beyond is not kept. Texts that are looked for to keep them once; places whose text is remembered. */
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_KNOWN = 100_000;
const MOST_READ = 16_384;

export const NO_HANDSHAKE: Readonly<TlsRow> = {
  tlsVersion: null,
  tlsServerName: null,
  tlsAlpn: null,
  tlsCipher: null,
  tlsGroup: null,
  tlsResumed: null,
  tlsAlert: null,
  tlsDaysLeft: null,
  tlsJa4: null,
};

/** The frames that its times lie between; 0: not seen. */
export interface HandshakeFrames {
  /** the first ClientHello */
  hello: number;
  /** the first ServerHello: of TLS 1.3 it may ask for another ClientHello */
  answer: number;
  /** both ends are ready for data */
  complete: number;
}

/** What a worker is sent. */
export interface HandshakeShare {
  flows: readonly (Uint32Array | undefined)[];
  entries: readonly Uint32Array[];
  texts: readonly Uint8Array[];
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A UTF-16 unit takes three bytes at most. */
const cut = (text: string): string =>
  3 * text.length <= LONGEST ? text : decoder.decode(encoder.encode(text).subarray(0, LONGEST));

export class HandshakeTable {
  /** the pass has gone over all connections */
  complete = false;
  /** by flow: 1 + its entry, 0: none */
  #flows: (Uint32Array | undefined)[] = [];
  #entries: Uint32Array[] = [];
  #count = 0;
  #texts: Uint8Array[] = [];
  /** where the next text goes; 0 stands for none */
  #end = 1;
  readonly #known = new Map<string, number>();
  readonly #read = new Map<number, string>();

  /** Takes what was found of a flow, in place of what was known of it. */
  set(flow: number, found: Readonly<TlsRow>, frames: Readonly<HandshakeFrames>): void {
    const chunk = (this.#flows[flow >>> FLOW_BITS] ??= sharedUint32(FLOWS));
    const i = flow & (FLOWS - 1);
    const entry = chunk[i] > 0 ? chunk[i] - 1 : this.#count++;
    const words = (this.#entries[entry >>> ENTRY_BITS] ??= sharedUint32(ENTRIES * WORDS));
    const at = (entry & (ENTRIES - 1)) * WORDS;
    TEXTS.forEach((id, k) => {
      const text = cut(found[id] ?? '');
      // a handshake that goes on is found again and again
      if (words[at + k] === 0 || this.#text(words[at + k]) !== text) words[at + k] = this.#place(text);
    });
    words[at + TEXTS.length] = RESUMED.indexOf(found.tlsResumed);
    words[at + TEXTS.length + 1] = found.tlsDaysLeft === null ? 0 : DAYS_ZERO + found.tlsDaysLeft;
    FRAMES.forEach((id, k) => (words[at + FRAMES_AT + k] = frames[id]));
    chunk[i] = entry + 1;
  }

  has(flow: number): boolean {
    return (this.#flows[flow >>> FLOW_BITS]?.[flow & (FLOWS - 1)] ?? 0) > 0;
  }

  /** The frames of a flow's handshake; null: nothing was found of it. */
  framesOf(flow: number): HandshakeFrames | null {
    const found = this.#find(flow);
    if (found === null) return null;
    const [hello, answer, complete] = found.words.subarray(found.at + FRAMES_AT);
    return { hello, answer, complete };
  }

  #find(flow: number): { words: Uint32Array; at: number } | null {
    const entry = (this.#flows[flow >>> FLOW_BITS]?.[flow & (FLOWS - 1)] ?? 0) - 1;
    return entry < 0 ? null : { words: this.#entries[entry >>> ENTRY_BITS], at: (entry & (ENTRIES - 1)) * WORDS };
  }

  /** What was found of a flow. */
  of(flow: number): Readonly<TlsRow> {
    const found = this.#find(flow);
    if (found === null) return NO_HANDSHAKE;
    const { words, at } = found;
    const out = { ...NO_HANDSHAKE };
    TEXTS.forEach((id, k) => (out[id] = this.#text(words[at + k])));
    out.tlsResumed = RESUMED[words[at + TEXTS.length]];
    const days = words[at + TEXTS.length + 1];
    out.tlsDaysLeft = days === 0 ? null : days - DAYS_ZERO;
    return out;
  }

  /** Where a text is kept; 0: it is empty, or there is no more room. */
  #place(text: string): number {
    if (text === '') return 0;
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const bytes = encoder.encode(text).subarray(0, LONGEST);
    // a text lies in one chunk, its length in front of it
    if ((this.#end & (TEXT_CHUNK - 1)) + 1 + bytes.length > TEXT_CHUNK) this.#end = (this.#end | (TEXT_CHUNK - 1)) + 1;
    if (this.#end >= MOST_BYTES) return 0;
    const place = this.#end;
    const chunk = (this.#texts[place >>> TEXT_BITS] ??= sharedUint8(TEXT_CHUNK));
    const at = place & (TEXT_CHUNK - 1);
    chunk[at] = bytes.length;
    chunk.set(bytes, at + 1);
    this.#end = place + 1 + bytes.length;
    if (this.#known.size < MOST_KNOWN) this.#known.set(text, place);
    return place;
  }

  #text(place: number): string | null {
    if (place === 0) return null;
    let text = this.#read.get(place);
    if (text !== undefined) return text;
    const chunk = this.#texts[place >>> TEXT_BITS];
    const at = place & (TEXT_CHUNK - 1);
    // a copy: decoders take no shared memory
    text = decoder.decode(chunk.slice(at + 1, at + 1 + chunk[at]));
    if (this.#read.size >= MOST_READ) this.#read.clear();
    this.#read.set(place, text);
    return text;
  }

  share(): HandshakeShare {
    return { flows: this.#flows, entries: this.#entries, texts: this.#texts };
  }
  /** In a worker: takes over what the engine's `share` gave. */
  take({ flows, entries, texts }: HandshakeShare): void {
    this.#flows = [...flows];
    this.#entries = [...entries];
    this.#texts = [...texts];
  }
  get byteLength(): number {
    const sum = (arrays: readonly (Uint8Array | Uint32Array | undefined)[]): number =>
      arrays.reduce((all, array) => all + (array?.byteLength ?? 0), 0);
    return sum(this.#flows) + sum(this.#entries) + sum(this.#texts);
  }
}
