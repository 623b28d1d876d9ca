// Compares every capture of a folder with tshark and adds up what is equal, what differs for a known reason, what not.
import { join } from 'node:path';
import { compareRows, type Difference, type FileResult } from './compare';
import { ORACLE_FIELDS, ORACLE_PREFERENCES } from './field-list';
import { ourFields } from './ours';
import { fileType, tsharkFields } from './tshark';

export interface OracleResult {
  files: FileResult[];
  /** files that tshark gives no row for: not captures, or empty ones */
  unread: string[];
  frames: number;
  cells: number;
  differences: Difference[];
}

/** Runs both sides over `paths` (relative to `folder`). `onFile` is called as each one is done. */
export async function runOracle(
  folder: string,
  paths: string[],
  version: string,
  onFile: (result: FileResult) => void = () => undefined,
): Promise<OracleResult> {
  const result: OracleResult = { files: [], unread: [], frames: 0, cells: 0, differences: [] };
  // tshark runs ahead (two at a time) while this process compares what is there.
  const theirs = new Map<string, ReturnType<typeof tsharkFields>>();
  const ahead = (from: number): void => {
    for (const path of paths.slice(from, from + 4))
      if (!theirs.has(path))
        theirs.set(
          path,
          tsharkFields(
            join(folder, path),
            version,
            [...ORACLE_FIELDS, 'frame.protocols', '_ws.short'],
            ORACLE_PREFERENCES,
          ),
        );
  };
  for (const [i, path] of paths.entries()) {
    ahead(i);
    const { rows } = (await theirs.get(path)) ?? { rows: [] };
    theirs.delete(path);
    if (rows.length === 0) {
      result.unread.push(path);
      continue;
    }
    const ours = await ourFields(join(folder, path), [...ORACLE_FIELDS, 'tcp.checksum.partial'], ORACLE_PREFERENCES);
    const file = compareRows(path, ORACLE_FIELDS, ours.rows, rows, {
      ourFormat: ours.format,
      ourProblem: ours.problem?.kind ?? null,
      unusedStreams: unusedStreams(rows.map((row) => row[STREAM])),
      hiddenStreams: hiddenStreams(
        ours.rows.map((row) => row[STREAM]),
        rows.map((row) => row[STREAM]),
      ),
      announces: rows.some((row) => row[ORACLE_FIELDS.length].includes(':tcp:ftp')),
      theirFormat: () => fileType(join(folder, path)),
    });
    onFile(file);
    result.files.push(file);
    result.frames += file.frames;
    result.cells += file.cells;
    result.differences.push(...file.differences);
  }
  return result;
}

const STREAM = ORACLE_FIELDS.indexOf('tcp.stream');

/** Numbers that tshark has in a row in which we have none. */
function hiddenStreams(ours: string[], theirs: string[]): Set<string> {
  return new Set(theirs.filter((stream, i) => stream !== '' && ours[i] === ''));
}

/** Numbers below the highest that no cell names. */
function unusedStreams(cells: string[]): number[] {
  const used = new Set(cells.flatMap((cell) => (cell === '' ? [] : cell.split(',').map(Number))));
  const unused: number[] = [];
  for (let n = 0, left = used.size; left > 0; n++)
    if (used.has(n)) left--;
    else unused.push(n);
  return unused;
}

export const unexplained = (differences: Difference[]): Difference[] => differences.filter((d) => d.reason === null);

/** Counts by a property, the largest first. */
export function countBy(differences: Difference[], key: (d: Difference) => string): [string, number][] {
  const counts = new Map<string, number>();
  for (const d of differences) counts.set(key(d), (counts.get(key(d)) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}

/** `file:frame field: ours … tshark …` */
export const differenceText = (d: Difference): string =>
  `${d.file}:${d.frame} ${d.field}: ours "${d.ours}", tshark "${d.theirs}"`;
