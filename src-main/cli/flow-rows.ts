// The conversations that `flows` prints, in pages: TCP first, each kind by stream. No more than a page is held at a time.
import type { CaptureDocument } from '../engine/document/document';
import { findTimings } from '../engine/passes/timing-pass';
import { findHandshakes } from '../engine/passes/tls-pass';
import { DEFAULT_OPTIONS } from '../engine/answers/row-options';
import type { FlowRow } from '../ipc/contracts/engine-contract';
import type { FlowCondition } from '../store/flow-condition';
import type { CommandContext } from './context';
import { matchingRows, type CommandFilter } from './display-filter';

const PAGE = 1024;

/** Which conversations have a matching packet, one byte a stream. */
interface Matched {
  tcp: Uint8Array;
  udp: Uint8Array;
}

/** A packet in a tunnel belongs to the conversation of the tunnel, too. */
async function matchedStreams(
  context: CommandContext,
  document: CaptureDocument,
  filter: CommandFilter,
): Promise<Matched> {
  const { columns } = document;
  const { tcpCount, udpCount } = document.analysis.flows;
  const matched: Matched = { tcp: new Uint8Array(tcpCount), udp: new Uint8Array(udpCount) };
  for await (const rows of matchingRows(context, document, filter, DEFAULT_OPTIONS)) {
    for (const row of rows) {
      const kind = columns.streamKind(row);
      if (kind !== 'none') matched[kind][columns.stream(row)] = 1;
      const outer = columns.outerStream(row);
      if (outer >= 0) matched.udp[outer] = 1;
    }
  }
  return matched;
}

/** Pages of conversations, none of them empty. `tls`: with what TLS handshakes tell of them. */
export async function* flowPages(
  context: CommandContext,
  document: CaptureDocument,
  { filter, condition, tls = false }: { filter: CommandFilter | null; condition: FlowCondition | null; tls?: boolean },
): AsyncGenerator<FlowRow[]> {
  findTimings(document);
  if (tls) findHandshakes(document);
  const matched = filter === null ? null : await matchedStreams(context, document, filter);
  const { flows } = document.analysis;
  const chosen = (page: FlowRow[]): FlowRow[] => (condition === null ? page : condition.select(page));
  for (const kind of ['tcp', 'udp'] as const) {
    const count = kind === 'tcp' ? flows.tcpCount : flows.udpCount;
    let page: FlowRow[] = [];
    for (let stream = 0; stream < count; stream++) {
      if (matched && matched[kind][stream] === 0) continue;
      page.push(flows.row(flows.ofStream(kind, stream)));
      if (page.length < PAGE) continue;
      const rows = chosen(page);
      page = [];
      if (rows.length > 0) yield rows;
    }
    const rows = page.length === 0 ? page : chosen(page);
    if (rows.length > 0) yield rows;
  }
}
