// Graphs of connections: made when they are asked for; those of the connection asked for last are kept.
import { dissectGuarded } from '../../dissect/dissect';
import { registry } from '../../dissect/protocols/registry';
import { ValueSink } from '../../dissect/sinks/field-sink';
import { StreamGraph } from '../../flow/graphs/stream-graph';
import type { Graph, GraphQuery } from '../../ipc/graph-contract';
import { reportBug } from '../base/bug-log';
import { RequestFailure } from '../base/failure';
import { problem } from '../base/problems';
import type { CaptureDocument } from '../document/document';
import type { Timelines } from './timelines';

const OPTIONS = { checkChecksums: false, relativeSequenceNumbers: false };
const SACK = ['tcp.options.sack_le', 'tcp.options.sack_re'].map((name) => registry.field(name)!);

export class Graphs {
  readonly #document: CaptureDocument;
  readonly #timelines: Timelines;
  readonly #sink = new ValueSink(SACK);
  #kept: { key: string; graph: StreamGraph } | null = null;

  constructor(document: CaptureDocument, timelines: Timelines) {
    this.#document = document;
    this.#timelines = timelines;
  }

  /** Throws RequestFailure for a flow that is not there. */
  graph(query: GraphQuery): Graph {
    const shown = this.#timelines.shown(query.flow);
    if (shown.flow.kind !== 'tcp') throw new RequestFailure(problem('engine.noFlow', 'engine.noFlow'));
    const key = `${query.flow} ${query.fromA} ${shown.flow.lastFrame}`;
    if (this.#kept?.key !== key) this.#kept = { key, graph: new StreamGraph(shown, query.fromA) };
    return this.#kept.graph.graph(query, (row) => this.#sackBlocks(row));
  }

  /** Blocks of the SACK option in a row, none where the frame can no longer be read. */
  #sackBlocks(row: number): [left: number, right: number][] {
    const bytes = this.#document.bytes(row);
    if (bytes.length < this.#document.columns.capturedLen(row)) return [];
    dissectGuarded(bytes, this.#document.context(row), OPTIONS, this.#sink, reportBug);
    const [left, right] = SACK.map((_, i) => this.#sink.values(i).map(Number));
    return right.map((end, i) => [left[i], end]);
  }
}
