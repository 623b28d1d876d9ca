// The graph as a file: SVG, or the same picture as PNG, twice as fine as the screen.
import { GRAPH_HEIGHT, GRAPH_WIDTH, graphSvg } from '../../../src-main/draw/graph-svg';
import { graphWords } from '../../../src-main/draw/graph-words';
import { utf8 } from '../../../src-main/text/utf8';
import { shell } from '../../state/client';
import { t } from '../../state/i18n.svelte';
import { pngOf, type Picture } from '../../state/picture';
import { graphs, session } from '../../state/window';

const FINER = 2;

/** The same for the clipboard. */
export function graphPicture(direction: string): Picture | null {
  const svg = picture(direction);
  return svg === null ? null : { svg, width: GRAPH_WIDTH, height: GRAPH_HEIGHT };
}

/** `direction`: whose data, in words. Null: nothing is drawn. */
function picture(direction: string): string | null {
  const { graph } = graphs;
  if (!graph) return null;
  const words = graphWords(graph, `${session.status?.name ?? ''} · ${direction}`, t);
  return graphSvg({ ...graph, lines: graphs.lines }, graphs.range, words);
}

const nameOf = (kind: 'svg' | 'png'): string => {
  const capture = (session.status?.name ?? 'capture').replace(/\.[^.]*$/, '');
  return `${capture}-tcp${graphs.flow?.stream ?? ''}-${graphs.kind}.${kind}`;
};

export async function saveSvg(direction: string): Promise<void> {
  const svg = picture(direction);
  if (svg !== null) await shell.request('saveFile', { name: nameOf('svg'), kind: 'svg', data: utf8(svg) });
}

export async function savePng(direction: string): Promise<void> {
  const drawn = graphPicture(direction);
  if (drawn === null) return;
  await shell.request('saveFile', { name: nameOf('png'), kind: 'png', data: await pngOf(drawn, FINER) });
}
