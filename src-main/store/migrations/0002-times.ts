// Times of the first exchange, what was repeated, and where the capture was made (ipc/flow-facts.ts).
import type { Migration } from '../migrate';

export const migration0002: Migration = {
  number: 2,
  up: `
    ALTER TABLE flow ADD COLUMN handshake_ns INTEGER;
    ALTER TABLE flow ADD COLUMN initial_rtt_ns INTEGER;
    ALTER TABLE flow ADD COLUMN first_byte_client_ns INTEGER;
    ALTER TABLE flow ADD COLUMN first_byte_server_ns INTEGER;
    ALTER TABLE flow ADD COLUMN response_ns INTEGER;
    ALTER TABLE flow ADD COLUMN syn_retries INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE flow ADD COLUMN syn_ack_retries INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE flow ADD COLUMN capture_place TEXT NOT NULL DEFAULT 'unknown';
    ALTER TABLE flow ADD COLUMN capture_place_by TEXT NOT NULL DEFAULT 'none';
  `,
};
