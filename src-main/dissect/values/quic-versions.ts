// Names of versions of QUIC: RFC 9000, 9369 and the drafts of both.
import { draftOf, isGreaseVersion, NEGOTIATION, V1, V2, V2_DRAFT } from '../../wire/quic';

/** `1`, `draft-29`; undefined: nobody has named it. */
export function quicVersionName(version: number): string | undefined {
  if (version === V1) return '1';
  if (version === V2) return '2';
  if (version === V2_DRAFT) return 'v2-draft-01';
  if (version === NEGOTIATION) return 'Version Negotiation';
  const draft = draftOf(version);
  if (draft > 0) return `draft-${draft}`;
  return isGreaseVersion(version) ? 'GREASE' : undefined;
}
