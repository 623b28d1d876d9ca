// How a client came to the address that it connects to: the last answer of DNS that it got with it.
import type { FieldValue } from '../../dissect/contract/fields';
import { FrameDissector } from '../../dissect/dissect';
import { registry } from '../../dissect/protocols/registry';
import { ChosenFields } from '../../dissect/sinks/chosen-fields';
import type { FlowRow } from '../../ipc/flow-facts';
import type { TimelineLookUp } from '../../ipc/contracts/timeline-contract';
import { reportBug } from '../base/bug-log';
import type { CaptureDocument } from '../document/document';
import type { LookUps } from '../passes/look-ups';
import { DEFAULT_OPTIONS } from './row-options';

/** null: no answer before the connection says so, or they have not been looked at yet. */
export function lookUpOf(document: CaptureDocument, lookUps: LookUps, flow: FlowRow): TimelineLookUp | null {
  const { columns, analysis } = document;
  const found = lookUps.before(flow.addressB, flow.firstFrame, (frame) => {
    const id = analysis.flowOfRow(frame - 1);
    if (id < 0) return false;
    const { addressA, addressB } = analysis.flows.row(id);
    return (columns.fromA(frame - 1) ? addressB : addressA) === flow.addressA;
  });
  if (found === null) return null;
  const row = found.frame - 1;
  const first = flow.firstFrame - 1;
  const timed = columns.hasTime(row) && columns.hasTime(first);
  const beforeNs =
    (columns.timeSec(first) - columns.timeSec(row)) * 1e9 + columns.timeNano(first) - columns.timeNano(row);
  return { ...found, address: flow.addressB, tookNs: timeOf(document, row), beforeNs: timed ? beforeNs : null };
}

/** dns.time of the only answer in a row; null: there are several, or the query was not captured. */
function timeOf(document: CaptureDocument, row: number): number | null {
  const times: number[] = [];
  const sink = new TimeSink((ns) => times.push(ns));
  new FrameDissector(DEFAULT_OPTIONS, sink, reportBug).dissect(document.bytes(row), document.context(row));
  return times.length === 1 ? times[0] : null;
}

class TimeSink extends ChosenFields {
  readonly detail = false;
  constructor(private readonly told: (ns: number) => void) {
    super(['dns.time'].flatMap((name) => registry.field(name) ?? []));
  }
  begin(bytes: Uint8Array): void {
    this.frame = bytes;
  }
  protected add(_slot: number, _at: number, _len: number, value: FieldValue): void {
    if (value !== null && typeof value === 'object' && 'sec' in value) this.told(value.sec * 1e9 + value.nano);
  }
  protected addLine(): void {}
  protected addAddress(): void {}
  protected addBytes(): void {}
}
