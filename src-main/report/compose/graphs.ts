// The graphs of a connection: sequence numbers, round trips and throughput over time, as the window exports them.
import { GRAPH_HEIGHT, GRAPH_WIDTH, graphSvg } from '../../draw/graph-svg';
import { graphWords } from '../../draw/graph-words';
import type { ReportBlock } from '../../ipc/contracts/report-contract';
import { endpointText } from '../../text/endpoint';
import type { ConnectionFacts } from '../model';
import { heading, quiet, type Words } from './words';

export function graphBlocks({ flow, graphs, graphsFromA }: ConnectionFacts, words: Words): ReportBlock[] {
  if (graphs.length === 0) return [];
  const ends = [endpointText(flow.addressA, flow.portA), endpointText(flow.addressB, flow.portB)];
  const [from, to] = graphsFromA ? ends : ends.reverse();
  const direction = words.say('graph.direction', { from, to });
  const blocks: ReportBlock[] = [heading(3, words.say('report.section.graphs')), quiet(direction)];
  for (const graph of graphs) {
    const own = graphWords(graph, direction, (key, args) => words.say(key, args));
    blocks.push({
      kind: 'picture',
      name: `graph-${graph.kind}-${flow.kind}-${flow.stream}`,
      caption: own.title,
      alt: words.say('report.graphs.alt', { graph: own.title, points: graph.points }),
      svg: graphSvg(graph, [0, graph.duration], own),
      width: GRAPH_WIDTH,
      height: GRAPH_HEIGHT,
    });
    if (graph.note) blocks.push(quiet(words.message(graph.note)));
  }
  return blocks;
}
