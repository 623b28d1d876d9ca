// What is compared with tshark, cell by cell.

/** The fields of every frame that have to be equal. */
export const ORACLE_FIELDS = [
  'frame.number',
  'frame.time_epoch',
  'frame.len',
  'frame.cap_len',
  'eth.src',
  'eth.dst',
  'ip.src',
  'ip.dst',
  'ip.ttl',
  'ip.proto',
  'ip.checksum.status',
  'ipv6.src',
  'ipv6.dst',
  'arp.opcode',
  'icmp.type',
  'udp.srcport',
  'udp.dstport',
  'tcp.srcport',
  'tcp.dstport',
  'tcp.stream',
  'tcp.len',
  'tcp.seq',
  'tcp.seq_raw',
  'tcp.ack',
  'tcp.ack_raw',
  'tcp.flags',
  'tcp.window_size_value',
  'tcp.window_size',
  'tcp.options.mss_val',
  'tcp.options.wscale.shift',
  'tcp.options.timestamp.tsval',
  'tcp.checksum.status',
];

/** tshark's preferences for the comparison; the reasons stand in DIFFERENCES.md. */
export const ORACLE_PREFERENCES = [
  'ip.check_checksum:TRUE',
  'tcp.check_checksum:TRUE',
  'udp.check_checksum:TRUE',
  'ip.defragment:FALSE',
  'ipv6.defragment:FALSE',
  'wlan.defragment:FALSE',
];
