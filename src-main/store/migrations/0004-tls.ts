// What its TLS handshake tells of a connection (ipc/tls-facts.ts), null where there is none of it.
import type { Migration } from '../migrate';

export const migration0004: Migration = {
  number: 4,
  up: `
    ALTER TABLE flow ADD COLUMN tls_version TEXT;
    ALTER TABLE flow ADD COLUMN tls_server_name TEXT;
    ALTER TABLE flow ADD COLUMN tls_alpn TEXT;
    ALTER TABLE flow ADD COLUMN tls_cipher TEXT;
    ALTER TABLE flow ADD COLUMN tls_group TEXT;
    ALTER TABLE flow ADD COLUMN tls_resumed TEXT;
    ALTER TABLE flow ADD COLUMN tls_alert TEXT;
    ALTER TABLE flow ADD COLUMN tls_days_left INTEGER;
    ALTER TABLE flow ADD COLUMN tls_ja4 TEXT;
  `,
};
