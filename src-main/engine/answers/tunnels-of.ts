// What lies around a connection, as names, where connections are told apart by that: the headers of its first frame are walked once more, and
// what they go through is noted until it is the path that the flow was found by.
import { Scanner } from '../../flow/scan/scan';
import { isKnownUdpPort } from '../../flow/scan/known-ports';
import * as P from '../../flow/scan/tunnel-path';
import { oneFrame } from '../../memory/frame-batch';
import type { CaptureDocument } from '../document/document';

/** Names of protocols; with a number where the path has one. The same in every language. */
const NAMES: Readonly<Record<number, string>> = {
  [P.IN_VLAN]: 'VLAN',
  [P.IN_MPLS]: 'MPLS',
  [P.IN_VXLAN]: 'VXLAN',
  [P.IN_GENEVE]: 'Geneve',
  [P.IN_GRE]: 'GRE',
  [P.IN_PPPOE]: 'PPPoE',
  [P.IN_GTP]: 'GTP-U',
  [P.IN_L2TP]: 'L2TP',
  [P.IN_TEREDO]: 'Teredo',
  [P.IN_LISP]: 'LISP',
  [P.IN_IP]: 'IP',
};
const NUMBERED: ReadonlySet<number> = new Set([P.IN_VLAN, P.IN_VXLAN, P.IN_GENEVE, P.IN_PPPOE]);

class PathScanner extends Scanner {
  readonly passed: { kind: number; identifier: number }[] = [];
  protected override through(kind: number, identifier = 0): void {
    super.through(kind, identifier);
    this.passed.push({ kind, identifier });
  }
}

/** The names from outside in, with `›` between them; empty: nothing is around it, or it does not matter. */
export function tunnelsOf({ analysis, columns, frameView }: CaptureDocument, flow: number): string {
  const { table } = analysis;
  const chunk = table.chunk(flow);
  const position = table.position(flow);
  const wanted = chunk.path[position];
  if (wanted === 0) return '';
  const row = chunk.firstFrame[position] - 1;
  const batch = oneFrame();
  batch.bytes = frameView.bytes(row);
  batch.capturedLen[0] = batch.bytes.length;
  batch.originalLen[0] = columns.originalLen(row);
  const scanner = new PathScanner(analysis.scanSettings, isKnownUdpPort);
  scanner.scan(batch, [frameView.interfaceOf(row).linkType]);
  const names: string[] = [];
  let path = 0;
  for (const { kind, identifier } of scanner.passed) {
    path = P.through(path, kind, identifier);
    const isNumbered = NUMBERED.has(kind) || (kind === P.IN_GRE && identifier !== 0);
    names.push(isNumbered ? `${NAMES[kind]} ${identifier}` : NAMES[kind]);
    if (path === wanted) return names.join(' › ');
  }
  return '';
}
