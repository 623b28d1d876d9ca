// What a segment does and what a phase of a connection was, in a sentence; the timeline's words from the engine.
// The Simplified Chinese ones stand in ../zh-cn/meaning.ts. ICU MessageFormat; `who` and `other` are a (client) or b (server).
export const meaning = {
  'timeline.meaning.syn':
    'SYN: the {who, select, a {client} other {server}} asks to open a connection. Its initial sequence number is {isn}.',
  'timeline.meaning.synData':
    'SYN with data (TCP Fast Open): the {who, select, a {client} other {server}} asks to open and sends {len, plural, one {# byte} other {# bytes}} at once. Its initial sequence number is {isn}.',
  'timeline.meaning.synAgain':
    'SYN again: the {who, select, a {client} other {server}} has had no answer and asks once more.',
  'timeline.meaning.synCrossing':
    'SYN: the {who, select, a {client} other {server}} asks to open as well. Both ends open at the same time. Its initial sequence number is {isn}.',
  'timeline.meaning.synAck':
    'SYN, ACK: the {who, select, a {client} other {server}} accepts. It acknowledges the SYN (next it expects {ack}), and its own initial sequence number is {isn}.',
  'timeline.meaning.synAckAgain':
    'SYN, ACK again: the {who, select, a {client} other {server}} has not yet seen the ACK that completes the handshake.',
  'timeline.meaning.established':
    'ACK: the {who, select, a {client} other {server}} acknowledges the SYN of the {other, select, a {client} other {server}}. The connection is established.',
  'timeline.meaning.establishedData':
    'ACK with {len, plural, one {# byte} other {# bytes}} of data: the {who, select, a {client} other {server}} acknowledges the SYN of the {other, select, a {client} other {server}} and starts to send. The connection is established.',
  'timeline.meaning.data':
    'The {who, select, a {client} other {server}} sends {len, plural, one {# byte} other {# bytes}}, numbers {from} to {to}.',
  'timeline.meaning.dataAgain':
    'The {who, select, a {client} other {server}} sends {len, plural, one {# byte} other {# bytes}} from number {from} that it had sent before.',
  'timeline.meaning.ack':
    'ACK: the {who, select, a {client} other {server}} has received everything before number {ack}.',
  'timeline.meaning.keepAlive':
    'Keep-alive: the {who, select, a {client} other {server}} asks whether the other end is still there, with a sequence number that was already acknowledged.',
  'timeline.meaning.zeroWindow':
    'Window 0: the receive buffer of the {who, select, a {client} other {server}} is full. The {other, select, a {client} other {server}} must wait.',
  'timeline.meaning.fin':
    'FIN: the {who, select, a {client} other {server}} closes first. It has no more data to send.',
  'timeline.meaning.finData':
    'FIN with {len, plural, one {# byte} other {# bytes}} of data: the {who, select, a {client} other {server}} closes first. These are its last bytes.',
  'timeline.meaning.finSecond':
    'FIN: the {who, select, a {client} other {server}} closes its side too. It had acknowledged the other FIN before.',
  'timeline.meaning.finAnswer':
    'FIN, ACK: the {who, select, a {client} other {server}} acknowledges the FIN of the {other, select, a {client} other {server}} and closes its own side in the same segment.',
  'timeline.meaning.finCrossing':
    'FIN: the {who, select, a {client} other {server}} closes too, before it has seen the FIN of the {other, select, a {client} other {server}}. Both ends close at the same time.',
  'timeline.meaning.finAgain':
    'FIN again: the {who, select, a {client} other {server}} has had no acknowledgement of its FIN.',
  'timeline.meaning.finAcked':
    'ACK: the {who, select, a {client} other {server}} acknowledges the FIN. The {other, select, a {client} other {server}} can send no more, the {who, select, a {client} other {server}} still can.',
  'timeline.meaning.lastAck':
    'ACK: the {who, select, a {client} other {server}} acknowledges the last FIN. Both directions are closed; it waits in TIME-WAIT for segments that come late.',
  'timeline.meaning.closingAck':
    'ACK: the {who, select, a {client} other {server}} acknowledges the FIN that crossed its own.',
  'timeline.meaning.refused':
    'RST, ACK: nobody listens on port {port} of the {who, select, a {client} other {server}}, or a firewall answers for it. The connection is refused.',
  'timeline.meaning.probeReset':
    'RST: the {who, select, a {client} other {server}} gives the connection up before it is established. Port scanners do that.',
  'timeline.meaning.reset':
    'RST: the {who, select, a {client} other {server}} aborts the connection. Data that was still under way is lost.',
  'timeline.meaning.resetAfterFin':
    'RST: the {who, select, a {client} other {server}} aborts the connection while it is being closed, so no orderly end was reached.',
  'timeline.meaning.resetLate':
    'RST: the {who, select, a {client} other {server}} knows no such connection any more. Both directions were closed before.',
  'timeline.meaning.resetAgain': 'RST again from the {who, select, a {client} other {server}}.',
  'timeline.meaning.icmp':
    'ICMP error: a router, or the {who, select, a {client} other {server}} itself, reports that a packet of the {other, select, a {client} other {server}} was not delivered and quotes it.',
  'timeline.meaning.fragment': 'First fragment of a packet; the rest of the segment is in other frames.',
  'timeline.meaning.odd': 'A segment without ACK, which no established connection sends.',
  'timeline.meaning.datagram': 'A datagram of the {who, select, a {client} other {server}}.',

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
  'timeline.phase.refused':
    'refused by {by, select, icmp {an ICMP error} other {a reset}} · {count, plural, one {# segment} other {# segments}}{repeated, plural, =0 {} other { · # repeated}}',
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
