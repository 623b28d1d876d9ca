// The options of `fields` as tshark has them: -E key=value and -o preference:value.
import type { DissectOptions } from '../dissect/contract/context';
import { DEFAULT_OPTIONS } from '../engine/answers/row-options';
import type { Defragment } from '../flow/scan/scan-fragments';
import type { FieldOutput } from '../report/tables/field-line';

const OCCURRENCE = { f: 'first', l: 'last', a: 'all' } as const;
const QUOTE = { d: '"', s: "'", n: '' } as const;
const YES_NO = { y: true, n: false } as const;

const has = <T extends object>(table: T, key: string): key is string & keyof T => Object.hasOwn(table, key);
// tshark takes the first character of what is given.
const character = (value: string): string | null =>
  value === '/t' ? '\t' : value === '/s' ? ' ' : value.length > 0 ? [...value][0] : null;

/** The output with one `key=value` taken in, or null when it makes no sense. */
export function withOption(output: FieldOutput, option: string): FieldOutput | null {
  const equals = option.indexOf('=');
  const key = option.slice(0, Math.max(0, equals));
  const value = option.slice(equals + 1);
  switch (key) {
    case 'header':
      return has(YES_NO, value) ? { ...output, header: YES_NO[value] } : null;
    case 'bom':
      return has(YES_NO, value) ? { ...output, bom: YES_NO[value] } : null;
    case 'occurrence':
      return has(OCCURRENCE, value) ? { ...output, occurrence: OCCURRENCE[value] } : null;
    case 'quote':
      return has(QUOTE, value) ? { ...output, quote: QUOTE[value] } : null;
    case 'separator': {
      const separator = character(value);
      return separator === null ? null : { ...output, separator };
    }
    case 'aggregator': {
      const aggregator = character(value);
      return aggregator === null ? null : { ...output, aggregator };
    }
    default:
      return null;
  }
}

/** Checksum preferences that we have as one switch. */
const CHECKSUM = /^(?:ip|tcp|udp)\.check_checksum$/;
/** What preferences change: how frames are dissected, and which fragments are put together. */
export interface ChosenOptions {
  readonly dissect: DissectOptions;
  readonly defragment: Defragment;
  /** whether the messages of TCP streams are put together */
  readonly streams: boolean;
  /** key log that TLS is opened with; null: none */
  readonly keyLog: string | null;
}

export const DEFAULT_CHOICE: ChosenOptions = {
  dissect: DEFAULT_OPTIONS,
  defragment: { ipv4: true, ipv6: true },
  streams: true,
  keyLog: null,
};

/** The options with one `name:value` taken in, or null when we do not have that preference or value. */
export function withPreference(options: ChosenOptions, preference: string): ChosenOptions | null {
  const colon = preference.indexOf(':');
  const name = preference.slice(0, Math.max(0, colon));
  if (name === 'tls.keylog_file') return { ...options, keyLog: preference.slice(colon + 1) || null };
  const value = preference.slice(colon + 1).toUpperCase();
  if (value !== 'TRUE' && value !== 'FALSE') return null;
  const on = value === 'TRUE';
  const { dissect, defragment } = options;
  if (CHECKSUM.test(name)) return { ...options, dissect: { ...dissect, checkChecksums: dissect.checkChecksums || on } };
  if (name === 'tcp.relative_sequence_numbers')
    return { ...options, dissect: { ...dissect, relativeSequenceNumbers: on } };
  if (name === 'tcp.desegment_tcp_streams') return { ...options, streams: on };
  if (name === 'ip.defragment') return { ...options, defragment: { ...defragment, ipv4: on } };
  if (name === 'ipv6.defragment') return { ...options, defragment: { ...defragment, ipv6: on } };
  // fragments of 802.11 stay as they are
  return name === 'wlan.defragment' && !on ? options : null;
}
