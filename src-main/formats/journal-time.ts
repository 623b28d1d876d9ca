// Time of a systemd journal entry in the Journal Export Format: https://systemd.io/JOURNAL_EXPORT_FORMATS/

const FIELD = '\n__REALTIME_TIMESTAMP=';

/** Microseconds since 1970 that the entry `bytes[from … to)` carries, or -1. */
export function journalTimeMicros(bytes: Uint8Array, from: number, to: number): number {
  // The field stands among the first ones, before any binary value.
  const text = `\n${new TextDecoder('latin1').decode(bytes.subarray(from, Math.min(to, from + 4096)))}`;
  const at = text.indexOf(FIELD);
  if (at < 0) return -1;
  const digits = /^\d{1,15}(?!\d)|^[1-8]\d{15}(?!\d)/.exec(text.slice(at + FIELD.length, at + FIELD.length + 17))?.[0];
  return digits === undefined ? -1 : Number(digits);
}
