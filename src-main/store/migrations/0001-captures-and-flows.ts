// The capture that the database belongs to, and its conversations.
//
// No index beside the keys: a column of 100,000 rows sorts in less time than the indexes would add to every load;
// the order is worked out when somebody asks for it, and kept (`store/flow-order.ts`).
// icmp_hints: words with a blank between them, '' for none.
// Times: whole seconds since 1970 and ns; durations in ns. Addresses: text, and a key that sorts (family, then bytes).
import type { Migration } from '../migrate';

export const migration0001: Migration = {
  number: 1,
  up: `
    CREATE TABLE capture (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      path TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      modified_ms REAL NOT NULL,
      opened_ms REAL NOT NULL,
      format TEXT NOT NULL,
      phase TEXT NOT NULL,
      frames INTEGER NOT NULL,
      tcp_flows INTEGER NOT NULL,
      udp_flows INTEGER NOT NULL,
      first_sec INTEGER,
      first_nano INTEGER NOT NULL,
      last_sec INTEGER,
      last_nano INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE flow (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('tcp', 'udp')),
      stream INTEGER NOT NULL,
      address_a TEXT NOT NULL,
      address_a_key BLOB NOT NULL,
      port_a INTEGER NOT NULL,
      address_b TEXT NOT NULL,
      address_b_key BLOB NOT NULL,
      port_b INTEGER NOT NULL,
      client_by TEXT NOT NULL,
      packets_ab INTEGER NOT NULL,
      packets_ba INTEGER NOT NULL,
      bytes_ab INTEGER NOT NULL,
      bytes_ba INTEGER NOT NULL,
      first_frame INTEGER NOT NULL,
      last_frame INTEGER NOT NULL,
      start_sec INTEGER NOT NULL,
      start_nano INTEGER NOT NULL,
      duration_ns INTEGER NOT NULL,
      handshake TEXT NOT NULL,
      syn_to_syn_ack_ns INTEGER,
      syn_ack_to_ack_ns INTEGER,
      ending TEXT NOT NULL,
      completeness INTEGER NOT NULL,
      refused_before INTEGER NOT NULL,
      refused_after INTEGER NOT NULL,
      icmp_hints TEXT NOT NULL
    ) STRICT;
  `,
};
