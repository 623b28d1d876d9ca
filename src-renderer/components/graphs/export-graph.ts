// The graph as a picture of its own, as reports have it.
import { GRAPH_HEIGHT, GRAPH_WIDTH, graphSvg } from '../../../src-main/draw/graph-svg';
import { graphWords } from '../../../src-main/draw/graph-words';
import { t } from '../../state/i18n.svelte';
import type { Picture } from '../../state/picture';
import { graphs, session } from '../../state/window';

/** `direction`: whose data, in words. Null: nothing is drawn. */
export function graphPicture(direction: string): Picture | null {
  const { graph } = graphs;
  if (!graph) return null;
  const words = graphWords(graph, `${session.status?.name ?? ''} · ${direction}`, t);
  const svg = graphSvg({ ...graph, lines: graphs.lines }, graphs.range, words);
  return { svg, width: GRAPH_WIDTH, height: GRAPH_HEIGHT };
}

/** What its file is called, without ending. */
export const graphName = (): string => `${session.stem}-tcp${graphs.flow?.stream ?? ''}-${graphs.kind}`;
