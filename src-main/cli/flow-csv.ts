// Columns of `flows --csv`. They stay what and where they are, because scripts count them: new ones come behind. JSON has every fact.
import type { FlowRow } from '../ipc/flow-facts';
import { TIMING_FACTS, type TimingRow } from '../ipc/timing-facts';

export const CSV_COLUMNS: readonly (keyof FlowRow)[] = [
  'id',
  'kind',
  'stream',
  'addressA',
  'portA',
  'addressB',
  'portB',
  'clientBy',
  'packetsAB',
  'packetsBA',
  'bytesAB',
  'bytesBA',
  'firstFrame',
  'lastFrame',
  'startSec',
  'startNano',
  'durationNs',
  'handshake',
  'synToSynAckNs',
  'synAckToAckNs',
  'ending',
  'completeness',
  'refusedBefore',
  'refusedAfter',
  'icmpHints',
  ...(Object.keys(TIMING_FACTS) as (keyof TimingRow)[]),
];
