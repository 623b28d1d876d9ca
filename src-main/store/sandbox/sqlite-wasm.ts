// SQLite as WebAssembly (npm package @sqlite.org/sqlite-wasm, from SQLite's own sources), in a memory of bounded size, with what we use of its C
// API (sqlite.org/c3ref/intro.html): the package's own types say less, and other things, than it does.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import sqlite3InitModule from '@sqlite.org/sqlite-wasm';

const PAGE = 65_536;
const INITIAL_PAGES = 128;

/** An address in the memory of the module. */
export type Pointer = number;
type Methods = Record<string, (...args: never[]) => number>;
/** A C struct in that memory. */
interface Struct {
  pointer: Pointer;
  $iVersion: number;
  $szOsFile: number;
  $mxPathname: number;
  $zName: Pointer;
  $pMethods: Pointer;
  dispose(): void;
}

interface Functions {
  sqlite3_prepare_v3(
    db: SqliteDatabase,
    sql: Pointer,
    bytes: number,
    flags: number,
    out: Pointer,
    tail: Pointer,
  ): number;
  sqlite3_step(statement: Pointer): number;
  sqlite3_finalize(statement: Pointer): number;
  sqlite3_stmt_readonly(statement: Pointer): number;
  sqlite3_column_count(statement: Pointer): number;
  sqlite3_column_name(statement: Pointer, i: number): string;
  sqlite3_column_type(statement: Pointer, i: number): number;
  sqlite3_column_int64(statement: Pointer, i: number): bigint;
  sqlite3_column_double(statement: Pointer, i: number): number;
  sqlite3_column_text(statement: Pointer, i: number): string | null;
  sqlite3_column_blob(statement: Pointer, i: number): Pointer;
  sqlite3_column_bytes(statement: Pointer, i: number): number;
  sqlite3_errmsg(db: SqliteDatabase): string;
  sqlite3_error_offset(db: SqliteDatabase): number;
  sqlite3_limit(db: SqliteDatabase, limit: number, value: number): number;
  sqlite3_db_config(db: SqliteDatabase, what: number, value: number, out: Pointer): number;
  sqlite3_progress_handler(db: SqliteDatabase, steps: number, handler: () => number, data: Pointer): void;
  sqlite3_set_authorizer(
    db: SqliteDatabase,
    handler: (data: Pointer, action: number, first: string | null, second: string | null) => number,
    data: Pointer,
  ): number;
  sqlite3_js_vfs_list(): string[];
  sqlite3_vfs_find(name: string): Pointer;
  sqlite3_vfs_unregister(vfs: Pointer): number;
  sqlite3_io_methods: new () => Struct;
  sqlite3_vfs: new () => Struct;
  sqlite3_file: (new (pointer: Pointer) => Struct) & { structInfo: { sizeof: number } };
}

export interface SqliteDatabase {
  exec(sql: string): unknown;
  /** first column of the first row */
  selectValue(sql: string): unknown;
  close(): void;
}

export interface Sqlite {
  /** functions and constants by their names in C */
  capi: Functions & Record<`SQLITE_${string}`, number>;
  wasm: {
    /** the memory as it is now; a view is of no use once SQLite has run again */
    heap8u(): Uint8Array;
    peek8(at: Pointer): number;
    peekPtr(at: Pointer): Pointer;
    poke32(at: Pointer, value: number): void;
    poke64(at: Pointer, value: bigint): void;
    poke(at: Pointer, value: number, type: 'double'): void;
    cstrToJs(at: Pointer): string | null;
    cstrncpy(to: Pointer, from: Pointer, bytes: number): number;
    allocCString(text: string): Pointer;
    scopedAllocPush(): unknown;
    scopedAllocPop(scope: unknown): void;
    scopedAllocCString(text: string): Pointer;
    scopedAllocPtr(): Pointer;
  };
  vfs: {
    installVfs(what: { io: { struct: Struct; methods: Methods }; vfs: { struct: Struct; methods: Methods } }): void;
  };
  oo1: { DB: new (options: { filename: string; flags: 'r'; vfs: string }) => SqliteDatabase };
  config: { error(): void; warn(): void };
}

const { Memory } = (
  globalThis as unknown as { WebAssembly: { Memory: new (size: { initial: number; maximum: number }) => object } }
).WebAssembly;
const nothing = (): void => undefined;

/** A module of its own, whose memory takes at most `mostBytes`. It says nothing to the console. */
export async function loadSqlite(mostBytes: number): Promise<Sqlite> {
  const wasmBinary = readFileSync(createRequire(import.meta.url).resolve('@sqlite.org/sqlite-wasm/sqlite3.wasm'));
  const wasmMemory = new Memory({ initial: INITIAL_PAGES, maximum: Math.ceil(mostBytes / PAGE) });
  const begin = sqlite3InitModule as unknown as (options: object) => Promise<Sqlite>;
  const sqlite = await begin({ wasmBinary, wasmMemory, print: nothing, printErr: nothing });
  Object.assign(sqlite.config, { error: nothing, warn: nothing });
  return sqlite;
}
