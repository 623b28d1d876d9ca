// Times and counts over all segments of a connection (ipc/timing-facts.ts): in a table of their own, because they are found when everything
// else is stored already, and there are none of many connections.
import type { Migration } from '../migrate';
import { FLOW_VIEW } from './capture-0001-flows';
import { TIMES_VIEW } from './capture-0002-times';

/** Columns that it adds to the view. */
export const TIMING_VIEW = `      rtt_client_min_ns,
      rtt_client_median_ns,
      rtt_client_p95_ns,
      rtt_client_max_ns,
      rtt_server_min_ns,
      rtt_server_median_ns,
      rtt_server_p95_ns,
      rtt_server_max_ns,
      think_median_ns,
      think_max_ns,
      longest_idle_ns,
      zero_window_client_ns,
      zero_window_server_ns,
      data_segments_client,
      data_segments_server,
      sent_again_client,
      sent_again_server,
      sent_again_client_share,
      sent_again_server_share`;

export const capture0003: Migration = {
  number: 3,
  up: `
    CREATE TABLE flow_timing (
      id INTEGER PRIMARY KEY,
      rtt_client_min_ns INTEGER,
      rtt_client_median_ns INTEGER,
      rtt_client_p95_ns INTEGER,
      rtt_client_max_ns INTEGER,
      rtt_server_min_ns INTEGER,
      rtt_server_median_ns INTEGER,
      rtt_server_p95_ns INTEGER,
      rtt_server_max_ns INTEGER,
      think_median_ns INTEGER,
      think_max_ns INTEGER,
      longest_idle_ns INTEGER,
      zero_window_client_ns INTEGER,
      zero_window_server_ns INTEGER,
      data_segments_client INTEGER,
      data_segments_server INTEGER,
      sent_again_client INTEGER,
      sent_again_server INTEGER,
      sent_again_client_share REAL,
      sent_again_server_share REAL
    ) STRICT;

    DROP VIEW flow;
    CREATE VIEW flow AS SELECT
${FLOW_VIEW},
${TIMES_VIEW},
${TIMING_VIEW}
    FROM flow_data LEFT JOIN flow_timing USING (id);
  `,
};
