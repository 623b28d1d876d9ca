// A checksum with its verdict, the same for IPv4, ICMP, TCP, UDP …: the field, what stands behind it, the status field,
// and the expert note when it is wrong.
import type { Field } from '../contract/fields';
import type { FieldSink } from '../contract/protocol';

// Values of all `*.checksum.status` fields
export const CHECKSUM_BAD = 0;
export const CHECKSUM_GOOD = 1;
export const CHECKSUM_UNVERIFIED = 2;
export const CHECKSUM_NOT_PRESENT = 3;
export const CHECKSUM_ILLEGAL = 4;
export const CHECKSUM_STATUS = { 0: 'Bad', 1: 'Good', 2: 'Unverified', 3: 'Not present', 4: 'Illegal' } as const;

export interface ChecksumFields {
  checksum: Field;
  status: Field;
  /** expert note */
  bad: Field;
  /** what the field should hold, shown when it does not; optional */
  calculated?: Field;
}
export type ChecksumVerdict =
  | { kind: 'good' }
  | { kind: 'bad'; expected: number }
  /** `why`: key of the catalogue, `tree.checksum.off` … */
  | { kind: 'unverified'; why: 'off' | 'truncated' | 'fragment' | 'offloaded' | 'header' }
  | { kind: 'absent' }
  /** none, where the standard asks for one */
  | { kind: 'illegal' };

/** Checksums are not looked at. */
export const CHECKSUMS_OFF: ChecksumVerdict = { kind: 'unverified', why: 'off' };

const hex4 = (value: number): string => `0x${value.toString(16).padStart(4, '0')}`;

/** Adds a 16-bit checksum that stands at `at`. */
export function addChecksum(
  out: FieldSink,
  fields: ChecksumFields,
  at: number,
  value: number,
  verdict: ChecksumVerdict,
): void {
  out.uint(fields.checksum, at, 2, value);
  switch (verdict.kind) {
    case 'good':
      if (out.detail) out.note({ key: 'tree.checksum.correct' });
      break;
    case 'bad':
      if (out.detail) out.note({ key: 'tree.checksum.incorrect', args: { expected: hex4(verdict.expected) } });
      out.expert(fields.bad, at, 2);
      break;
    case 'unverified':
      if (out.detail) out.note({ key: `tree.checksum.${verdict.why}` });
      break;
    case 'absent':
    case 'illegal':
      if (out.detail) out.note({ key: `tree.checksum.${verdict.kind}` });
      break;
  }
  out.generated(fields.status, at, 2, STATUS[verdict.kind]);
  if (fields.calculated && verdict.kind === 'bad') out.generated(fields.calculated, at, 2, verdict.expected);
  if (fields.calculated && verdict.kind === 'good') out.hidden(fields.calculated, at, 2, value);
}
const STATUS: Record<ChecksumVerdict['kind'], number> = {
  bad: CHECKSUM_BAD,
  good: CHECKSUM_GOOD,
  unverified: CHECKSUM_UNVERIFIED,
  absent: CHECKSUM_NOT_PRESENT,
  illegal: CHECKSUM_ILLEGAL,
};
