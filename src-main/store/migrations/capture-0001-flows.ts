// The conversations of an open capture, on the disk. `flow_data` is written by machine: few numbers a row, because each value that is
// handed to SQLite costs as much as all other work on it. The view `flow` is to be read: the same columns as in 0001-flows.ts.
//   what      stream << 18 | ICMP hints << 12 | ending << 8 | handshake << 4 | client_by << 2 | IPv6 << 1 | UDP
//   end_a/b   IPv4 address << 16 | port
//   first     first frame << 16 | completeness << 10 | ns of the start below a µs
//   packets   from a << 26 | from b
//   more      what is rare or does not fit, as JSON: addresses of IPv6, huge counts, refusals, times far away
// Defaults are those of a conversation of one packet. Keys of addresses are text here: 04 or 06, then the bytes in hexadecimal.
import type { Migration } from '../migrate';

const end = (side: 'a' | 'b'): string => `
      coalesce(more ->> '$.address_${side}', printf('%d.%d.%d.%d', (end_${side} >> 40) & 255, (end_${side} >> 32) & 255,
        (end_${side} >> 24) & 255, (end_${side} >> 16) & 255)) AS address_${side},
      coalesce('06' || (more ->> '$.key_${side}'), printf('04%08X', end_${side} >> 16)) AS address_${side}_key,
      end_${side} & 65535 AS port_${side},`;

/** Columns of the view; a later step adds its own behind them. */
export const FLOW_VIEW = `      id,
      CASE what & 1 WHEN 1 THEN 'udp' ELSE 'tcp' END AS kind,
      what >> 18 AS stream,${end('a')}${end('b')}
      CASE (what >> 2) & 3 WHEN 0 THEN 'syn' WHEN 1 THEN 'syn-ack' WHEN 2 THEN 'port' ELSE 'first' END AS client_by,
      coalesce(more ->> '$.packets_ab', packets >> 26) AS packets_ab,
      coalesce(more ->> '$.packets_ba', packets & ${2 ** 26 - 1}) AS packets_ba,
      bytes_ab,
      bytes_ba,
      first >> 16 AS first_frame,
      coalesce(last_frame, first >> 16) AS last_frame,
      coalesce(more ->> '$.start_sec', (start_us - ((start_us % 1000000) + 1000000) % 1000000) / 1000000) AS start_sec,
      coalesce(more ->> '$.start_nano', ((start_us % 1000000) + 1000000) % 1000000 * 1000 + (first & 1023)) AS start_nano,
      duration_ns,
      CASE (what >> 4) & 15 WHEN 0 THEN 'complete' WHEN 1 THEN 'simultaneous' WHEN 2 THEN 'no-answer'
        WHEN 3 THEN 'no-final-ack' WHEN 4 THEN 'refused' WHEN 5 THEN 'probe' WHEN 6 THEN 'icmp-refused'
        WHEN 7 THEN 'partial' WHEN 8 THEN 'not-seen' ELSE 'none' END AS handshake,
      syn_to_syn_ack_ns,
      syn_ack_to_ack_ns,
      CASE (what >> 8) & 15 WHEN 0 THEN 'open' WHEN 1 THEN 'fin-4' WHEN 2 THEN 'fin-3' WHEN 3 THEN 'fin-simultaneous'
        WHEN 4 THEN 'fin-half' WHEN 5 THEN 'fin-one-side' WHEN 6 THEN 'fin-no-last-ack' WHEN 7 THEN 'fin-rst'
        WHEN 8 THEN 'rst' WHEN 9 THEN 'refused' WHEN 10 THEN 'no-answer' ELSE 'none' END AS ending,
      (first >> 10) & 63 AS completeness,
      coalesce(more ->> '$.refused_before', 0) AS refused_before,
      coalesce(more ->> '$.refused_after', 0) AS refused_after,
      trim(CASE WHEN what & ${1 << 12} THEN 'unreachable ' ELSE '' END || CASE WHEN what & ${1 << 13} THEN 'too-big ' ELSE '' END
        || CASE WHEN what & ${1 << 14} THEN 'time-exceeded ' ELSE '' END || CASE WHEN what & ${1 << 15} THEN 'parameter ' ELSE '' END
        || CASE WHEN what & ${1 << 16} THEN 'quench ' ELSE '' END || CASE WHEN what & ${1 << 17} THEN 'redirect ' ELSE '' END
      ) AS icmp_hints`;

export const capture0001: Migration = {
  number: 1,
  up: `
    CREATE TABLE flow_data (
      id INTEGER PRIMARY KEY,
      what INTEGER NOT NULL,
      end_a INTEGER NOT NULL,
      end_b INTEGER NOT NULL,
      first INTEGER NOT NULL,
      start_us INTEGER NOT NULL,
      bytes_ab INTEGER NOT NULL,
      packets INTEGER NOT NULL DEFAULT ${2 ** 26},
      bytes_ba INTEGER NOT NULL DEFAULT 0,
      last_frame INTEGER,
      duration_ns INTEGER NOT NULL DEFAULT 0,
      syn_to_syn_ack_ns INTEGER,
      syn_ack_to_ack_ns INTEGER,
      more TEXT
    ) STRICT;

    CREATE VIEW flow AS SELECT
${FLOW_VIEW}
    FROM flow_data;
  `,
};
