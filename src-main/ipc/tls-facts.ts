// Facts of a connection that its TLS handshake tells; the pass `tls` finds them, and the TLS page says the same. They stand among the others in
// flow-facts.ts. Names of versions, suites, groups and alerts are Wireshark's.
import type { TlsSurety } from './contracts/tls-contract';

/** Null where the connection is no TLS, where its handshake does not tell, or where the pass `tls` has not been yet. */
export interface TlsRow {
  tlsVersion: string | null;
  /** that the client asked for (SNI) */
  tlsServerName: string | null;
  /** that the server chose, in the clear: TLS 1.3 hides it */
  tlsAlpn: string | null;
  tlsCipher: string | null;
  tlsGroup: string | null;
  /** an earlier session was taken up */
  tlsResumed: TlsSurety | null;
  /** the first alert in the clear that ended it */
  tlsAlert: string | null;
  /** from the handshake until the certificate of the server expires; below 0: it had expired */
  tlsDaysLeft: number | null;
  tlsJa4: string | null;
}

const FOUND = { sort: true, tcp: true, pass: 'tls' } as const;
const TEXT = { type: 'text', ...FOUND } as const;

export const TLS_FACTS = {
  tlsVersion: {
    ...TEXT,
    sql: 'tls_version',
    field: { name: 'tls.version', label: 'TLS version of the connection' },
    list: { place: 400, width: 90, hidden: true },
  },
  tlsServerName: {
    ...TEXT,
    sql: 'tls_server_name',
    field: { name: 'tls.server_name', label: 'Server name that the client asked for' },
    list: { place: 401, width: 170, hidden: true },
  },
  tlsAlpn: {
    ...TEXT,
    sql: 'tls_alpn',
    field: { name: 'tls.alpn', label: 'Protocol that the server chose (ALPN)' },
    list: { place: 402, width: 90, hidden: true },
  },
  tlsCipher: {
    ...TEXT,
    sql: 'tls_cipher',
    field: { name: 'tls.cipher', label: 'Cipher suite of the connection' },
    list: { place: 403, width: 230, hidden: true },
  },
  tlsGroup: {
    ...TEXT,
    sql: 'tls_group',
    field: { name: 'tls.group', label: 'Group of the key exchange' },
    list: { place: 404, width: 110, hidden: true },
  },
  tlsResumed: {
    type: 'word',
    ...FOUND,
    sql: 'tls_resumed',
    words: { yes: 'none', no: 'none', probably: 'none', unknown: 'none' } satisfies Record<TlsSurety, 'none'>,
    field: { name: 'tls.resumed', label: 'TLS session resumed', note: 'flows.tlsResumedWhy' },
    list: { place: 405, width: 90, hidden: true },
  },
  tlsAlert: {
    ...TEXT,
    sql: 'tls_alert',
    field: { name: 'tls.alert', label: 'Fatal TLS alert' },
    list: { place: 406, width: 160, hidden: true },
  },
  tlsDaysLeft: {
    type: 'days',
    ...FOUND,
    sql: 'tls_days_left',
    field: { name: 'tls.days_left', label: 'Days until the certificate expires' },
    list: { place: 407, width: 120, end: true, hidden: true },
  },
  tlsJa4: {
    ...TEXT,
    sql: 'tls_ja4',
    field: { name: 'tls.ja4', label: 'JA4 of the client' },
    list: { place: 408, width: 270, hidden: true },
  },
} as const;
