// The only file that SQLite of the sandbox knows: a VFS (sqlite.org/vfs.html) over one descriptor that is open for reading. It opens
// nothing by name, writes nothing and makes no second file; what SQLite wants to put aside stays in its own memory.
import { randomFillSync } from 'node:crypto';
import { fstatSync, readSync } from 'node:fs';
import type { Pointer, Sqlite } from './sqlite-wasm';

/** The name under which it is opened: `file:store?immutable=1`. */
export const STORE = 'store';
/** Days between the Julian date's origin and 1970. */
const JULIAN_1970 = 2_440_587.5;
const DAY_MS = 86_400_000;

/** Installs it, as the only one; returns its name. `fd` is the caller's to close, after the last statement. */
export function installReadOnlyFile(sqlite: Sqlite, fd: number): string {
  const { capi, wasm } = sqlite;
  const size = fstatSync(fd).size;
  const name = 'read-only';
  const io = new capi.sqlite3_io_methods();
  io.$iVersion = 1;
  const vfs = new capi.sqlite3_vfs();
  vfs.$iVersion = 2;
  vfs.$szOsFile = capi.sqlite3_file.structInfo.sizeof;
  vfs.$mxPathname = 64;
  vfs.$zName = wasm.allocCString(name);
  const fine = (): number => capi.SQLITE_OK;
  const never = (): number => capi.SQLITE_READONLY;
  sqlite.vfs.installVfs({
    io: {
      struct: io,
      methods: {
        xClose: fine,
        xRead: (_file: Pointer, to: Pointer, length: number, at: bigint) => {
          const bytes = wasm.heap8u().subarray(to, to + length);
          const got = readSync(fd, bytes, 0, length, Number(at));
          bytes.fill(0, got);
          return got < length ? capi.SQLITE_IOERR_SHORT_READ : capi.SQLITE_OK;
        },
        xWrite: never,
        xTruncate: never,
        xSync: fine,
        xFileSize: (_file: Pointer, to: Pointer) => {
          wasm.poke64(to, BigInt(size));
          return capi.SQLITE_OK;
        },
        xLock: fine,
        xUnlock: fine,
        xCheckReservedLock: (_file: Pointer, to: Pointer) => {
          wasm.poke32(to, 0);
          return capi.SQLITE_OK;
        },
        xFileControl: () => capi.SQLITE_NOTFOUND,
        xSectorSize: () => 4096,
        xDeviceCharacteristics: () => capi.SQLITE_IOCAP_IMMUTABLE,
      },
    },
    vfs: {
      struct: vfs,
      methods: {
        xOpen: (_vfs: Pointer, path: Pointer, file: Pointer, _flags: number, flagsOut: Pointer) => {
          if (wasm.cstrToJs(path) !== STORE) return capi.SQLITE_CANTOPEN;
          const opened = new capi.sqlite3_file(file);
          opened.$pMethods = io.pointer;
          opened.dispose();
          if (flagsOut) wasm.poke32(flagsOut, capi.SQLITE_OPEN_READONLY);
          return capi.SQLITE_OK;
        },
        xDelete: never,
        xAccess: (_vfs: Pointer, _path: Pointer, _what: number, to: Pointer) => {
          wasm.poke32(to, 0);
          return capi.SQLITE_OK;
        },
        xFullPathname: (_vfs: Pointer, path: Pointer, length: number, to: Pointer) =>
          wasm.cstrncpy(to, path, length) < length ? capi.SQLITE_OK : capi.SQLITE_CANTOPEN,
        xGetLastError: fine,
        xRandomness: (_vfs: Pointer, length: number, to: Pointer) => {
          randomFillSync(wasm.heap8u().subarray(to, to + length));
          return length;
        },
        xSleep: fine,
        xCurrentTime: (_vfs: Pointer, to: Pointer) => {
          wasm.poke(to, JULIAN_1970 + Date.now() / DAY_MS, 'double');
          return capi.SQLITE_OK;
        },
        xCurrentTimeInt64: (_vfs: Pointer, to: Pointer) => {
          wasm.poke64(to, BigInt(Math.round(JULIAN_1970 * DAY_MS + Date.now())));
          return capi.SQLITE_OK;
        },
      },
    },
  });
  return name;
}
