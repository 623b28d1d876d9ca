// Why the values of a field may differ from tshark's in a frame: rules over the field, its values and the layers of the frame.
import type { Field } from '../../../src-main/dissect/fields';
import { explain } from '../explain';

export interface DifferingCell {
  readonly field: Field;
  readonly ours: string;
  readonly theirs: string;
}

/** What is known of a frame beside the cell. */
export interface FrameFacts {
  /** tshark's frame.protocols */
  readonly protocols: string;
  /** we call the checksum of TCP or UDP one that the network card completes */
  readonly partial: boolean;
  /** some frame of the capture has several conversations in it, or a conversation of Frame Relay */
  readonly tunnels: boolean;
  /** an IPv4 header has a source route */
  readonly sourceRoute: boolean;
}

type Rule = readonly [reason: string, field: RegExp, when: (cell: DifferingCell, facts: FrameFacts) => boolean];

const always = (): boolean => true;

const RULES: readonly Rule[] = [
  ['interface of a pcap file', /^frame\.interface_id$/, ({ theirs }) => theirs === ''],
  ['checksum left to the network card', /^(?:tcp|udp)\.checksum/, (_, { partial }) => partial],
  [
    'destination of a source route',
    /^(?:ip\.(?:dst|addr|host|dst_host|src_rt|cur_rt)|udp\.(?:stream|time_|checksum))/,
    (_, { sourceRoute }) => sourceRoute,
  ],
  ['several conversations in one frame', /^(?:udp|tcp)\.(?:stream|time_)/, (_, { tunnels }) => tunnels],
  [
    'payload of a quoted packet',
    /^(?:data(?:\..*)?|frame\.protocols)$/,
    (_, { protocols }) => /:icmp(?:v6)?:ip.*:data$/.test(protocols),
  ],
  [
    'bytes that tshark hands to a dissector of its own',
    /^data(?:\..*)?$/,
    ({ ours, theirs }) => theirs === '' || ours.length > theirs.length || Number(ours) > Number(theirs),
  ],
  ['a block that is no packet', /^frame\.encap_type$/, ({ theirs }) => theirs === ''],
  ['NOPs behind a source route', /^ip\.nop$/, (_, { sourceRoute }) => sourceRoute],
  ['tags of PPPoE discovery', /^pppoed\./, always],
  ['address written with its bits turned over', /^teredo\.orig\.addr$/, always],
];

/** The named reason, or null when there is none. */
export function explainCell(cell: DifferingCell, facts: FrameFacts): string | null {
  const rule = RULES.find(([, field, when]) => field.test(cell.field.abbrev) && when(cell, facts));
  if (rule) return rule[0];
  const { ours, theirs } = cell;
  return explain(
    { field: cell.field.abbrev, ours, theirs, protocols: facts.protocols, partial: facts.partial },
    { ourFormat: 'pcap', ourProblem: null, unusedStreams: [], theirFormat: () => '' },
  );
}
