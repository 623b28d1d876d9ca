export const tree = {
  'tree.frame':
    'Frame {number, number, ::group-off}: {wire, plural, one {# byte} other {# bytes}} on the wire, {captured, plural, one {# byte} other {# bytes}} captured',
  'tree.frameOn':
    'Frame {number, number, ::group-off}: {wire, plural, one {# byte} other {# bytes}} on the wire, {captured, plural, one {# byte} other {# bytes}} captured on interface {name}',
  'tree.short':
    'The capture cut this packet short: {protocol} continues at byte {offset, number, ::group-off}, but only {there} of {needed} bytes are present',
  'tree.unreassembled':
    'The rest is in another fragment: {protocol} continues at byte {offset, number, ::group-off}, but only {there} of {needed} bytes are present',
  'tree.malformed':
    'Malformed packet: {protocol} needs {needed} bytes at byte {offset, number, ::group-off}, but the packet declares only {there}',
  'tree.malformedField':
    'Malformed packet: the value of “{field}” of {protocol} at byte {offset, number, ::group-off} contradicts the rest (bytes {value})',
  'tree.tooManyLayers': 'Malformed packet: more than {limit} nested protocols; {protocol} was not decoded',
  'tree.dissectorBug': 'Bug in Synscope: the dissector failed after {layers} ({error})',
  'tree.checksum.correct': 'correct',
  'tree.checksum.incorrect': 'incorrect, should be {expected}',
  'tree.checksum.off': 'not verified',
  'tree.checksum.truncated': 'not verifiable: not all bytes were captured',
  'tree.checksum.fragment': 'not verifiable: this is only one fragment',
  'tree.checksum.offloaded': 'partial, to be completed by the network card (checksum offload)',
  'tree.checksum.header': 'not verifiable: no usable header around it',
  'tree.checksum.absent': 'not used',
  'tree.ip.lengthZero': 'left to the network card for segmentation offload; {length} bytes according to the frame',
  'tree.lengthBytes': '{length, plural, one {# byte} other {# bytes}}',
  'tree.synscope.frames': 'packets {from, number, ::group-off} to {to, number, ::group-off}',
  'tree.synscope.clientBy.syn': 'it sent the SYN',
  'tree.synscope.clientBy.syn-ack': 'it was answered with a SYN-ACK',
  'tree.synscope.clientBy.port': 'no SYN was captured; the other end has the better-known port',
  'tree.synscope.clientBy.first': 'no SYN was captured; it sent the first packet',
  'tree.ip.smallTtl': 'Few hops are left: a router on the path may drop this packet',
} as const;
