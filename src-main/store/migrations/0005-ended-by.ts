// Who closed and who reset a connection (ipc/flow-facts.ts).
import type { Migration } from '../migrate';

export const migration0005: Migration = {
  number: 5,
  up: `
    ALTER TABLE flow ADD COLUMN closed_by TEXT NOT NULL DEFAULT 'none';
    ALTER TABLE flow ADD COLUMN reset_by TEXT NOT NULL DEFAULT 'none';
  `,
};
