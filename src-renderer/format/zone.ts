// The time zone that local times are told in.

/** Offset of the computer's time zone at a moment (seconds since 1970): `UTC`, `UTC+08:00`, `UTC−03:30`. */
export function zoneOf(sec: number): string {
  const minutes = -new Date(sec * 1000).getTimezoneOffset();
  if (Number.isNaN(minutes) || minutes === 0) return 'UTC';
  const size = Math.abs(minutes);
  const text = `${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`;
  return `UTC${minutes < 0 ? '−' : '+'}${text}`;
}
