// Brings a database to the newest schema, step by step. A step that was released is never edited again.
import type Database from 'better-sqlite3';
import { migration0001 } from './migrations/0001-flows';
import { migration0002 } from './migrations/0002-times';
import { migration0003 } from './migrations/0003-timing';
import { migration0004 } from './migrations/0004-tls';
import { migration0005 } from './migrations/0005-ended-by';
import { capture0001 } from './migrations/capture-0001-flows';
import { capture0002 } from './migrations/capture-0002-times';
import { capture0003 } from './migrations/capture-0003-timing';
import { capture0004 } from './migrations/capture-0004-tls';
import { capture0005 } from './migrations/capture-0005-ended-by';

export interface Migration {
  /** rises from one to the next, without gaps; stored as SQLite's user_version */
  number: number;
  /** one or more SQL statements */
  up: string;
}

/** Every step of a database that conditions are asked of, oldest first. */
export const MIGRATIONS: Migration[] = [migration0001, migration0002, migration0003, migration0004, migration0005];
/** … and of the one that belongs to an open capture. */
export const CAPTURE_MIGRATIONS: Migration[] = [capture0001, capture0002, capture0003, capture0004, capture0005];

/** The database was made by a later version of the program: it is left alone. */
export class NewerDatabase extends Error {
  override readonly name = 'NewerDatabase';
  readonly found: number;
  readonly known: number;
  constructor(found: number, known: number) {
    super(`the database has version ${found}, this program knows versions up to ${known}: use a newer program`);
    this.found = found;
    this.known = known;
  }
}

/** Runs the steps that are missing, each in a transaction of its own. Throws NewerDatabase. */
export function migrate(db: Database.Database, migrations: Migration[]): void {
  migrations.forEach((migration, i) => {
    if (migration.number !== i + 1) throw new Error(`migration ${migration.number} stands at place ${i + 1}`);
  });
  const version = (): number => db.pragma('user_version', { simple: true }) as number;
  if (version() > migrations.length) throw new NewerDatabase(version(), migrations.length);
  for (const { number, up } of migrations) {
    if (number <= version()) continue;
    db.transaction(() => {
      // asked again inside: another process may have opened the database at the same time and taken this step
      if (number <= version()) return;
      db.exec(up);
      db.pragma(`user_version = ${number}`);
    }).immediate();
  }
}
