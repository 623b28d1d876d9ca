// Times of the first exchange, what was repeated, and where the capture was made (ipc/flow-facts.ts), stored only where there is any of it.
//   seen   repeated SYNs << 12 | repeated SYN-ACKs << 4 | what tells the place << 2 | place
import type { Migration } from '../migrate';
import { FLOW_VIEW } from './capture-0001-flows';

/** Columns that it adds to the view. */
export const TIMES_VIEW = `      handshake_ns,
      initial_rtt_ns,
      first_byte_client_ns,
      first_byte_server_ns,
      response_ns,
      seen >> 12 AS syn_retries,
      (seen >> 4) & 255 AS syn_ack_retries,
      CASE seen & 3 WHEN 1 THEN 'client' WHEN 2 THEN 'server' WHEN 3 THEN 'between' ELSE 'unknown' END AS capture_place,
      CASE (seen >> 2) & 3 WHEN 1 THEN 'hops' WHEN 2 THEN 'times' WHEN 3 THEN 'both' ELSE 'none' END AS capture_place_by`;

export const capture0002: Migration = {
  number: 2,
  up: `
    ALTER TABLE flow_data ADD COLUMN handshake_ns INTEGER;
    ALTER TABLE flow_data ADD COLUMN initial_rtt_ns INTEGER;
    ALTER TABLE flow_data ADD COLUMN first_byte_client_ns INTEGER;
    ALTER TABLE flow_data ADD COLUMN first_byte_server_ns INTEGER;
    ALTER TABLE flow_data ADD COLUMN response_ns INTEGER;
    ALTER TABLE flow_data ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;

    DROP VIEW flow;
    CREATE VIEW flow AS SELECT
${FLOW_VIEW},
${TIMES_VIEW}
    FROM flow_data;
  `,
};
