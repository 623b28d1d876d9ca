// The conversations that a condition is asked of. No index beside the key: each is looked at once.
// icmp_hints: words with a blank between them, '' for none.
// Times: whole seconds since 1970 and ns; durations in ns. Addresses: text, and a key that sorts (family, then bytes).
import type { Migration } from '../migrate';

export const migration0001: Migration = {
  number: 1,
  up: `
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
