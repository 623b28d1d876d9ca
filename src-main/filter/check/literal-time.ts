// Times as filters write them: dates (ISO 8601, or `Jan  1, 2024 12:00:00`), and seconds.
// Without a zone the time is local, as the packet list shows it.
import type { TimeValue } from '../../dissect/contract/fields';
import { zoneName } from '../../dissect/values/zone-names';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const CLOCK = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?`;
const ISO = new RegExp(String.raw`^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[T ]| +)${CLOCK})?\s*(.*)$`);
const ENGLISH = new RegExp(String.raw`^([A-Za-z]{3}) +(\d{1,2}), *(\d{4}) +${CLOCK}\s*(.*)$`);

/** Hours east of Greenwich of the zones that have a name in strptime(3). */
const ZONES: Readonly<Record<string, number>> = {
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
};
/** A–I: +1…+9, K–M: +10…+12, N–Y: -1…-12, Z: 0. J is local time. */
function letterZone(letter: string): number | null {
  const east = 'ABCDEFGHIKLM'.indexOf(letter);
  if (east >= 0) return east + 1;
  const west = 'ZNOPQRSTUVWXY'.indexOf(letter);
  return west < 0 ? null : -west;
}

/** Minutes east of Greenwich, null for an unknown zone. */
function zoneMinutes(text: string): number | null {
  const offset = /^(?:UTC|GMT|UT)?(?:([+-])(\d{1,2})(?::?(\d{2}))?)?$/.exec(text) as (string | undefined)[] | null;
  if (offset) {
    const [, sign, hours = '0', minutes = '0'] = offset;
    const size = Number(hours) * 60 + Number(minutes);
    return size > 24 * 60 ? null : sign === '-' ? -size : size;
  }
  const named = text in ZONES ? ZONES[text] : /^[A-Z]$/.test(text) ? letterZone(text) : null;
  return named === null ? null : named * 60;
}

interface Parts {
  readonly year: number;
  /** from 0 */
  readonly month: number;
  readonly day: number;
  readonly clock: readonly [hours: number, minutes: number, seconds: number];
  readonly fraction: string;
  readonly zone: string;
}

function partsOf(text: string): Parts | null {
  const iso = ISO.exec(text) as (string | undefined)[] | null;
  const english = iso ? null : (ENGLISH.exec(text) as (string | undefined)[] | null);
  const found = iso ?? english;
  if (!found) return null;
  const [, first, second, third, hours = '0', minutes = '0', seconds, fraction = '', zone = ''] = found;
  // the second form has always been written with seconds
  if (english && seconds === undefined) return null;
  return {
    year: Number(iso ? first : third),
    month: iso ? Number(second) - 1 : MONTHS.indexOf((first ?? '').toLowerCase()),
    day: Number(iso ? third : second),
    clock: [Number(hours), Number(minutes), Number(seconds ?? '0')],
    fraction,
    zone,
  };
}

/** Digits behind the point as nanoseconds; what is finer is left out. */
const nanoOf = (fraction: string): number => Number(fraction.slice(0, 9).padEnd(9, '0'));

/**
 * Whether the name is that of the local zone at that time, as the list writes it: then it is no other zone of the same name. In the hour that
 * comes twice when summer ends, `date` is put to the one that is meant.
 */
function isLocal(date: Date, zone: string): boolean {
  const first = date.getTime();
  for (const later of [0, 1800, 3600, 7200]) {
    const other = new Date(first + 1000 * later);
    if (other.getHours() !== date.getHours() || other.getMinutes() !== date.getMinutes()) continue;
    if (zoneName(other) !== zone) continue;
    date.setTime(other.getTime());
    return true;
  }
  return false;
}

/** A date and time, or (`seconds`) the seconds since 1970. null: neither. */
export function parseAbsoluteTime(text: string, seconds: boolean): TimeValue | null {
  if (seconds && /^\d+(?:\.\d+)?$/.test(text)) return parseRelativeTime(text);
  const parts = partsOf(text.trim());
  if (!parts) return null;
  const { year, month, day, clock, fraction, zone } = parts;
  const [hours, minutes, secs] = clock;
  if (month < 0 || month > 11 || day < 1 || day > 31 || hours > 23 || minutes > 59 || secs > 60) return null;
  const local = new Date(0);
  local.setFullYear(year, month, day);
  local.setHours(hours, minutes, secs);
  const offset = zone === '' || isLocal(local, zone) ? 'local' : zoneMinutes(zone);
  if (offset === null) return null;
  const date = new Date(0);
  if (offset === 'local') date.setTime(local.getTime());
  else {
    date.setUTCFullYear(year, month, day);
    date.setUTCHours(hours, minutes - offset, secs);
  }
  const time = date.getTime() / 1000;
  const nano = nanoOf(fraction);
  // before 1970 both parts are negative
  return time < 0 && nano > 0 ? { sec: time + 1, nano: nano - 1_000_000_000 } : { sec: time, nano };
}

/** Seconds with up to nine digits behind the point. */
export function parseRelativeTime(text: string): TimeValue | null {
  const found = /^(\d{1,15})(?:\.(\d{1,9}))?$/.exec(text) as (string | undefined)[] | null;
  return found ? { sec: Number(found[1]), nano: nanoOf(found[2] ?? '') } : null;
}
