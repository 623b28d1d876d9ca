// Who closed and who reset a connection (ipc/flow-facts.ts), in bits that were free. Of a refused one (handshake 4) the number of who reset
// is stored xor 2, so that it is 0 for nearly all of them.
//   seen   who reset << 22 | who closed << 20 | repeated SYNs << 12 | … as before
import type { Migration } from '../migrate';
import { FLOW_VIEW } from './capture-0001-flows';
import { TIMES_VIEW } from './capture-0002-times';
import { TIMING_VIEW } from './capture-0003-timing';
import { TLS_VIEW } from './capture-0004-tls';

export const capture0005: Migration = {
  number: 5,
  up: `
    DROP VIEW flow;
    CREATE VIEW flow AS SELECT
${FLOW_VIEW},
${TIMES_VIEW.replace('seen >> 12 AS syn_retries', '(seen >> 12) & 255 AS syn_retries')},
${TIMING_VIEW},
${TLS_VIEW},
      CASE (seen >> 20) & 3 WHEN 1 THEN 'client' WHEN 2 THEN 'server' ELSE 'none' END AS closed_by,
      CASE ((seen >> 22) & 3) + ((what >> 4) & 15 = 4) * 4 WHEN 1 THEN 'client' WHEN 2 THEN 'server' WHEN 3 THEN 'both'
        WHEN 4 THEN 'server' WHEN 5 THEN 'both' WHEN 7 THEN 'client' ELSE 'none' END AS reset_by
    FROM flow_data LEFT JOIN flow_timing USING (id) LEFT JOIN flow_tls USING (id);
  `,
};
