// Protocol and Info columns of a row of DTLS, in Wireshark's form: `DTLSv1.2`, `Server Hello, Certificate (Fragment)`.
import * as wire from '../../../../wire/dtls';
import type { Layer, Packet } from '../../../contract/protocol';
import { knownOf, versionOf } from './dtls-known';
import { recordParts } from './dtls-records';

/** Records whose names are shown: a row is one line. */
const MOST_RECORDS = 64;

const SHORT_VERSIONS: Readonly<Record<number, string>> = {
  [wire.DTLS10]: 'DTLSv1.0',
  [wire.DTLS12]: 'DTLSv1.2',
  [wire.DTLS13]: 'DTLSv1.3',
};
export const shortVersion = (version: number): string => SHORT_VERSIONS[version] ?? 'DTLS';

export const dtlsColumn = (p: Packet, layer: Layer): string => shortVersion(versionOf(p, layer));

export function dtlsSummary(p: Packet, layer: Layer): string {
  const { bytes: b, end, declaredEnd } = layer;
  const known = knownOf(p, layer);
  const names: string[] = [];
  for (let at = layer.at, i = 0; at < end && i < MOST_RECORDS; i++) {
    if (at + wire.headerLen(b, at, known.cidLen) > end) break;
    names.push(...recordParts(p, at, known));
    at = wire.recordEnd(b, at, end, declaredEnd, known.cidLen);
    if (at < 0) break;
  }
  return names.length > 0 ? names.join(', ') : 'Continuation Data';
}
