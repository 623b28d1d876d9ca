// What lessens what can be told from a capture, counted over its columns; checksums and the lengths that ends accept need a look at frames.
import { LOST_SEGMENT } from '../../../dissect/contract/analysis-flags';
import { dissectGuarded } from '../../../dissect/dissect';
import { registry } from '../../../dissect/protocols/registry';
import { ValueSink } from '../../../dissect/sinks/field-sink';
import { COPY } from '../../../flow/columns/segment-mark';
import type { QualityFact, QualityPoint } from '../../../report/model';
import { SYN } from '../../../wire/tcp';
import { reportBug } from '../../base/bug-log';
import { Slice } from '../../base/pause';
import type { CaptureDocument } from '../../document/document';
import { DETAIL_OPTIONS } from '../packet-detail';

/** Frames that are dissected for it at most. */
const MOST_DISSECTED = 20_000;
const GIVE_WAY = 1024;
const STATUS_BAD = 0;

const FIELDS = ['tcp.checksum.status', 'tcp.options.mss_val'].map((name) => registry.field(name)!);
const [STATUS, MSS] = FIELDS.keys();

const FILTERS: Readonly<Record<QualityPoint, string>> = {
  damage: '',
  handshakes: 'synscope.handshake in {"not-seen", "partial"}',
  cut: 'frame.cap_len < frame.len',
  drops: '',
  gaps: 'tcp.analysis.lost_segment',
  checksums: 'tcp.checksum.status == 0',
  merged: '',
  time: 'frame.time_delta < 0',
  copies: '',
};

class Point {
  count = 0;
  frame = 0;
  add(frame: number): void {
    this.count++;
    if (this.frame === 0) this.frame = frame;
  }
}

/** All points in their order. Gives way; throws where `stopped` says so. `damaged`: the file could not be read to its end. */
export async function qualityOf(
  document: CaptureDocument,
  damaged: boolean,
  stopped: () => boolean,
): Promise<QualityFact[]> {
  const { analysis, columns, extras, frames } = document;
  const cut = new Point();
  const gaps = new Point();
  const copies = new Point();
  const merged = new Point();
  const checksums = new Point();
  const sink = new ValueSink(FIELDS);
  /** by flow and side: the longest segment that it accepts */
  const accepts = new Map<number, number>();
  let dissected = 0;
  let segments = 0;
  const slice = new Slice();
  for (let row = 0; row < frames; row++) {
    if (row % GIVE_WAY === 0) {
      if (slice.over) await slice.giveWay();
      if (stopped()) throw new Error('cancelled');
    }
    if (columns.capturedLen(row) < columns.originalLen(row)) cut.add(row + 1);
    if (columns.streamKind(row) !== 'tcp' || columns.tcpHeaderLen(row) === 0) continue;
    segments++;
    if (columns.analysis(row) & LOST_SEGMENT) gaps.add(row + 1);
    if (columns.mark(row) & COPY) copies.add(row + 1);
    const side = 2 * columns.stream(row) + (columns.fromA(row) ? 0 : 1);
    if (dissected < MOST_DISSECTED) {
      dissected++;
      const bytes = document.bytes(row);
      sink.begin(bytes);
      dissectGuarded(bytes, document.context(row), DETAIL_OPTIONS, sink, reportBug);
      if (sink.values(STATUS).some((status) => Number(status) === STATUS_BAD)) checksums.add(row + 1);
      const mss = sink.values(MSS).at(-1);
      if (columns.flags(row) & SYN && mss !== undefined) accepts.set(side, Number(mss));
    }
    const most = accepts.get(side ^ 1);
    if (most !== undefined && columns.payloadLen(row) > most) merged.add(row + 1);
  }
  const fact = (
    point: QualityPoint,
    { count, frame }: { count: number | null; frame: number },
    of: number,
  ): QualityFact => ({
    point,
    count,
    of,
    frame,
    filter: FILTERS[point],
  });
  const dropped = droppedBy(extras.statistics);
  return [
    fact('damage', { count: Number(damaged), frame: 0 }, 1),
    fact('handshakes', handshakes(document), analysis.flows.tcpCount),
    fact('cut', cut, frames),
    fact('drops', { count: dropped, frame: 0 }, frames + (dropped ?? 0)),
    fact('gaps', gaps, segments),
    fact('checksums', checksums, dissected),
    fact('merged', merged, segments),
    fact('time', { count: analysis.lateFrames, frame: analysis.lateFrames > 0 ? analysis.firstLateFrame : 0 }, frames),
    fact('copies', copies, segments),
  ];
}

function handshakes({ analysis: { flows } }: CaptureDocument): Point {
  const point = new Point();
  for (let stream = 0; stream < flows.tcpCount; stream++) {
    const id = flows.ofStream('tcp', stream);
    const [handshake] = flows.verdicts(id);
    if (handshake === 'not-seen' || handshake === 'partial') point.add(point.frame || flows.row(id).firstFrame);
  }
  return point;
}

/** Null where no interface tells. */
export function droppedBy(statistics: ReadonlyMap<number, { dropped?: number }>): number | null {
  const told = [...statistics.values()].flatMap(({ dropped }) => (dropped === undefined ? [] : [dropped]));
  return told.length === 0 ? null : told.reduce((sum, dropped) => sum + dropped, 0);
}
