// English texts of one area; the Simplified Chinese ones stand in ../zh-cn/tree.ts. ICU MessageFormat.
export const tree = {
  'tree.frame':
    'Frame {number, number, ::group-off}: {wire, plural, one {# byte} other {# bytes}} on the wire, {captured, plural, one {# byte} other {# bytes}} captured',
  'tree.frameOn':
    'Frame {number, number, ::group-off}: {wire, plural, one {# byte} other {# bytes}} on the wire, {captured, plural, one {# byte} other {# bytes}} captured on interface {name}',
  'tree.short':
    'The capture cut this packet off: {protocol} continues at byte {offset, number, ::group-off}, {there} of {needed} bytes are there',
  'tree.unreassembled':
    'The rest is in another fragment: {protocol} continues at byte {offset, number, ::group-off}, {there} of {needed} bytes are there',
  'tree.malformed':
    'Malformed packet: {protocol} needs {needed} bytes at byte {offset, number, ::group-off}, the packet declares only {there}',
  'tree.malformedField':
    'Malformed packet: the value of “{field}” of {protocol} at byte {offset, number, ::group-off} contradicts the rest (bytes {value})',
  'tree.tooManyLayers':
    'The dissection stops at byte {offset, number, ::group-off}: {limit} protocols are already inside each other, {protocol} was not looked into',
  'tree.stopsHere': 'The dissection stops here: at most 64 protocols inside each other are looked into',
  'tree.dissectorBug': 'A bug of Synscope: the dissector failed behind {layers} ({error})',
  'tree.checksum.correct': 'correct',
  'tree.checksum.incorrect': 'incorrect, should be {expected}',
  'tree.checksum.off': 'not verified',
  'tree.checksum.truncated': 'not verifiable: the capture does not have all bytes',
  'tree.checksum.fragment': 'not verifiable: one fragment only',
  'tree.checksum.offloaded': 'partial: the network card was to complete it (checksum offload)',
  'tree.checksum.header': 'not verifiable: no usable header around it',
  'tree.checksum.absent': 'not used',
  'tree.ip.lengthZero': 'left open for segmentation by the network card; {length} bytes by the frame',
  'tree.lengthBytes': '{length, plural, one {# byte} other {# bytes}}',
  'tree.synscope.frames': 'frame {from, number, ::group-off} to {to, number, ::group-off}',
  'tree.synscope.clientBy.syn': 'it sent the SYN',
  'tree.synscope.clientBy.syn-ack': 'it was answered with a SYN-ACK',
  'tree.synscope.clientBy.port': 'no SYN was seen; the other end has the better-known port',
  'tree.synscope.clientBy.first': 'no SYN was seen; it sent the first packet',
  'tree.erspan.version': 'ERSPAN has types I to III; what follows cannot be read',
  'tree.pktap.incoming': 'incoming',
  'tree.pktap.outgoing': 'outgoing',
  'tree.udp.lengthZero': 'Only a datagram of 65,536 bytes and more has no length (RFC 2675)',
  'tree.ip.header40': 'An IPv6 header has 40 bytes',
  'tree.ip.smallTtl': 'Few hops are left: a router on the way may drop this packet',
} as const;
