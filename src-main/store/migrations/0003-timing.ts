// Times and counts over all segments of a connection (ipc/timing-facts.ts), null where there is none of it.
import type { Migration } from '../migrate';

export const migration0003: Migration = {
  number: 3,
  up: `
    ALTER TABLE flow ADD COLUMN rtt_client_min_ns INTEGER;
    ALTER TABLE flow ADD COLUMN rtt_client_median_ns INTEGER;
    ALTER TABLE flow ADD COLUMN rtt_client_p95_ns INTEGER;
    ALTER TABLE flow ADD COLUMN rtt_client_max_ns INTEGER;
    ALTER TABLE flow ADD COLUMN rtt_server_min_ns INTEGER;
    ALTER TABLE flow ADD COLUMN rtt_server_median_ns INTEGER;
    ALTER TABLE flow ADD COLUMN rtt_server_p95_ns INTEGER;
    ALTER TABLE flow ADD COLUMN rtt_server_max_ns INTEGER;
    ALTER TABLE flow ADD COLUMN think_median_ns INTEGER;
    ALTER TABLE flow ADD COLUMN think_max_ns INTEGER;
    ALTER TABLE flow ADD COLUMN longest_idle_ns INTEGER;
    ALTER TABLE flow ADD COLUMN zero_window_client_ns INTEGER;
    ALTER TABLE flow ADD COLUMN zero_window_server_ns INTEGER;
    ALTER TABLE flow ADD COLUMN data_segments_client INTEGER;
    ALTER TABLE flow ADD COLUMN data_segments_server INTEGER;
    ALTER TABLE flow ADD COLUMN sent_again_client INTEGER;
    ALTER TABLE flow ADD COLUMN sent_again_server INTEGER;
    ALTER TABLE flow ADD COLUMN sent_again_client_share REAL;
    ALTER TABLE flow ADD COLUMN sent_again_server_share REAL;
  `,
};
