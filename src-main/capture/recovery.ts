// A capture that was running when the app or the machine died. A marker beside the file says that a capture is running
// and in which process; a marker of a process that is gone is a capture to recover.
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

const SUFFIX = '.running.json';
/** files of a ring that one marker may name */
const MAX_FILES = 100_000;

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
/** the last moment that JavaScript can tell */
const LATEST_MS = 8.64e15;
const MOST_BYTES = 64 << 20;
const markerShape = v.object({
  pid: count,
  /** when that process began, in the system's own words; null where it is not told */
  processStart: v.nullable(v.string()),
  startedMs: v.pipe(count, v.maxValue(LATEST_MS)),
  devices: v.array(v.string()),
  filter: v.string(),
  /** oldest first */
  files: v.pipe(v.array(v.string()), v.maxLength(MAX_FILES)),
});
export type CaptureMarker = v.InferOutput<typeof markerShape>;

/** A marker for a capture that this process runs. */
export const newMarker = (devices: string[], filter: string, files: string[]): CaptureMarker => ({
  pid: process.pid,
  processStart: processStart(process.pid),
  startedMs: Date.now(),
  devices,
  filter,
  files,
});

/** Where the marker of the capture `id` lies. */
export const markerPath = (folder: string, id: string): string => join(folder, `${id}${SUFFIX}`);

/** Written beside and moved into place, so that it is whole whenever this process ends. */
export function writeMarker(path: string, marker: CaptureMarker): void {
  const temporary = `${path}.new`;
  writeFileSync(temporary, JSON.stringify(marker), { mode: 0o600 });
  renameSync(temporary, path);
}

/** The capture ended in order, or was recovered, or is not wanted. */
export const removeMarker = (path: string): void => removeQuietly(path);

/** A file that cannot be removed (read-only folder) stays; that is no reason to fail. */
export function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch (error) {
    console.error(`synscope: cannot remove ${path}: ${String(error)}`);
  }
}

export interface AbandonedCapture {
  /** of the marker: for `removeMarker` */
  path: string;
  marker: CaptureMarker;
}

/** Captures of this folder whose process is gone, oldest first. A broken marker is left out. */
export function abandonedCaptures(folder: string): AbandonedCapture[] {
  const found: AbandonedCapture[] = [];
  for (const name of namesIn(folder)) {
    if (!name.endsWith(SUFFIX)) continue;
    const path = join(folder, name);
    const marker = readMarker(path);
    if (marker && !isRunning(marker)) found.push({ path, marker });
  }
  return found.sort((a, b) => a.marker.startedMs - b.marker.startedMs);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // no capture was ever made
  }
}

function readMarker(path: string): CaptureMarker | null {
  try {
    const found = statSync(path);
    if (!found.isFile() || found.size > MOST_BYTES) return null;
    const parsed = v.safeParse(markerShape, JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? { ...parsed.output, files: [...new Set(parsed.output.files)] } : null;
  } catch {
    return null;
  }
}

function isRunning(marker: CaptureMarker): boolean {
  try {
    process.kill(marker.pid, 0);
  } catch (error) {
    // EPERM: it runs, as somebody else
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  // the number may have gone to another process since
  return marker.processStart === null || processStart(marker.pid) === marker.processStart;
}

/** Field 22 of /proc/PID/stat, and the boot it counts from; null where there is no such thing. */
function processStart(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    // the second field, a name in brackets, may hold spaces and brackets
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return `${boot} ${fields[19]}`;
  } catch {
    return null;
  }
}
