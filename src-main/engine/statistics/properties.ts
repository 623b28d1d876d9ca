// What is known of a capture file and its packets.
import { linkTypeName } from '../../dissect/values/link-types';
import type { CaptureAmounts, CaptureProperties } from '../../ipc/contracts/statistics-contract';
import { sha256Of } from '../base/file-hash';
import { Slice } from '../base/pause';
import type { CaptureDocument } from '../document/document';
import { AllRows, type ShownRows } from '../document/shown-rows';
import { sinceRow } from './since-row';

/** Rows between two looks at the clock. */
const GIVE_WAY = 4096;

/** `path` null: it has no sum of one file. `shown` null: all packets are. Rejects when `signal` says so. */
export async function captureProperties(
  document: CaptureDocument,
  { name, path }: { name: string; path: string | null },
  shown: ShownRows | null,
  signal: AbortSignal,
): Promise<CaptureProperties> {
  const { analysis, columns, interfaces, interfaceFrames, extras } = document;
  const { earliestRow, latestRow } = analysis;
  const at = (row: number): CaptureProperties['firstTime'] =>
    row < 0 ? null : { sec: columns.timeSec(row), nano: columns.timeNano(row) };
  const all = await amountsOf(document, new AllRows(columns), signal);
  const displayed = shown && (await amountsOf(document, shown, signal));
  return {
    path: path ?? name,
    fileBytes: document.fileBytes,
    format: document.format,
    sha256: path === null ? null : await sha256Of(path, () => signal.aborted),
    writtenBy: extras.writtenBy,
    comments: extras.sectionComments,
    firstTime: at(earliestRow),
    lastTime: at(latestRow),
    durationNs: all.durationNs,
    interfaces: interfaces.map((one, i) => ({
      name: one.name || one.description,
      linkType: linkTypeName(one.linkType) ?? String(one.linkType),
      snapLen: one.snapLen,
      filter: one.filter,
      packets: interfaceFrames[i] ?? 0,
      dropped: extras.statistics.get(i)?.dropped ?? null,
    })),
    all,
    displayed,
  };
}

/** Sums over the rows of a list, between the earliest and the latest of them. */
async function amountsOf(document: CaptureDocument, list: ShownRows, signal: AbortSignal): Promise<CaptureAmounts> {
  const { columns } = document;
  const packets = list.count;
  let bytes = 0;
  let capturedBytes = 0;
  let first = -1;
  let last = -1;
  const slice = new Slice();
  for (let i = 0; i < packets; i++) {
    if (i % GIVE_WAY === 0 && slice.over) {
      await slice.giveWay();
      signal.throwIfAborted();
    }
    const row = list.at(i);
    bytes += columns.originalLen(row);
    capturedBytes += columns.capturedLen(row);
    if (!columns.hasTime(row)) continue;
    if (first < 0 || columns.isBefore(row, first)) first = row;
    if (last < 0 || columns.isBefore(last, row)) last = row;
  }
  const durationNs = first < 0 ? null : sinceRow(document, first, last);
  const perSecond = (amount: number): number | null => (durationNs ? (amount * 1e9) / durationNs : null);
  return {
    ...{ packets, bytes, capturedBytes, durationNs },
    packetsPerSecond: perSecond(packets),
    bitsPerSecond: perSecond(8 * bytes),
    averageBytes: packets > 0 ? bytes / packets : null,
  };
}
