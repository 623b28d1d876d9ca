// The views of the SQL console (ipc/sql-schema.ts) over what is stored: temporary ones, made before the first statement of a user.
import { SQL_SCHEMA, type SqlView } from '../../ipc/sql-schema';
import { FLOW_COLUMNS } from '../flows';

/** What is known of the one capture whose conversations a store holds. */
export interface StoredCapture {
  name: string;
  path: string;
  size: number;
  packets: number;
}

const literal = (text: string): string => `'${text.replaceAll('\0', '').replaceAll("'", "''")}'`;

/** Of the store of an open capture: one row, that the store itself does not have. */
const oneCapture = ({ name, path, size, packets }: StoredCapture): string =>
  `(SELECT 1 AS id, ${literal(name)} AS name, ${literal(path)} AS path, ${Math.trunc(size)} AS size, NULL AS modified, ` +
  `NULL AS sha256, ${Math.trunc(packets)} AS packets, NULL AS problem)`;

function from({ name, rest }: SqlView, capture: StoredCapture | null): string {
  if (rest !== 'store') return rest;
  if (name === 'capture') return capture === null ? 'main.capture' : oneCapture(capture);
  if (capture !== null) return '(SELECT 1 AS capture, * FROM main.flow)';
  const others = FLOW_COLUMNS.filter((column) => column !== 'id');
  return `(SELECT id >> 32 AS capture, id & 0xffffffff AS id, ${others.join(', ')} FROM main.flow)`;
}

/** Statements that make them. `capture` null: the store of several captures (store/index-database.ts). */
export const viewStatements = (capture: StoredCapture | null): string[] =>
  SQL_SCHEMA.map((view) => {
    const columns = view.columns.map(({ name, from: what }) => (name === what ? name : `${what} AS ${name}`));
    return `CREATE TEMP VIEW ${view.name} AS SELECT ${columns.join(', ')} FROM ${from(view, capture)}`;
  });
