// The header fields of a frame: unpacked (HPACK, RFC 7541) into bytes of their own, which are a source of the packet. Each field stands in these as length 4,
// name, length 4, value. What a block means depends on those before it in its direction: the context knows what these left behind.
import { DynamicTable } from '../../../wire/hpack/dynamic-table';
import * as hpack from '../../../wire/hpack/header-fields';
import type { FieldSink, Packet } from '../../contract/protocol';
import { asciiText } from '../../values/byte-text';
import { F, HEADER_FIELDS } from './http2-fields';

/** As in Wireshark: what a block may have to be shown. The rest of it is read all the same, for those that follow. */
const MOST_LINES = 200;
const MOST_BYTES = 256 * 1024;

interface Line {
  name: string;
  value: string;
  /** place in the unpacked bytes, and the lengths there */
  at: number;
  nameLength: number;
  valueLength: number;
  representation: number;
  index: number;
}

export interface HeaderBlock {
  lines: Line[];
  bytes: Uint8Array;
  /** sizes that the table was set to, with the number of lines before */
  sizes: { before: number; size: number }[];
  tooMany: boolean;
  tooLong: boolean;
}

/**
 * Unpacks the fragment from `at` to `end`.
 * @param place which of the frame's blocks it is: see `FrameContext.headers`
 */
export function unpackHeaders(
  { context }: Pick<Packet, 'context'>,
  bytes: Uint8Array,
  at: number,
  end: number,
  place: number,
): HeaderBlock {
  const start = context.headers(place);
  const table = start?.table ?? new DynamicTable();
  const carried = start?.carried.length ?? 0;
  let b = bytes;
  let from = at;
  let to = end;
  if (start !== null && carried > 0) {
    b = new Uint8Array(carried + end - at);
    b.set(start.carried);
    b.set(bytes.subarray(at, end), carried);
    [from, to] = [0, b.length];
  }
  const block: HeaderBlock = { lines: [], bytes: NO_BYTES, sizes: [], tooMany: false, tooLong: false };
  const field = hpack.noField();
  const entries: (typeof field.entry)[] = [];
  let length = 0;
  let next = from;
  let said = from;
  for (; next < to; next = said) {
    said = hpack.readHeaderField(b, next, to, table, field);
    if (said < 0) break;
    const { representation, index, entry } = field;
    if (representation === hpack.TABLE_SIZE) {
      if (block.sizes.length < MOST_LINES) block.sizes.push({ before: block.lines.length, size: field.size });
      continue;
    }
    const more = 8 + entry.name.length + entry.value.length;
    block.tooMany ||= block.lines.length === MOST_LINES;
    block.tooLong ||= length + more > MOST_BYTES;
    if (block.tooMany || block.tooLong) continue;
    entries.push(entry);
    block.lines.push({
      name: asciiText(entry.name, 0, entry.name.length),
      value: asciiText(entry.value, 0, entry.value.length),
      at: length,
      nameLength: entry.name.length,
      valueLength: entry.value.length,
      representation,
      index,
    });
    length += more;
  }
  start?.done(said === hpack.INCOMPLETE ? b.slice(next, to) : NO_BYTES, said === hpack.WRONG);
  block.bytes = new Uint8Array(length);
  const view = new DataView(block.bytes.buffer);
  entries.forEach(({ name, value }, i) => {
    const { at: line } = block.lines[i];
    view.setUint32(line, name.length);
    block.bytes.set(name, line + 4);
    view.setUint32(line + 4 + name.length, value.length);
    block.bytes.set(value, line + 8 + name.length);
  });
  return block;
}
const NO_BYTES = new Uint8Array(0);

const REPRESENTATIONS: Readonly<Record<number, string>> = {
  [hpack.INDEXED]: 'Indexed Header Field',
  [hpack.INDEXING]: 'Literal Header Field with Incremental Indexing',
  [hpack.WITHOUT_INDEXING]: 'Literal Header Field without Indexing',
  [hpack.NEVER_INDEXED]: 'Literal Header Field never Indexed',
};

/** Adds what was unpacked, below the frame's line. */
export function addHeaders(p: Packet, block: HeaderBlock, at: number, len: number, out: FieldSink): void {
  const { lines, bytes, sizes } = block;
  out.generated(F['header.length'], at, len, bytes.length);
  out.generated(F['header.count'], at, len, lines.length + sizes.length);
  if (sizes.length === 0 && lines.length === 0) return;
  const body = (): void => {
    let nextSize = 0;
    lines.forEach((line, i) => {
      for (; nextSize < sizes.length && sizes[nextSize].before <= i; nextSize++) addSize(sizes[nextSize].size, out);
      addLine(line, out);
    });
    for (; nextSize < sizes.length; nextSize++) addSize(sizes[nextSize].size, out);
    if (block.tooLong) out.expert(F.header_size_exceeded, 0, 0);
    else if (block.tooMany) out.expert(F.header_lines_exceeded, 0, 0);
    const uri = fullUri(lines);
    if (uri !== '') out.generated(F['request.full_uri'], 0, 0, uri);
  };
  p.within(bytes, body, 'headers');
}

function addSize(size: number, out: FieldSink): void {
  out.none(F.header_table_size_update, 0, 0);
  out.open();
  out.uint(F['header_table_size_update.header_table_size'], 0, 0, size);
  out.close();
}

function addLine({ name, value, at, nameLength, valueLength, representation, index }: Line, out: FieldSink): void {
  const valueAt = at + 8 + nameLength;
  out.none(F.header, at, 8 + nameLength + valueLength);
  if (out.detail) out.display(`${name}: ${value}`);
  out.open();
  out.uint(F['header.name.length'], at, 4, nameLength);
  out.string(F['header.name'], at + 4, nameLength, name);
  out.uint(F['header.value.length'], valueAt - 4, 4, valueLength);
  out.string(F['header.value'], valueAt, valueLength, value);
  const own = HEADER_FIELDS.get(name);
  if (own?.type === 'string') out.string(own, valueAt, valueLength, value);
  else if (own !== undefined && /^\d{1,19}$/.test(value)) {
    if (own.type === 'uint64') out.uint64(own, valueAt, valueLength, BigInt(value));
    else out.uint(own, valueAt, valueLength, Number(value) & 0xffff);
  }
  if (out.wants(F['header.unescaped'])) out.generated(F['header.unescaped'], valueAt, valueLength, unescaped(value));
  const literal = index > 0 ? 'Indexed Name' : 'New Name';
  const what = REPRESENTATIONS[representation];
  out.string(F['header.repr'], at, 0, representation === hpack.INDEXED ? what : `${what} - ${literal}`);
  if (index > 0) out.uint(F['header.index'], at, 0, index);
  out.close();
}

/** With `%41` for what it stands for (RFC 3986 section 2.1). */
const unescaped = (text: string): string =>
  text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

/** The first value of a header field; '': it is not there. */
export const valueOf = (lines: readonly Line[], name: string): string =>
  lines.find((line) => line.name === name)?.value ?? '';

function fullUri(lines: readonly Line[]): string {
  const [scheme, authority, path] = [':scheme', ':authority', ':path'].map((name) => valueOf(lines, name));
  return scheme !== '' && authority !== '' && path !== '' ? `${scheme}://${authority}${path}` : '';
}
