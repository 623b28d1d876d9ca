// Why the values of a field may differ from tshark's in a frame: rules over the field, its values and the layers of the frame.
import type { Field } from '../../../src-main/dissect/contract/fields';
import { explain, QUOTED } from '../explain';

export interface DifferingCell {
  readonly field: Field;
  readonly ours: string;
  readonly theirs: string;
}

/** What is known of a frame beside the cell. */
export interface FrameFacts {
  /** tshark's frame.protocols */
  readonly protocols: string;
  /** ours */
  readonly ourProtocols: string;
  /** bytes of the frame were not captured */
  readonly cut: boolean;
  /** a segment resets its connection */
  readonly reset: boolean;
  /** some frames of the capture have no time */
  readonly untimed: boolean;
  /** the time of some frame of the capture is another one in tshark */
  readonly timesDiffer: boolean;
  /** we call the checksum of TCP or UDP one that the network card completes */
  readonly partial: boolean;
  /** some frame of the capture has several conversations in it, or a conversation of Frame Relay */
  readonly tunnels: boolean;
  /** a header has options beside NOPs and the end of their list */
  readonly otherOptions: boolean;
  /** an IPv4 header has a source route */
  readonly sourceRoute: boolean;
}

type Rule = readonly [reason: string, field: RegExp, when: (cell: DifferingCell, facts: FrameFacts) => boolean];

const withoutData = (path: string): string => path.replaceAll(/(?<=:tcp):data\b/g, '');
/** An ICMPv6 error that quotes the first fragment of a packet. */
const QUOTES_FRAGMENT = /:icmpv6:ipv6(?::ipv6\.\w+)*:ipv6\.fraghdr:data$/;
const always = (): boolean => true;
/** Protocols of the one are the first of the other's, `data` aside. */
const beginsAlike = (a: string, b: string): boolean => {
  const [one, other] = [a, b].map((path) => path.replace(/:?data$/, ''));
  return one.startsWith(other) || other.startsWith(one);
};
const PAYLOAD = /^(?:data(?:\..*)?|frame\.protocols)$/;

/** Names that tshark has for first bytes which IEEE has not assigned. */
const OWN_MAKERS = /^(?:CelleBrite Mobile Synchronization|Realtek \(UpTech\? also reported\))(?:,|$)/;

const RULES: readonly Rule[] = [
  [
    'the register of makers, of another year',
    /^eth\.(?:src|dst|addr)\.oui_resolved$/,
    ({ ours, theirs }) => ours !== '' || OWN_MAKERS.test(theirs),
  ],
  ['interface of a pcap file', /^frame\.interface_id$/, ({ theirs }) => theirs === ''],
  [
    'checksum of a quoted segment',
    /^tcp\.checksum_(?:calculated|bad)/,
    ({ ours }, { protocols }) => ours === '' && QUOTED.test(protocols),
  ],
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
  ['a link type that is not dissected', PAYLOAD, (_, { protocols }) => protocols === ''],
  [
    'payload of a segment that tshark does not hand on',
    PAYLOAD,
    (_, { protocols, ourProtocols }) =>
      /:tcp(?::|$)/.test(protocols) && withoutData(ourProtocols) === withoutData(protocols),
  ],
  ['payload of a reset', /^(?:tcp\.payload|data(?:\..*)?|frame\.protocols)$/, (_, { reset }) => reset],
  ['MPTCP as a protocol', /^frame\.protocols$/, ({ theirs }, { ourProtocols }) => theirs === `${ourProtocols}:mptcp`],
  [
    'how far a damaged packet is followed',
    /^frame\.protocols$/,
    ({ ours, theirs }) => ours.startsWith(theirs) || theirs.startsWith(ours),
  ],
  [
    'bytes that tshark hands to a dissector of its own',
    /^data(?:\..*)?$/,
    ({ ours, theirs }) => theirs === '' || ours.length > theirs.length || Number(ours) > Number(theirs),
  ],
  ['a block that is no packet', /^frame\.encap_type$/, ({ theirs }) => theirs === ''],
  [
    'radio information worked out of a header',
    /^frame\.protocols$/,
    ({ ours, theirs }) => theirs.includes(':wlan_radio:') && beginsAlike(ours, theirs.replaceAll(':wlan_radio', '')),
  ],
  ['protocols that only one side dissects', /^frame\.protocols$/, ({ ours, theirs }) => beginsAlike(ours, theirs)],
  [
    'protocols that only one side dissects',
    /^data(?:\..*)?$/,
    ({ ours }, { protocols, ourProtocols }) =>
      ours === '' && /:(?:tls|http)$/.test(ourProtocols) && !/:(?:tls|http)\b/.test(protocols),
  ],
  [
    'protocols that only one side dissects',
    /^data(?:\..*)?$/,
    ({ ours }, { protocols, ourProtocols }) =>
      ours === '' && /:http\b.*:data$/.test(protocols) && /:http$/.test(ourProtocols),
  ],
  [
    'frames without a time',
    /^(?:frame|udp|tcp)\.time_/,
    ({ ours, theirs }) => ours === '' || Math.abs(Number(theirs)) > 1e9 || Math.abs(Number(ours)) > 1e9,
  ],
  ['an interface of a later section', /^frame\.interface_/, ({ ours, theirs }) => ours !== '' && theirs !== ''],
  ['how far a damaged packet is followed', /^(?:ipv6\.fraghdr|eth$)/, ({ theirs }) => theirs === ''],
  ['checksum of MPTCP', /^tcp\.options\.mptcp\.checksum$/, ({ theirs }) => theirs === ''],
  ['a link type without a name', /^frame\.encap_type$/, ({ ours }) => ours === '0'],
  ['an interface without a name', /^frame\.interface_name$/, ({ ours, theirs }) => ours === '' && theirs === 'unknown'],
  ['an interface of a later section', /^frame\.interface_(?:name|description|id)$/, ({ ours }) => ours !== ''],
  ['frames without a time', /^(?:frame|udp|tcp)\.time_/, (_, { untimed }) => untimed],
  ['fraction of a second beyond 32 bits', /^(?:frame|udp|tcp)\.time/, (_, { timesDiffer }) => timesDiffer],
  [
    'addresses of FDDI',
    /^fddi\.(?:src|dst|addr)$/,
    ({ ours, theirs }) => theirs.split(',').includes(ours.split(',')[0]),
  ],
  ['Frame Relay headers of other lengths', /^(?:fr|data)\b/, (_, { protocols }) => /^fr\b/.test(protocols)],
  ['options that run out of their header', /^tcp\.options(?:\.unknown.*|\.timestamp)?$/, always],
  ['a pseudo wire that tshark guesses otherwise', /^pweth/, always],
  [
    'IPv6 in the place of IPv4',
    /^ip\.bogus_ip_version$|^ipv6\b/,
    ({ field, ours, theirs }, { protocols }) =>
      (field.abbrev === 'ip.bogus_ip_version' ? theirs : ours) === '' && /\bip:ipv6\b/.test(protocols),
  ],
  [
    'a quoted first fragment of IPv6',
    /./,
    ({ ours, theirs }, { protocols }) => QUOTES_FRAGMENT.test(protocols) && ours.startsWith(theirs),
  ],
  ['NOPs behind other options', /^(?:ip|tcp)\.nop$/, (_, { otherOptions }) => otherOptions],
  ['tags of PPPoE discovery', /^pppoed\./, always],
  ['address written with its bits turned over', /^teredo\.orig\.addr$/, always],
];

/** The named reason, or null when there is none. */
export function explainCell(cell: DifferingCell, facts: FrameFacts): string | null {
  const rule = RULES.find(([, field, when]) => field.test(cell.field.abbrev) && when(cell, facts));
  if (rule) return rule[0];
  const { ours, theirs } = cell;
  return explain(
    { ...facts, field: cell.field.abbrev, ours, theirs, stream: '' },
    { ourFormat: 'pcap', ourProblem: null, unusedStreams: [], hiddenStreams: new Set(), theirFormat: () => '' },
  );
}
