// What the status of a session says of the packets that were read.
import { linkTypeName } from '../../dissect/values/link-types';
import type { SessionStatus } from '../../ipc/contracts/engine-contract';
import type { CaptureDocument } from '../document/document';

type OfDocument = Pick<
  SessionStatus,
  | 'format'
  | 'frames'
  | 'tcpFlows'
  | 'udpFlows'
  | 'firstTimeSec'
  | 'firstTimeNano'
  | 'earliestTimeSec'
  | 'earliestTimeNano'
  | 'latestTimeSec'
  | 'latestTimeNano'
  | 'interfaces'
  | 'marks'
>;

/** `document` null: none is open, or none yet. */
export function documentStatus(document: CaptureDocument | null): OfDocument {
  const columns = document?.columns;
  const first = document?.firstTimedRow ?? -1;
  const earliest = document?.analysis.earliestRow ?? -1;
  const latest = document?.analysis.latestRow ?? -1;
  const { marked = 0, ignored = 0, references = 0, version = 0 } = document?.analysis.readerMarks ?? {};
  const written = document?.analysis.readerComments.version ?? 0;
  return {
    format: document?.format ?? '',
    frames: document?.frames ?? 0,
    tcpFlows: document?.analysis.flows.tcpCount ?? 0,
    udpFlows: document?.analysis.flows.udpCount ?? 0,
    firstTimeSec: columns && first >= 0 ? columns.timeSec(first) : null,
    firstTimeNano: columns && first >= 0 ? columns.timeNano(first) : 0,
    earliestTimeSec: columns && earliest >= 0 ? columns.timeSec(earliest) : null,
    earliestTimeNano: columns && earliest >= 0 ? columns.timeNano(earliest) : 0,
    latestTimeSec: columns && latest >= 0 ? columns.timeSec(latest) : null,
    latestTimeNano: columns && latest >= 0 ? columns.timeNano(latest) : 0,
    interfaces: (document?.interfaces ?? []).map((i, index) => ({
      name: i.name,
      description: i.description,
      linkType: i.linkType,
      linkName: linkTypeName(i.linkType) ?? '',
      snapLen: i.snapLen,
      timeDigits: i.timeDigits,
      frames: document?.interfaceFrames[index] ?? 0,
    })),
    marks: { marked, ignored, references, version: version + written },
  };
}
