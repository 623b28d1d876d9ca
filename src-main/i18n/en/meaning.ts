// What a segment does and what a phase of a connection was, in a sentence; the timeline's words from the engine.
// The Simplified Chinese ones stand in ../zh-cn/meaning.ts. ICU MessageFormat; `who` and `other` are a (client) or b (server).
export const meaning = {
  'timeline.meaning.syn':
    'SYN: the {who, select, a {client} other {server}} asks to open a connection. Its initial sequence number is {isn}.',
  'timeline.meaning.synData':
    'SYN with data (TCP Fast Open): the {who, select, a {client} other {server}} asks to open and sends {len, plural, one {# byte} other {# bytes}} at once. Its initial sequence number is {isn}.',
  'timeline.meaning.synAgain':
    'SYN again: the {who, select, a {client} other {server}} has received no answer and tries again.',
  'timeline.meaning.synCrossing':
    'SYN: the {who, select, a {client} other {server}} asks to open a connection as well, so both ends open at the same time. Its initial sequence number is {isn}.',
  'timeline.meaning.synAck':
    'SYN, ACK: the {who, select, a {client} other {server}} accepts. It acknowledges the SYN (expecting {ack} next), and its own initial sequence number is {isn}.',
  'timeline.meaning.synAckAgain':
    'SYN, ACK again: the {who, select, a {client} other {server}} has not yet received the ACK that completes the handshake.',
  'timeline.meaning.established':
    'ACK: the {who, select, a {client} other {server}} acknowledges the SYN of the {other, select, a {client} other {server}}. The connection is established.',
  'timeline.meaning.establishedData':
    'ACK with {len, plural, one {# byte} other {# bytes}} of data: the {who, select, a {client} other {server}} acknowledges the SYN of the {other, select, a {client} other {server}} and starts sending. The connection is established.',
  'timeline.meaning.data':
    'The {who, select, a {client} other {server}} sends {len, plural, one {# byte} other {# bytes}}, numbers {from} to {to}.',
  'timeline.meaning.dataAgain':
    'The {who, select, a {client} other {server}} resends {len, plural, one {# byte} other {# bytes}} starting at number {from}.',
  'timeline.meaning.ack':
    'ACK: the {who, select, a {client} other {server}} has received everything before number {ack}.',
  'timeline.meaning.keepAlive':
    'Keep-alive: the {who, select, a {client} other {server}} checks whether the other end is still there, using a sequence number that has already been acknowledged.',
  'timeline.meaning.windowProbe':
    'Zero-window probe: the {who, select, a {client} other {server}} asks whether the window of the {other, select, a {client} other {server}} is open again.',
  'timeline.meaning.zeroWindow':
    'Window 0: the receive buffer of the {who, select, a {client} other {server}} is full. The {other, select, a {client} other {server}} must wait.',
  'timeline.meaning.fin':
    'FIN: the {who, select, a {client} other {server}} closes first. It has no more data to send.',
  'timeline.meaning.finData':
    'FIN with {len, plural, one {# byte} other {# bytes}} of data: the {who, select, a {client} other {server}} closes first. These are its last bytes.',
  'timeline.meaning.finSecond':
    'FIN: the {who, select, a {client} other {server}} closes its side too. It had already acknowledged the other FIN.',
  'timeline.meaning.finAnswer':
    'FIN, ACK: the {who, select, a {client} other {server}} acknowledges the FIN of the {other, select, a {client} other {server}} and closes its own side in the same segment.',
  'timeline.meaning.finCrossing':
    'FIN: the {who, select, a {client} other {server}} closes too, before seeing the FIN of the {other, select, a {client} other {server}}. Both ends close at the same time.',
  'timeline.meaning.finAgain':
    'FIN again: the {who, select, a {client} other {server}} has received no acknowledgement of its FIN.',
  'timeline.meaning.finAcked':
    'ACK: the {who, select, a {client} other {server}} acknowledges the FIN. The {other, select, a {client} other {server}} can no longer send, but the {who, select, a {client} other {server}} still can.',
  'timeline.meaning.lastAck':
    'ACK: the {who, select, a {client} other {server}} acknowledges the last FIN. Both directions are closed; it stays in TIME-WAIT in case late segments arrive.',
  'timeline.meaning.closingAck':
    'ACK: the {who, select, a {client} other {server}} acknowledges the FIN that crossed its own.',
  'timeline.meaning.refused':
    'RST, ACK: nothing is listening on port {port} of the {who, select, a {client} other {server}}, or a firewall answers for it. The connection is refused.',
  'timeline.meaning.probeReset':
    'RST: the {who, select, a {client} other {server}} gives up the connection before it is established, as port scanners do.',
  'timeline.meaning.reset':
    'RST: the {who, select, a {client} other {server}} aborts the connection. Data still in transit is lost.',
  'timeline.meaning.resetAfterFin':
    'RST: the {who, select, a {client} other {server}} aborts the connection while it is being closed, so it does not end in an orderly way.',
  'timeline.meaning.resetLate':
    'RST: the {who, select, a {client} other {server}} no longer knows this connection. Both directions were already closed.',
  'timeline.meaning.resetAgain': 'RST again from the {who, select, a {client} other {server}}.',
  'timeline.meaning.fragment': 'First fragment of a packet; the rest of the segment is in other fragments.',
  'timeline.meaning.odd': 'A segment without ACK, which an established connection never sends.',
  'timeline.meaning.datagram': 'A datagram from the {who, select, a {client} other {server}}.',

  'timeline.meaning.copy':
    'A copy of a segment captured a moment before: a mirror port or a second adapter delivered it twice. The {who, select, a {client} other {server}} sent it once.',
  'timeline.meaning.icmpForeign':
    'ICMP error about a segment that the {other, select, a {client} other {server}} has not under way: its number does not fit, so the {other, select, a {client} other {server}} ignores the error (RFC 5927).',
  'timeline.meaning.icmp.refused':
    'ICMP error: the port or protocol cannot be reached, or a firewall prohibits it. A connection that is being opened ends here; one that stands goes on (RFC 1122).',
  'timeline.meaning.icmp.unreachable':
    'ICMP: the network or host cannot be reached at the moment. Only a hint: the {other, select, a {client} other {server}} goes on trying (RFC 1122, RFC 5461).',
  'timeline.meaning.icmp.too-big':
    'ICMP: the packet is too big for a link on the way. The {other, select, a {client} other {server}} sends smaller ones (path MTU discovery, RFC 1191, RFC 8201).',
  'timeline.meaning.icmp.time-exceeded':
    'ICMP: the packet was on its way for too long (TTL or hop limit 0). Only a hint: the {other, select, a {client} other {server}} goes on trying.',
  'timeline.meaning.icmp.parameter':
    'ICMP: a router or host could not read a field of the packet’s header. Only a hint: the {other, select, a {client} other {server}} goes on trying.',
  'timeline.meaning.icmp.quench':
    'ICMP source quench: asks the {other, select, a {client} other {server}} to send more slowly. Obsolete and ignored today (RFC 6633).',
  'timeline.meaning.icmp.redirect':
    'ICMP redirect: a router names a better next hop to the {other, select, a {client} other {server}}. The connection goes on.',
  'timeline.meaning.ignored.rst-outside':
    'RST with a number outside the receive window: the {other, select, a {client} other {server}} drops it and the connection goes on (RFC 5961 section 3.2). It is forged, or left over from an earlier connection.',
  'timeline.meaning.ignored.rst-inexact':
    'RST inside the receive window, but not at the next expected number: the {other, select, a {client} other {server}} answers with a challenge ACK and the connection goes on (RFC 5961 section 3.2).',
  'timeline.meaning.ignored.rst-syn-sent':
    'RST that does not acknowledge the SYN: the {other, select, a {client} other {server}} drops it and keeps waiting for an answer (RFC 9293 section 3.10.7.3).',
  'timeline.meaning.ignored.rst-foreign':
    'RST: the {who, select, a {client} other {server}} rejects a segment that is not of this connection. Its own attempt to open goes on (RFC 9293 section 3.10.7.3).',
  'timeline.meaning.ignored.syn-synchronized':
    'SYN while the connection stands: the {other, select, a {client} other {server}} answers with a challenge ACK and changes nothing (RFC 5961 section 4.2).',
  'timeline.meaning.ignored.syn-ack-synchronized':
    'SYN, ACK while the connection stands: the {other, select, a {client} other {server}} answers with a challenge ACK and changes nothing (RFC 5961 section 4.2).',
  'timeline.meaning.ignored.ack-syn-sent':
    'It acknowledges another number than that of the SYN: the {other, select, a {client} other {server}} rejects it with a RST and keeps waiting for an answer (RFC 9293 section 3.10.7.3).',
  'timeline.meaning.ignored.seq-outside':
    'A number far outside the receive window: the {other, select, a {client} other {server}} drops the segment and repeats its last ACK (RFC 9293 section 3.10.7.4).',
  'timeline.meaning.ignored.ack-unsent':
    'It acknowledges data that the {other, select, a {client} other {server}} has never sent: the {other, select, a {client} other {server}} drops it (RFC 9293 section 3.10.7.4).',
  'timeline.meaning.ignored.ack-old':
    'It acknowledges much less than was acknowledged before: the {other, select, a {client} other {server}} drops it and answers with a challenge ACK (RFC 5961 section 5.2).',
  'timeline.meaning.ignored.no-ack':
    'A segment without ACK, which no established connection sends: the {other, select, a {client} other {server}} drops it (RFC 9293 section 3.10.7.4).',

  'timeline.phase.handshake':
    '{count, plural, =3 {TCP handshake} one {TCP handshake · # segment} other {three-way handshake · # segments}}{repeated, plural, =0 {} other { · # repeated}}',
  'timeline.phase.handshake.simultaneous':
    'TCP handshake · simultaneous open · {count, plural, one {# segment} other {# segments}}{repeated, plural, =0 {} other { · # repeated}}',
  'timeline.phase.handshake.noAnswer':
    'TCP handshake · no answer · {count, plural, one {# segment} other {# segments}}{repeated, plural, =0 {} other { · # repeated}}',
  'timeline.phase.handshake.noFinalAck':
    'TCP handshake · final ACK missing · {count, plural, one {# segment} other {# segments}}{repeated, plural, =0 {} other { · # repeated}}',
  'timeline.phase.handshake.probe':
    'TCP handshake · aborted by the client · {count, plural, one {# segment} other {# segments}}{repeated, plural, =0 {} other { · # repeated}}',
  'timeline.phase.handshake.partial':
    'TCP handshake · only partly captured · {count, plural, one {# segment} other {# segments}}{repeated, plural, =0 {} other { · # repeated}}',
  'timeline.phase.otherAttempt':
    'another attempt with the same numbers · {count, plural, one {# segment} other {# segments}}',
  'timeline.phase.refused':
    'refused by {by, select, icmp {an ICMP error} other {a reset}} · {count, plural, one {# segment} other {# segments}}{repeated, plural, =0 {} other { · # repeated}}',
  'timeline.phase.tls':
    '{version}{trips, plural, =0 {} other { · #-RTT}}{resumed, select, yes { · resumed} other {}}{repeated, plural, =0 {} other { · # repeated}}',
  'timeline.phase.tls.left':
    '{version} · {outcome, select, alert {refused by an alert} certificateRejected {certificate rejected} clientCertificate {client certificate missing or refused} reset {reset} closed {closed} timeout {no answer} notTls {one end spoke no TLS} other {not complete}}',
  'timeline.phase.data':
    'data · {count, plural, one {# segment} other {# segments}}{repeated, plural, =0 {} other { · # repeated}}',
  'timeline.phase.middle':
    'data, start not captured · {count, plural, one {# segment} other {# segments}}{repeated, plural, =0 {} other { · # repeated}}',
  'timeline.phase.datagrams': '{count, plural, one {# datagram} other {# datagrams}}',
  'timeline.phase.teardown.four':
    'four-way teardown · {count, plural, one {# segment} other {# segments}}{repeated, plural, =0 {} other { · # repeated}} · {who, select, a {client} other {server}} first',
  'timeline.phase.teardown.three':
    'three-way teardown · {count, plural, one {# segment} other {# segments}}{repeated, plural, =0 {} other { · # repeated}} · {who, select, a {client} other {server}} first',
  'timeline.phase.teardown.simultaneous':
    'teardown · simultaneous close · {count, plural, one {# segment} other {# segments}}{repeated, plural, =0 {} other { · # repeated}}',
  'timeline.phase.teardown.half':
    'teardown · {who, select, a {client} other {server}} first, the other end went on sending · {count, plural, one {# segment} other {# segments}}{repeated, plural, =0 {} other { · # repeated}}',
  'timeline.phase.teardown.oneSide':
    'teardown · only the {who, select, a {client} other {server}} closed · {count, plural, one {# segment} other {# segments}}{repeated, plural, =0 {} other { · # repeated}}',
  'timeline.phase.teardown.noLastAck':
    'teardown · {who, select, a {client} other {server}} first · last ACK missing · {count, plural, one {# segment} other {# segments}}{repeated, plural, =0 {} other { · # repeated}}',
  'timeline.phase.teardown.broken':
    'teardown · {who, select, a {client} other {server}} first · ended by a reset · {count, plural, one {# segment} other {# segments}}{repeated, plural, =0 {} other { · # repeated}}',
  'timeline.phase.reset':
    'reset by the {who, select, a {client} other {server}}{count, plural, =1 {} other { · # segments}}',
} as const;
