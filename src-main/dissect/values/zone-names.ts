// Abbreviations of the local time zone (CET, CEST, +0545), as libc's strftime("%Z") and so tshark write them. Intl knows them for few zones
// and languages, so they come from the system's zone file: TZif, RFC 9636. Whoever may read files hands it in.

/** The abbreviation in force at a time (s since 1970) at which local time is `offset` s ahead of UTC; null when it is not known. */
export type ZoneNames = (sec: number, offset: number) => string | null;

interface LocalType {
  offset: number;
  name: string;
}

const HEADER_LEN = 44;
const TYPE_LEN = 6;
const MAGIC = 0x545a6966; // TZif

/** Names out of a zone file; null when it is none. */
export function readZoneFile(file: Uint8Array): ZoneNames | null {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < HEADER_LEN || view.getUint32(0) !== MAGIC) return null;
  // Version 2 and later say all once more, with times of 64 bits, behind what version 1 says.
  const first = blockAt(view, 0, 4);
  const isLater = file[4] >= 0x32;
  const block = isLater && first ? blockAt(view, first.end, 8) : first;
  if (!block) return null;
  const { times, types, which } = block;
  const footer = isLater ? footerTypes(ascii(file, block.end, file.length)) : [];
  return (sec, offset) => {
    let low = 0;
    let high = times.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (times[middle] <= sec) low = middle + 1;
      else high = middle;
    }
    // a rule, not a table, tells what comes behind the last change
    const byTable = low === 0 ? types[0] : types[which[low - 1]];
    const known = low === times.length ? [...footer, byTable] : [byTable];
    return [...known, ...types].find((type) => sameMinute(type.offset, offset))?.name ?? null;
  };
}

/** Offsets of long ago had seconds; Date counts them in minutes. */
const sameMinute = (a: number, b: number): boolean => Math.abs(a - b) < 60;

const ascii = (file: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...file.subarray(from, Math.min(to, from + 256)));

/** RFC 9636 section 3.2: times of changes, which type each brings, types, names. */
function blockAt(
  view: DataView,
  at: number,
  timeLen: 4 | 8,
): { times: number[]; which: number[]; types: LocalType[]; end: number } | null {
  if (at + HEADER_LEN > view.byteLength || view.getUint32(at) !== MAGIC) return null;
  const [utCount, standardCount, leapCount, timeCount, typeCount, nameLen] = [20, 24, 28, 32, 36, 40].map((offset) =>
    view.getUint32(at + offset),
  );
  const timesAt = at + HEADER_LEN;
  const whichAt = timesAt + timeCount * timeLen;
  const typesAt = whichAt + timeCount;
  const namesAt = typesAt + typeCount * TYPE_LEN;
  const end = namesAt + nameLen + leapCount * (timeLen + 4) + standardCount + utCount;
  if (typeCount === 0 || end > view.byteLength) return null;
  const file = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  const types = Array.from({ length: typeCount }, (_, i): LocalType => {
    const type = typesAt + i * TYPE_LEN;
    const nameAt = namesAt + Math.min(nameLen, view.getUint8(type + 5));
    return { offset: view.getInt32(type), name: ascii(file, nameAt, namesAt + nameLen).split('\0', 1)[0] };
  });
  const times = Array.from({ length: timeCount }, (_, i) =>
    timeLen === 4 ? view.getInt32(timesAt + 4 * i) : Number(view.getBigInt64(timesAt + 8 * i)),
  );
  const which = Array.from({ length: timeCount }, (_, i) => Math.min(typeCount - 1, view.getUint8(whichAt + i)));
  return { times, which, types, end };
}

/** `CET-1CEST,M3.5.0,M10.5.0/3`, `<+03>-3`: names and offsets; the signs are turned, and summer time is an hour unless told. */
function footerTypes(text: string): LocalType[] {
  const name = '(?:<([^<>\\n]+)>|([A-Za-z]{3,}))';
  const offset = '([+-]?\\d{1,3}(?::\\d{2}){0,2})';
  const match = new RegExp(`^\\n${name}${offset}(?:${name}${offset}?)?`).exec(text) as (string | undefined)[] | null;
  if (!match) return [];
  const [, quoted, plain, standardText = '0', quotedSummer, plainSummer, summerText] = match;
  const standard = -seconds(standardText);
  const types: LocalType[] = [{ offset: standard, name: quoted ?? plain ?? '' }];
  const summer = quotedSummer ?? plainSummer;
  if (summer !== undefined)
    types.push({ offset: summerText === undefined ? standard + 3600 : -seconds(summerText), name: summer });
  return types;
}

function seconds(text: string): number {
  const [hours, minutes = 0, rest = 0] = text.replace(/^[+-]/, '').split(':').map(Number);
  return (text.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60 + rest);
}

let names: ZoneNames = () => null;
/** made once: it is expensive */
let fallback: Intl.DateTimeFormat | undefined;

/** From now on the zone's names are these. */
export function useZoneNames(given: ZoneNames): void {
  names = given;
}

/** Abbreviation of the zone of this process at that time. */
export function zoneName(date: Date): string {
  const known = names(Math.floor(date.getTime() / 1000), -60 * date.getTimezoneOffset());
  if (known !== null) return known;
  fallback ??= new Intl.DateTimeFormat('en-US', { timeZoneName: 'short' });
  return fallback.formatToParts(date).find((part) => part.type === 'timeZoneName')?.value ?? '';
}
