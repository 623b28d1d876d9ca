// A value as it was written -> a value of the field's type, or what is wrong with it.
import type { Field, FieldType, FieldValue } from '../../dissect/contract/fields';
import type { Message } from '../../ipc/message';
import { parseBytes } from './literal-bytes';
import { parseAddress } from './literal-address';
import { parseDouble, parseInteger } from './literal-number';
import { parseAbsoluteTime, parseRelativeTime } from './literal-time';
import { bpfConstant, servicePort } from '../capture/bpf-words';
import { say, type MistakeKind } from '../language/mistake';
import { quotedText, textOf } from '../language/text-escapes';
import { isInteger, isUnsigned, largest } from './types';
import { nameLike, valuesNamed } from './value-names';

/** What a literal is converted to. `field`: its value names are allowed; null where there are none. */
export interface Wanted {
  readonly type: FieldType;
  readonly field: Field | null;
}
/** `word`: unquoted. */
export type Written =
  | { readonly form: 'word'; readonly text: string }
  | { readonly form: 'string'; readonly text: string; readonly bytes: Uint8Array }
  | { readonly form: 'char'; readonly text: string; readonly code: number };

export type Converted =
  /** several values: the name stands for each of them */
  | { ok: true; values: readonly FieldValue[]; prefix: number }
  | {
      ok: false;
      kind: MistakeKind;
      reason: Message;
      hint?: Message;
      /** what to write instead */
      instead?: string;
    };

const one = (value: FieldValue, prefix = -1): Converted => ({ ok: true, values: [value], prefix });
const wrong = (kind: MistakeKind, reason: Message, hint?: Message, instead?: string): Converted => ({
  ok: false,
  kind,
  reason,
  ...(hint ? { hint } : {}),
  ...(instead === undefined ? {} : { instead }),
});

/** A number of the type, as FieldValue has it: bigint from 56 bits on. `unary`: a minus stands in front. */
function integerOf(text: string, type: FieldType, negative: boolean): Converted {
  const number = parseInteger(text);
  if (number === null) {
    const octal = /^0\d+$/.test(text);
    const whole = /^(\d+)\.0*$/.exec(text)?.[1];
    const range = /^(\d+)-(\d+)$/.exec(text);
    return wrong(
      'value',
      say(octal ? 'filter.octal' : 'filter.notInteger', { text }),
      range ? say('filter.hint.minus') : undefined,
      octal ? text.replace(/^0+(?=\d)/, '') : range ? `${range[1]} - ${range[2]}` : whole,
    );
  }
  const max = largest(type);
  const most = negative && !isUnsigned(type) ? max + 1n : max;
  if (number > most)
    return negative
      ? wrong('too-big', say('filter.tooSmall', { text: `-${text}`, min: `-${most}` }))
      : wrong('too-big', say('filter.tooBig', { text, max: max.toString() }));
  return one(wide(type) ? number : Number(number));
}
const wide = (type: FieldType): boolean => type === 'uint64' || type === 'uint56' || type === 'int64';

const named = (text: string, { field }: Wanted): readonly FieldValue[] => (field ? valuesNamed(field, text) : []);

function toInteger(written: Written, wanted: Wanted, negative: boolean): Converted {
  if (written.form === 'char') return one(wide(wanted.type) ? BigInt(written.code) : written.code);
  const text = written.form === 'string' ? textOf(written.bytes) : written.text;
  const { field, type } = wanted;
  if (written.form === 'word') {
    const number = integerOf(text, type, negative);
    if (number.ok) return number;
    const numbered = byNumber(text, field);
    if (numbered) return numbered;
    if (!field?.values) return number;
    const values = named(text, wanted);
    if (values.length > 0) return { ok: true, values, prefix: -1 };
    return /^[A-Za-z]/.test(text) ? unknownName(text, field) : number;
  }
  const values = named(text, wanted);
  if (values.length > 0) return { ok: true, values, prefix: -1 };
  const numbered = byNumber(text, field);
  if (numbered) return numbered;
  if (integerOf(text, type, false).ok)
    return wrong('type', say('filter.stringForNumber', { text: written.text }), undefined, text);
  if (field?.values) return unknownName(text, field);
  return wrong('type', say('filter.stringForNumber', { text: written.text }));
}

const PORT = /^(?:tcp|udp)\.(?:src|dst)?port$/;

/** Port of a service by its name, for fields that are ports. */
export const portOf = (field: Field | null, text: string): number | null =>
  field && PORT.test(field.abbrev) ? servicePort(text) : null;

/** `http`, `icmp-echo`: names that capture filters have for a number, where a display filter takes the number only. */
function byNumber(text: string, field: Field | null): Converted | null {
  if (!field || !/^[a-z]/i.test(text)) return null;
  const service = portOf(field, text);
  if (service !== null)
    return wrong(
      'value',
      say('filter.serviceName', { text }),
      say('filter.hint.write', { text: String(service) }),
      String(service),
    );
  const constant = valuesNamed(field, text).length > 0 ? null : bpfConstant(text);
  if (constant === null) return null;
  const number = String(constant);
  return wrong('value', say('filter.captureName', { text }), say('filter.hint.write', { text: number }), number);
}

function unknownName(text: string, field: Field): Converted {
  const like = nameLike(field, text);
  return wrong(
    'value',
    say('filter.unknownName', { text, field: field.abbrev }),
    like === null ? undefined : say('filter.hint.didYouMean', { name: like }),
    like === null ? undefined : quotedText(like),
  );
}

function toBool(written: Written, wanted: Wanted): Converted {
  if (written.form === 'char') return one(written.code === 0 ? 0 : 1);
  const text = written.form === 'string' ? textOf(written.bytes) : written.text;
  if (written.form === 'word') {
    const number = parseInteger(text);
    if (number !== null) return one(number === 0n ? 0 : 1);
    if (/^true$/i.test(text)) return one(1);
    if (/^false$/i.test(text)) return one(0);
  }
  const values = named(text, wanted);
  if (values.length > 0) return { ok: true, values, prefix: -1 };
  const instead = /^(?:true|false|\d+)$/i.test(text) ? text.toLowerCase() : undefined;
  const [yes, no] = wanted.field?.words ?? ['True', 'False'];
  return wrong('value', say('filter.notBool', { text }), say('filter.hint.bool', { yes, no }), instead);
}

function toBytes(written: Written, type: FieldType): Converted {
  if (type === 'ether') {
    if (written.form === 'word') {
      const bytes = parseBytes(written.text);
      if (bytes?.length === 6) return one(bytes);
      if (bytes)
        return wrong(
          'value',
          say('filter.etherLength', { text: written.text, bytes: bytes.length }),
          say('filter.hint.ether'),
        );
      return wrong('value', say('filter.notEther', { text: written.text }), say('filter.hint.ether'));
    }
    const text = written.form === 'string' ? textOf(written.bytes) : '';
    const instead = parseBytes(text)?.length === 6 ? text : undefined;
    return wrong('type', say('filter.stringForEther', { text: written.text }), say('filter.hint.ether'), instead);
  }
  if (written.form === 'string') return one(written.bytes);
  if (written.form === 'char') return one(Uint8Array.of(written.code));
  const bytes = parseBytes(written.text);
  if (bytes) return one(bytes);
  return wrong(
    'value',
    say('filter.notBytes', { text: written.text }),
    say('filter.hint.bytes'),
    /^0x/i.test(written.text) ? undefined : quotedText(written.text),
  );
}

function toAddress(written: Written, type: 'ipv4' | 'ipv6'): Converted {
  const text = written.form === 'string' ? textOf(written.bytes) : written.text;
  const address = parseAddress(written.form === 'char' ? '' : text, type);
  if (written.form !== 'word') {
    const instead = address.ok ? text : undefined;
    return wrong('type', say('filter.stringForAddress', { text: written.text }), undefined, instead);
  }
  if (address.ok) return one(address.bytes, address.prefix);
  if (address.reason === 'prefix')
    return wrong('too-big', say('filter.prefix', { text, most: type === 'ipv4' ? 32 : 128 }));
  return wrong(
    'value',
    say(type === 'ipv4' ? 'filter.notIpv4' : 'filter.notIpv6', { text }),
    say(type === 'ipv4' ? 'filter.hint.ipv4' : 'filter.hint.ipv6'),
    address.instead ?? undefined,
  );
}

/** The value of `written` as the type wanted. `negative`: a minus stands in front. */
export function convert(written: Written, wanted: Wanted, negative = false): Converted {
  const { type } = wanted;
  if (isInteger(type)) return toInteger(written, wanted, negative);
  const text = written.form === 'string' ? textOf(written.bytes) : written.text;
  switch (type) {
    case 'bool':
      return toBool(written, wanted);
    case 'string':
      return one(written.form === 'char' ? String.fromCharCode(written.code) : text);
    case 'protocol':
    case 'bytes':
    case 'ether':
      return toBytes(written, type);
    case 'ipv4':
    case 'ipv6':
      return toAddress(written, type);
    case 'float':
    case 'double': {
      const number = written.form === 'word' ? parseDouble(text) : null;
      return number === null ? wrong('value', say('filter.notDouble', { text: written.text })) : one(number);
    }
    case 'abstime': {
      const time = written.form === 'char' ? null : parseAbsoluteTime(text, written.form === 'word');
      if (time) return one(time);
      const day = /^[A-Za-z]{3} +\d{1,2}, *\d{4}$/.test(text) ? `"${text} 00:00:00"` : undefined;
      return wrong('value', say('filter.notTime', { text: written.text }), say('filter.hint.time'), day);
    }
    case 'reltime': {
      // 4.4 knows frame.time_epoch as a date; here it counts seconds, which are the same number
      const date = wanted.field?.abbrev === 'frame.time_epoch' ? parseAbsoluteTime(text, false) : null;
      if (date) return one(date);
      const time = parseRelativeTime(text);
      if (written.form === 'word' && time) return one(time);
      if (written.form === 'word')
        return wrong('value', say('filter.notDuration', { text }), say('filter.hint.duration'));
      return wrong('type', say('filter.stringForNumber', { text: written.text }), undefined, time ? text : undefined);
    }
    default:
      return wrong('type', say('filter.noValue', { text: written.text }));
  }
}
