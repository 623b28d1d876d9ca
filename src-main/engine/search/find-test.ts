// What Find asks of a frame: a text in the columns of the list, in the lines of its tree or in its bytes; bytes; a regular expression.
import { dissectGuarded } from '../../dissect/dissect';
import { NULL_SINK } from '../../dissect/contract/null-sink';
import { summarize } from '../../dissect/summary';
import { TreeSink } from '../../dissect/sinks/tree-sink';
import { finderOf } from '../../filter/pattern/find-bytes';
import { compilePattern, type Matcher } from '../../filter/pattern/pattern';
import { utf8 } from '../../text/utf8';
import type { Language } from '../../ipc/languages';
import { treeLabel } from '../../i18n/tree-label';
import type { TreeNode } from '../../ipc/contracts/engine-contract';
import type { FindTask } from './block';
import { reportBug } from '../base/bug-log';
import type { FrameView } from '../document/frame-view';
import { DETAIL_OPTIONS } from '../answers/packet-detail';
import { DEFAULT_OPTIONS } from '../answers/row-options';
import type { RowTest } from './row-decider';

type What = FindTask['what'];
/** Where in the bytes the first hit lies, with a length of 0 where that cannot be told; null: nowhere. */
export type BytesSearch = (bytes: Uint8Array) => { at: number; len: number } | null;

/** `47 45 54`, `47:45:54`, `47-45-54`, `474554`, with or without `0x`; null: no bytes, or none at all. */
export function bytesOf(hex: string): Uint8Array | null {
  const digits = hex.replace(/^\s*0x/i, '').replace(/[\s:.-]/g, '');
  if (digits === '' || digits.length % 2 !== 0 || /[^0-9a-f]/i.test(digits)) return null;
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) => parseInt(digits.slice(2 * i, 2 * i + 2), 16));
}

/** Two bytes a character, as Windows writes text. */
function utf16(text: string): Uint8Array {
  const bytes = new Uint8Array(2 * text.length);
  for (let i = 0; i < text.length; i++) {
    bytes[2 * i] = text.charCodeAt(i) & 0xff;
    bytes[2 * i + 1] = text.charCodeAt(i) >> 8;
  }
  return bytes;
}

/** The search in the bytes of a frame, for what looks there; else null. */
export function bytesSearch(what: What): BytesSearch | null {
  if (what.by === 'hex') return firstOf([bytesOf(what.hex) ?? new Uint8Array(0)], false);
  if (what.place !== 'bytes') return null;
  if (what.by === 'text') return firstOf([utf8(what.text), utf16(what.text)], !what.caseSensitive);
  const matches = matcherOf(what.pattern, what.caseSensitive);
  const anchored = /[$^]|\\[AbBGzZ]/.test(what.pattern);
  return (bytes) => {
    if (!matches(bytes, 0, bytes.length)) return null;
    return anchored ? { at: 0, len: 0 } : placeOf(matches, bytes);
  };
}

/** Where the first match lies: the engine only says whether there is one, so its end is closed in on, then its beginning. */
function placeOf(matches: Matcher, bytes: Uint8Array): { at: number; len: number } {
  let low = 0;
  let end = bytes.length;
  while (low < end) {
    const middle = (low + end) >> 1;
    if (matches(bytes, 0, middle)) end = middle;
    else low = middle + 1;
  }
  let at = 0;
  let high = end;
  while (at < high) {
    const middle = (at + high + 1) >> 1;
    if (matches(bytes, middle, end)) at = middle;
    else high = middle - 1;
  }
  return { at, len: end - at };
}

function firstOf(needles: readonly Uint8Array[], caseless: boolean): BytesSearch {
  const finders = needles.map((needle) => ({ find: finderOf(needle, caseless), len: needle.length }));
  return (bytes) => {
    let best: ReturnType<BytesSearch> = null;
    for (const { find, len } of finders) {
      const at = find(bytes, 0, bytes.length);
      if (at >= 0 && (best === null || at < best.at)) best = { at, len };
    }
    return best;
  };
}

/** The engine of `matches`: bounded in time, whatever the pattern. */
const matcherOf = (pattern: string, caseSensitive: boolean): Matcher =>
  compilePattern(caseSensitive ? `(?-i)${pattern}` : pattern);

/** The search in a line of text. */
function textTest(what: Exclude<What, { by: 'hex' }>): (text: string) => boolean {
  if (what.by === 'regex') {
    const matches = matcherOf(what.pattern, what.caseSensitive);
    return (text) => {
      const bytes = utf8(text);
      return matches(bytes, 0, bytes.length);
    };
  }
  if (what.caseSensitive) return (text) => text.includes(what.text);
  const wanted = what.text.toLowerCase();
  return (text) => text.toLowerCase().includes(wanted);
}

/** The question to a frame. What is looked for must make sense (`finder.ts` sees to that). */
export function findTest(what: What, frames: FrameView): RowTest {
  const search = bytesSearch(what);
  if (search || what.by === 'hex') return { test: (row) => search?.(frames.bytes(row)) != null };
  const holds = textTest(what);
  if (what.place === 'list') return { test: (row) => columnsOf(frames, row).some(holds) };
  return { test: (row) => linesHold(treeOf(frames, row), what.language, holds) };
}

/** Texts of the row in the packet list, without its number and time. */
function columnsOf(frames: FrameView, row: number): string[] {
  frames.previousTimes = false;
  const packet = dissectGuarded(frames.bytes(row), frames.context(row), DEFAULT_OPTIONS, NULL_SINK, reportBug);
  const { source, destination, protocol, info } = summarize(packet);
  return [info, source, destination, protocol, String(frames.analysis.columns.originalLen(row))];
}

function treeOf(frames: FrameView, row: number): TreeNode[] {
  frames.previousTimes = true;
  const sink = new TreeSink();
  dissectGuarded(frames.bytes(row), frames.context(row), DETAIL_OPTIONS, sink, reportBug);
  return sink.finish();
}

/** The lines as they are on the screen. */
function linesHold(nodes: readonly TreeNode[], language: Language, holds: (text: string) => boolean): boolean {
  return nodes.some((node) => holds(treeLabel(node, language)) || linesHold(node.children, language, holds));
}
