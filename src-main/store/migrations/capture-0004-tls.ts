// What its TLS handshake tells of a connection (ipc/tls-facts.ts): in a table of its own, as times over all segments are.
import type { Migration } from '../migrate';
import { FLOW_VIEW } from './capture-0001-flows';
import { TIMES_VIEW } from './capture-0002-times';
import { TIMING_VIEW } from './capture-0003-timing';

/** Columns that it adds to the view. */
export const TLS_VIEW = `      tls_version,
      tls_server_name,
      tls_alpn,
      tls_cipher,
      tls_group,
      tls_resumed,
      tls_alert,
      tls_days_left,
      tls_ja4`;

export const capture0004: Migration = {
  number: 4,
  up: `
    CREATE TABLE flow_tls (
      id INTEGER PRIMARY KEY,
      tls_version TEXT,
      tls_server_name TEXT,
      tls_alpn TEXT,
      tls_cipher TEXT,
      tls_group TEXT,
      tls_resumed TEXT,
      tls_alert TEXT,
      tls_days_left INTEGER,
      tls_ja4 TEXT
    ) STRICT;

    DROP VIEW flow;
    CREATE VIEW flow AS SELECT
${FLOW_VIEW},
${TIMES_VIEW},
${TIMING_VIEW},
${TLS_VIEW}
    FROM flow_data LEFT JOIN flow_timing USING (id) LEFT JOIN flow_tls USING (id);
  `,
};
