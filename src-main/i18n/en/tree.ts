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
  'tree.tooManyLayers':
    'Dissection stops at byte {offset, number, ::group-off}: {limit} protocols are already nested, so {protocol} was not decoded',
  'tree.stopsHere': 'Dissection stops here: at most 64 nested protocols are decoded',
  'tree.dissectorBug': 'Bug in Synscope: the dissector failed after {layers} ({error})',
  'tree.checksum.correct': 'correct',
  'tree.checksum.illegal': 'missing, but required over IPv6',
  'tree.checksum.incorrect': 'incorrect, should be {expected}',
  'tree.checksum.off': 'not verified',
  'tree.checksum.truncated': 'not verifiable: not all bytes were captured',
  'tree.checksum.fragment': 'not verifiable: this is only one fragment',
  'tree.checksum.offloaded': 'partial, to be completed by the network card (checksum offload)',
  'tree.checksum.header': 'not verifiable: no usable header around it',
  'tree.checksum.absent': 'not used',
  'tree.ip.lengthZero': 'left to the network card for segmentation offload; {length} bytes according to the frame',
  'tree.messageTooLong': 'not put together, and not dissected: more than 16 MiB',
  'tree.lengthBytes': '{length, plural, one {# byte} other {# bytes}}',
  'tree.synscope.frames': 'packets {from, number, ::group-off} to {to, number, ::group-off}',
  'tree.synscope.clientBy.syn': 'it sent the SYN',
  'tree.synscope.clientBy.syn-ack': 'it was answered with a SYN-ACK',
  'tree.synscope.clientBy.port': 'no SYN was captured; the other end has the better-known port',
  'tree.synscope.clientBy.first': 'no SYN was captured; it sent the first packet',
  'tree.erspan.version': 'ERSPAN has types I to III; what follows cannot be read',
  'tree.pktap.incoming': 'incoming',
  'tree.pktap.outgoing': 'outgoing',
  'tree.udp.lengthZero': 'Only a datagram of 65,536 bytes and more has no length (RFC 2675)',
  'tree.ip.header40': 'An IPv6 header has 40 bytes',
  'tree.quic.badRetry':
    'This packet does not come from a server that got the first packet of the client (RFC 9001 section 5.8)',
  'tree.ip.piece':
    '{length, plural, one {byte {from}} other {bytes {from}–{to}}}, {length, plural, one {# byte} other {# bytes}}',
  'tree.ip.localTtl': 'Not the number of hops that packets to this group are sent with, which stay on their link',
  'tree.ip.smallTtl': 'Few hops are left: a router on the path may drop this packet',
} as const;
