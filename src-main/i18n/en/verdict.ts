// What is said of a connection as a whole: how it opened, what happened, how it ended, what to check, answers to questions, options.
// The Simplified Chinese ones stand in ../zh-cn/verdict.ts. ICU MessageFormat; `who` is a (client) or b (server).
export const verdict = {
  // the card
  'verdict.title': 'In short',
  'verdict.copy': 'Copy summary',
  'verdict.checks': 'Check next',
  'verdict.questions': 'Questions',
  'verdict.options': 'Options of both ends',
  'verdict.packet': 'Go to packet {frame}',

  // how it opened
  'verdict.open.before':
    '{count, plural, one {An earlier attempt with the same numbers was refused.} other {# earlier attempts with the same numbers were refused.}}',
  'verdict.open.reused': 'An earlier connection in this capture had the same addresses and ports.',
  'verdict.open.complete':
    'The {who, select, a {client} other {server}} opened the connection: the three-way handshake was complete after {took}.',
  'verdict.open.completeUntimed':
    'The {who, select, a {client} other {server}} opened the connection: the three-way handshake was completed.',
  'verdict.open.synAgain':
    'The {who, select, a {client} other {server}} sent its SYN {count} times, {gaps} apart{backoff, select, doubling {, the wait doubling each time} other {}}.',
  'verdict.open.synAckAgain':
    'The SYN-ACK came {count} times: the server had not received the ACK that completes the handshake.',
  'verdict.open.fastOpen':
    'TCP Fast Open: the SYN carried {len, plural, one {# byte} other {# bytes}}, of which the SYN-ACK {result, select, all {acknowledges all} part {acknowledges a part} other {acknowledges none, so they have to be sent again}}.',
  'verdict.open.simultaneous':
    'Both ends opened at the same time: their SYNs crossed, and each acknowledged that of the other.',
  'verdict.open.noAnswer':
    'The {who, select, a {client} other {server}} asked {count} times within {over} ({gaps} apart{backoff, select, doubling {, the wait doubling each time} other {}}) and got no answer.',
  'verdict.open.noAnswerOnce':
    'The {who, select, a {client} other {server}} sent one SYN, and no answer to it was captured.',
  'verdict.open.hint':
    '{from} reported by ICMP{count, plural, =1 {} other { (# times)}}: {report, select, unreachable {network or host not reachable} too_big {packet too big for a link} time_exceeded {TTL or hop limit used up on the way} parameter {a field of the header is wrong} quench {send more slowly} redirect {a better next hop} other {refused}}.',
  'verdict.open.noFinalAck':
    'The server accepted{count, plural, =1 {} other { (# SYN-ACKs)}}, but the ACK that would complete the handshake was not captured.',
  'verdict.open.refused':
    'The connection was refused: {count, plural, =1 {the SYN} other {the last of # SYNs}} to port {port} was answered with an RST after {took}.',
  'verdict.open.refusedBare': 'The connection was refused.',
  'verdict.refuser.host':
    'Probably by the host itself: the RST came with TTL {ttl}, as a SYN-ACK of this host did (TTL {otherTtl}).',
  'verdict.refuser.between':
    'Probably not by the host itself, but by something on the way: the RST came with TTL {ttl}, a SYN-ACK of this host with TTL {otherTtl}.',
  'verdict.refuser.unknown':
    'Whether the host itself or a firewall on the way answered cannot be told from this capture.',
  'verdict.open.icmp':
    'The connection was refused by ICMP: {from}, {by, select, host {the target itself,} other {not the target,}} reported {what, select, port {{by, select, host {that nothing uses this port} other {that this port cannot be reached, as packet filters do that reject}}} protocol {that it does not speak this protocol} prohibited {that a filter prohibits it} other {that it cannot be delivered}}.',
  'verdict.open.icmpUnread': 'The connection was refused by an ICMP error.',
  'verdict.open.probe':
    'The server accepted, and the client reset at once instead of completing the handshake: probably a probe whether the port is open (half-open scan).',
  'verdict.open.partial':
    'The opening was captured only in part: the {syn, select, seen {SYN-ACK} other {SYN}} is missing.',
  'verdict.open.middle':
    'The capture begins in the middle of the connection. Which end is the client is a guess by {by, select, port {the port numbers} other {the first packet}}.',

  // what happened
  'verdict.course.none': 'No data was sent.',
  'verdict.course.data':
    'The client sent {ab, plural, one {# byte} other {# bytes}}, the server {ba, plural, one {# byte} other {# bytes}}{again, plural, =0 {} other { (counting what was sent again)}}.',
  'verdict.course.again':
    'The {who, select, a {client} other {server}} sent {count, plural, one {# segment} other {# segments}} again.',
  'verdict.course.againAcked':
    '{count, plural, one {# segment} other {# segments}} of the {who, select, a {client} other {server}} came again after {count, plural, one {it} other {they}} had been acknowledged.',
  'verdict.course.gap':
    'What the {who, select, a {client} other {server}} sent shows {count, plural, one {a gap} other {# gaps}}: numbers were missing when later ones came{late, plural, =0 {} one {, and # segment filled them afterwards, late or sent again} other {, and # segments filled them afterwards, late or sent again}}.',
  'verdict.course.unseen':
    'The {who, select, a {server} other {client}} acknowledged data of the {who, select, a {client} other {server}} that had not been captured: the capture is incomplete there.',
  'verdict.course.zeroWindow':
    'The {who, select, a {client} other {server}} announced a closed window (0) {count, plural, one {once} other {# times}}: it could take nothing for {total} in all.',
  'verdict.course.windowProbe':
    'The {who, select, a {client} other {server}} asked {count, plural, one {once} other {# times}} whether the window of the {who, select, a {server} other {client}} is open again (zero-window {count, plural, one {probe} other {probes}}).',
  'verdict.course.keepAlive':
    'The {who, select, a {client} other {server}} sent {count, plural, one {# keep-alive} other {# keep-alives}}.',
  'verdict.course.ignored':
    '{count, plural, one {# segment was} other {# segments were}} ignored by the receiver: {reason, select, rst_outside {an RST outside its window} rst_inexact {an RST not at the number it expects} rst_syn_sent {an RST that does not acknowledge the SYN} rst_foreign {an RST about another connection} syn_synchronized {a SYN while the connection stands} syn_ack_synchronized {a SYN-ACK while the connection stands} ack_syn_sent {an ACK of something else than the SYN} seq_outside {a number outside its window} ack_unsent {an ACK of what was never sent} ack_old {an ACK that is much too old} other {a segment without ACK}}.',
  'verdict.course.copies':
    '{count, plural, one {# segment was} other {# segments were}} captured twice, probably by a mirror port.',
  'verdict.udp':
    'UDP has no handshake: the client sent {packetsAB, plural, one {# datagram} other {# datagrams}} ({bytesAB, number} bytes in frames), the server {packetsBA, plural, one {# datagram} other {# datagrams}} ({bytesBA, number} bytes).',

  // how it ended
  'verdict.end.four':
    'The {who, select, a {client} other {server}} closed first, then the {who, select, a {server} other {client}}; each FIN was acknowledged by itself, in four segments{data, select, both { (both FINs carry data)} first { (the first FIN carries data)} second { (the second FIN carries data)} other {}}.',
  'verdict.end.three':
    'The {who, select, a {client} other {server}} closed first; the {who, select, a {server} other {client}} acknowledged that and closed in one segment, so it took three{data, select, both { (both FINs carry data)} first { (the first FIN carries data)} second { (the second FIN carries data)} other {}}.',
  'verdict.end.half':
    'Half close: the {who, select, a {client} other {server}} closed its direction first, the {who, select, a {server} other {client}} sent {len, plural, one {# byte} other {# bytes}} more before it closed, too.',
  'verdict.end.simultaneous': 'Both ends closed at the same time: their FINs crossed, and each was acknowledged.',
  'verdict.end.noLastAck':
    'Both ends closed, but the ACK of the last FIN, that of the {who, select, a {client} other {server}}, was not captured.',
  'verdict.end.oneSide':
    'Only the {who, select, a {client} other {server}} closed; its FIN was {acked, select, yes {acknowledged} other {not acknowledged}}, and the {who, select, a {server} other {client}} did not close as far as was captured.',
  'verdict.end.open': 'Its end was not captured: neither FIN nor RST.',
  'verdict.end.reset':
    '{by, select, between {The connection was aborted by an RST in the name of the {who, select, a {client} other {server}}} other {The {who, select, a {client} other {server}} aborted the connection with an RST}}{cause, select, lateData { upon data that came after it had closed} onData { upon data of the {who, select, a {server} other {client}}} afterAnswer { after it had acknowledged the data of the {who, select, a {server} other {client}}} afterSending { after everything that it had sent was acknowledged} idle { after {idle} without a packet} atOnce { before any data was sent} other {}}.',
  'verdict.end.finReset':
    'The {first, select, a {client} other {server}} closed with a FIN; {after} later {by, select, between {an RST in the name of the {who, select, a {client} other {server}} came} other {the {who, select, a {client} other {server}} sent an RST}}{cause, select, lateData { upon data that came after it had closed} onData { upon data of the {who, select, a {server} other {client}}} afterAnswer { after it had acknowledged the data of the {who, select, a {server} other {client}}} afterSending { after everything that it had sent was acknowledged} idle { after {idle} without a packet} atOnce { before any data was sent} other {}}, so the connection did not end in an orderly way.',
  'verdict.end.resetBare': 'The connection was reset.',
  'verdict.end.resetForeign':
    'The RST came with TTL {ttl}, the segment of the {who, select, a {client} other {server}} before it with TTL {otherTtl}: probably something on the way sent it.',
  'verdict.end.finAgain':
    'The {who, select, a {client} other {server}} sent its FIN {count, plural, one {once} other {# times}} more.',
  'verdict.end.timeWait':
    'By RFC 9293 {who, select, a {the client waits} b {the server waits} other {both ends wait}} in TIME-WAIT now; no packet shows that.',
  'verdict.end.resetLate':
    'The RST of the {who, select, a {client} other {server}} came after both ends had closed: it changed nothing.',

  // what to check next
  'verdict.check.host':
    'On {host}: whether a service listens on port {port} at this address, and whether its own firewall rejects the client.',
  'verdict.check.between':
    'The rules of the firewalls and load balancers between the capture and {host}, for port {port}.',
  'verdict.check.icmp':
    'On {from}: {what, select, prohibited {which of its rules prohibits this connection} other {its routes and settings for this address}}.',
  'verdict.check.noAnswer':
    'Capture on {host} as well: if the SYN does not arrive there, a route or a filter drops it on the way; if it does, the answer is lost on its way back, or the host drops the SYN (port {port}).',
  'verdict.check.noFinalAck':
    'Whether the capture saw both directions, and whether the SYN-ACK reaches the client and its ACK comes back: something on the way may drop one of them.',
  'verdict.check.probe': 'Whether the same client asks many ports or hosts: filter for its SYNs.',
  'verdict.check.middle': 'Start the capture before the connection opens, to see its options and who asked.',
  'verdict.check.again':
    '{known, select, yes {The way between the place of capture and the {to, select, a {client} other {server}}: the repeated segment was in the capture before, so it, or what acknowledges it, was lost or late there.} other {Whether the repeated segment was lost before or behind the place of capture: only the second one is in the capture.}}',
  'verdict.check.againAcked':
    'Whether acknowledgements are lost or held up on their way to the {who, select, a {client} other {server}}, behind the place of capture.',
  'verdict.check.late':
    'The way between the {who, select, a {client} other {server}} and the place of capture: segments are lost or overtake one another there.',
  'verdict.check.unseen':
    'Whether the capture dropped packets (its counter, the size of its buffer), or whether some packets pass by the place of capture.',
  'verdict.check.zeroWindow':
    'Why the program at the {who, select, a {client} other {server}} reads so slowly: its receive buffer was full.',
  'verdict.check.reset':
    '{cause, select, idle {Timeouts of firewalls, NAT and load balancers on the way, and of the program at the {who, select, a {client} other {server}}; keep-alives help.} onData {The log of the program at the {who, select, a {client} other {server}}: whether it ended, or closed without reading what had come.} lateData {Whether the program at the {who, select, a {client} other {server}} closes before it has read everything that the other end sends.} afterAnswer {Whether the program at the {who, select, a {client} other {server}} closes by abort on purpose (SO_LINGER 0; then nothing is wrong), or closes without having read everything, so that data are lost.} afterSending {Whether the program at the {who, select, a {client} other {server}} closes by abort on purpose (SO_LINGER 0), or ended after it had sent everything.} other {The log of the program at the {who, select, a {client} other {server}}, and devices on the way that reset connections.}}',
  'verdict.check.resetForeign':
    'The firewalls, load balancers and NAT devices between the place of capture and the {who, select, a {client} other {server}}: which of them resets such connections. Capture at the {who, select, a {client} other {server}} as well: the RST will not have left there.',
  'verdict.check.oneSide':
    'Whether the program at the {who, select, a {client} other {server}} has closed its socket: it may stay in CLOSE-WAIT for as long as it does not.',
  'verdict.check.noLastAck':
    'Whether the capture ended too early; if the FIN comes again and again, the last ACK is lost on the way.',

  // questions that readers have, and their answers
  'verdict.question.zero': 'Why is the sequence number 0?',
  'verdict.answer.zero':
    'It is relative: numbers are counted from the initial sequence number, here {isn} on the wire. An end chooses it so that nobody can guess it (RFC 9293 section 3.4.1, RFC 6528).',
  'verdict.question.plusOne': 'Why is Ack one more than Seq of the SYN?',
  'verdict.answer.plusOne':
    'Ack names the next number that is expected. A SYN takes one number, as a FIN does, although it carries no byte: {seq} + 1 = {ack} (RFC 9293 section 3.4).',
  'verdict.question.three': 'Why only three closing segments, not four?',
  'verdict.answer.three':
    'The {who, select, a {client} other {server}} had nothing more to send when the FIN came, so its ACK and its own FIN went in one segment. Both directions are closed all the same (RFC 9293 section 3.6).',
  'verdict.question.timeWait':
    '{who, select, a {Why does the client wait in TIME-WAIT, and how long?} b {Why does the server wait in TIME-WAIT, and how long?} other {Why do both ends wait in TIME-WAIT, and how long?}}',
  'verdict.answer.timeWait':
    '{who, select, both {They closed at the same time, and each sent an ACK of the last FIN} other {Who closes first sends the last ACK}}: if it is lost, the FIN comes again and must be answered, and late segments must not reach a new connection of the same addresses and ports. RFC 9293 sections 3.4.2 and 3.6: 2 × MSL, 4 minutes; Linux waits 60 s.',
  'verdict.question.reset': 'Why did the {who, select, a {client} other {server}} send an RST?',
  'verdict.answer.reset':
    '{why, select, refused {Nothing accepted the SYN: a port without a listener answers so, and so do firewalls that reject (RFC 9293 section 3.5.2).} probe {The {who, select, a {client} other {server}} never meant to use the connection, or its system does not know of it, as when a scanner makes its own SYNs (RFC 9293 section 3.5.2).} late {The connection was over on this end; what is for a connection that does not exist is answered with an RST (RFC 9293 section 3.5.2).} foreign {Its TTL is not that of what the {who, select, a {client} other {server}} sends, so probably a device on the way sent it in the name of the {who, select, a {client} other {server}}: firewalls do so to end what they do not allow, or no longer know.} lateData {It had closed and data still came that nobody will read: it must say that they are lost (RFC 9293 section 3.6.1, RFC 2525 section 2.16).} onData {Probably its program had ended or closed without reading these data (RFC 9293 section 3.6.1, RFC 2525 section 2.17).} afterAnswer {Its program aborted the connection on purpose, or closed it without having read these data, which only its system had received (RFC 9293 section 3.6.1, RFC 2525 section 2.17). A device on the way can do so in its name, too.} idle {It gave up an idle connection: probably a timeout of the program or of a device on the way (RFC 9293 section 3.8.4 on keep-alives).} other {Its program aborted the connection instead of closing it, or a device on the way did so in its name (RFC 9293 sections 3.5.2 and 3.10.5).}}',
  'verdict.question.again': 'Why did the {who, select, a {client} other {server}} send this again?',
  'verdict.answer.again':
    '{why, select, fast {{duplicates} duplicate ACKs had asked for it: fast retransmit, {after} after the first time (RFC 5681 section 3.2).} acked {It had been acknowledged before. Either the acknowledgement was lost or late on its way to the {who, select, a {client} other {server}}, so that the segment was sent again {after} after the first time, or the network delivered it twice (RFC 6298 section 5).} syn {The SYN-ACK had not acknowledged the data that the SYN carried (RFC 7413 section 4.2).} other {{known, select, yes {No acknowledgement had arrived {after} after it was first sent, so probably the timer ran out} other {The first one was not captured; probably no acknowledgement arrived in time}} (RFC 6298 section 5).}}',

  // the connection in numbers
  'verdict.numbers': 'In numbers',
  'verdict.number.roundTrip':
    'Round trips of what the {who, select, a {client} other {server}} sent, from here to the ACK: {count, plural, one {# measured} other {# measured}}, at least {least}, median {median}, 95 % within {high}, at most {most}.',
  'verdict.number.again':
    'Of {sent, plural, one {# segment} other {# segments}} with data of the {who, select, a {client} other {server}} {count, plural, =0 {none was} one {# was} other {# were}} sent again ({percent} %).',
  'verdict.number.pauses':
    '{count, plural, one {One pause} other {# pauses}} of a second or more, the longest {longest}.',
  'verdict.number.thinking':
    'The server answered {count, plural, one {# time} other {# times}}: median {median}, at most {most} after the last data of the client.',
  'verdict.number.zeek': 'In Zeek’s words: {state}, history {history}.',

  // options of both ends
  'verdict.option': 'Option',
  'verdict.option.inForce': 'In force',
  'verdict.option.note': 'Note',
  'verdict.option.line': '{name}: client {client}, server {server} → {inForce}',
  'verdict.option.lineNoted': '{name}: client {client}, server {server} → {inForce} ({note})',
  'verdict.option.none': 'not offered',
  'verdict.option.yes': 'offered',
  'verdict.option.on': 'in use',
  'verdict.option.off': 'not in use',
  'verdict.option.unknown': 'not known',
  'verdict.option.bytes': '{count, plural, one {# byte} other {# bytes}}',
  'verdict.option.factor': '× {factor, number} (shift {shift})',
  'verdict.option.flags': '{flags}',
  'verdict.option.mss': 'Maximum segment size',
  'verdict.option.mss.inForce': 'client sends at most {client, number}, server at most {server, number}',
  'verdict.option.scale': 'Window scale',
  'verdict.option.scale.inForce': 'windows of the client × {client, number}, of the server × {server, number}',
  'verdict.option.sack': 'SACK permitted',
  'verdict.option.stamps': 'Time stamps',
  'verdict.option.tfo': 'TCP Fast Open',
  'verdict.option.tfo.request': 'asks for a cookie',
  'verdict.option.tfo.cookie': 'cookie',
  'verdict.option.tfo.sent': 'cookie sent',
  'verdict.option.tfo.granted': 'cookie for the next connection',
  'verdict.option.ecn': 'Explicit congestion notification',
  'verdict.option.mptcp': 'Multipath TCP',
  'verdict.option.mptcp.join': 'joins another connection',
  'verdict.option.kind': 'Option of kind {kind}',
  'verdict.option.note.dropped': 'in the first SYN, left out when it was sent again',
  'verdict.option.note.noSyn': 'SYN not captured',
  'verdict.option.note.noSynAck': 'no SYN-ACK captured',
  'verdict.option.note.serverLacks': 'the server did not agree, or the option was removed on the way',
  'verdict.option.note.unasked': 'answered without being offered',
  'verdict.option.note.mssAbsent': 'without the option, {count, number} holds',
  'verdict.option.note.mssDiffers': 'the two directions differ; a device on the way may have changed it',
  'verdict.option.note.shift': 'a shift above 14 is used as 14',
} as const;
