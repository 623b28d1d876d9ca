// The rules that colour packets until somebody makes others. What is wrong comes first, then protocols, the outermost last. Names are
// English as they are stored; the window shows those of its language (`colours.rule.…`).
import type { ColourRule } from './contracts/colour-contract';
import type { PaletteColour } from './rule-palette';

const rule = (name: string, colour: PaletteColour, filter: string): ColourRule => ({ name, filter, on: true, colour });

export const DEFAULT_COLOUR_RULES: readonly ColourRule[] = [
  rule('Errors', 'red', '_ws.malformed || _ws.expert.severity == "Error"'),
  rule('Resets', 'magenta', 'tcp.flags.reset == 1'),
  rule('ICMP errors', 'magenta', 'icmp.type in {3, 4, 5, 11, 12} || icmpv6.type in {1 .. 4}'),
  rule(
    'TCP problems',
    'amber',
    'tcp.analysis.flags && !tcp.analysis.window_update && !tcp.analysis.keep_alive && !tcp.analysis.keep_alive_ack',
  ),
  rule('ARP', 'yellow', 'arp'),
  rule('ICMP', 'pink', 'icmp || icmpv6'),
  rule('TCP handshake and teardown', 'blue', 'tcp.flags.syn == 1 || tcp.flags.fin == 1'),
  rule('DNS', 'cyan', 'dns'),
  rule('DHCP', 'orange', 'dhcp || dhcpv6'),
  rule('HTTP', 'green', 'http || http2'),
  rule('TLS and QUIC', 'violet', 'tls || quic'),
  rule('TCP', 'paper', 'tcp'),
  rule('UDP', 'grey', 'udp'),
];
