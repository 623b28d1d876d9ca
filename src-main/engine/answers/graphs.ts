// Graphs of connections: made when they are asked for; those of the connection asked for last are kept.
import { StreamGraph } from '../../flow/graphs/stream-graph';
import type { Graph, GraphQuery } from '../../ipc/contracts/graph-contract';
import { RequestFailure } from '../base/failure';
import { problem } from '../base/problems';
import type { CaptureDocument } from '../document/document';
import { SackLook } from './sack-look';
import type { Timelines } from './timelines';

export class Graphs {
  readonly #timelines: Timelines;
  readonly #sacks: SackLook;
  #kept: { key: string; graph: StreamGraph } | null = null;

  constructor(document: CaptureDocument, timelines: Timelines) {
    this.#timelines = timelines;
    this.#sacks = new SackLook(document);
  }

  /** Throws RequestFailure for a flow that is not there. */
  graph(query: GraphQuery): Graph {
    const shown = this.#timelines.shown(query.flow);
    if (shown.flow.kind !== 'tcp') throw new RequestFailure(problem('engine.noFlow', 'engine.noFlow'));
    const key = `${query.flow} ${query.fromA} ${shown.flow.lastFrame}`;
    if (this.#kept?.key !== key) this.#kept = { key, graph: new StreamGraph(shown, query.fromA) };
    return this.#kept.graph.graph(query, (row) => this.#sacks.blocks(row + 1));
  }
}
