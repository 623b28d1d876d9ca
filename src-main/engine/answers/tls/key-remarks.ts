// How far TLS could be opened with the keys there are, and why some of it stays closed. No secret stands in it.
import type { Message } from '../../../ipc/message';
import type { TlsKeys } from '../../document/tls/tls-keys';
import type { DtlsOpenings } from '../../document/tls/dtls-openings';
import type { TlsOpenings, WhyClosed } from '../../document/tls/tls-openings';

/** What a person can do something about is told apart. */
export const REASONS: Readonly<Record<WhyClosed, 'secret' | 'late' | 'cipher' | 'wrong' | 'many'>> = {
  secret: 'secret',
  extended: 'secret',
  hello: 'late',
  late: 'late',
  before: 'late',
  cipher: 'cipher',
  version: 'cipher',
  compressed: 'cipher',
  tag: 'wrong',
  padding: 'wrong',
  short: 'wrong',
  many: 'many',
};

/** Lines that nobody could make anything of. */
export const wrongLines = ({ skipped }: TlsKeys['counts']): number =>
  Object.values(skipped).reduce((sum, count) => sum + count, 0) - skipped.unused;

/** What became of connections when they were to be opened; null: nobody has looked yet. */
export interface Openings {
  readonly openings: TlsOpenings | null;
  readonly datagrams: DtlsOpenings | null;
}

export function keyRemarks(keys: TlsKeys, { openings, datagrams }: Openings): Message[] {
  const { lines, secrets, firstSkipped } = keys.counts;
  const wrong = wrongLines(keys.counts);
  const remarks: Message[] = [];
  if (lines === 0) return remarks;
  const all = [openings, datagrams].flatMap((one) => one?.counts() ?? []);
  const opened = all.reduce((sum, one) => sum + one.opened, 0);
  remarks.push({ key: 'remark.tlsKeys', args: { secrets, opened } });
  if (wrong > 0) remarks.push({ key: 'remark.tlsLines', args: { count: wrong, line: firstSkipped } });
  const byReason = new Map<string, number>();
  for (const [why, count] of all.flatMap(({ closed }) => [...closed]))
    byReason.set(REASONS[why], (byReason.get(REASONS[why]) ?? 0) + count);
  for (const [why, count] of byReason) remarks.push({ key: 'remark.tlsClosed', args: { why, count } });
  return remarks;
}
