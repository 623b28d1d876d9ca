// What can go wrong in the engine. The Simplified Chinese texts stand in ../zh-cn/problems.ts. ICU MessageFormat.
export const problems = {
  'engine.badRequest': 'The window requested something that the engine does not have ({request}). Please report this.',
  'engine.bug':
    'Something went wrong inside Synscope ({request}). The capture stays open. Please report this with the details shown.',
  'engine.busy': 'Too many requests are waiting. Wait a moment and try again.',
  'engine.cancelled': 'Cancelled.',
  'engine.noCapture': 'The capture could not be opened, so there is nothing to show.',
  'engine.noFrame': 'There is no packet {frame} in the capture; it has {frames, plural, =0 {none} other {# so far}}.',
  'engine.liveFile':
    'The capture file {path} cannot be read, so its packets cannot be shown. The capture itself continues.',
  'engine.memoryLimit':
    'Reading stopped after {frames, number} packets: they take {megabytes, number} MB of memory, the part of this computer’s memory that a capture may fill. Split the file (for example with editcap -c) to see the rest.',
  'engine.packedLimit':
    'Reading stopped after {frames, number} packets: a compressed file of {bytes, number} bytes cannot hold so many real ones. If it is genuine, unpack it first and open the result.',
  'engine.noFlow': 'This connection is not in the capture.',
  'engine.fileChanged':
    'Packet {frame} can no longer be read because the file has changed since it was opened. Open it again.',
  'store.unusable':
    'The connections are not stored on the disk ({reason}). Packets and connections can be used all the same. Free some disk space, or check the rights of the cache folder; the next file that you open is stored again.',
  'remark.comment': 'Comment in the file: {text}',
  'remark.fileChanged':
    '{how, select, grown {The file has grown since it was read. Reload it to see the rest.} other {The file has been changed since it was read, so fields and bytes of packets may no longer be those that were captured. Reload it to see what it holds now.}}',
  'remark.fragmentsDropped':
    '{count, plural, one {# fragmented IP packet was} other {# fragmented IP packets were}} given up before all fragments had come, because too many were incomplete at once.',
  'remark.messagesDropped':
    '{count, plural, one {# message that spans TCP segments was} other {# messages that span TCP segments were}} given up before everything had come, because too many were incomplete at once.',
  'remark.joined':
    'The file is {count} capture files one behind the other, which no capture format allows. All of them were read; {count, plural, =2 {the second file begins} other {the others begin}} at byte {places}{packed, select, yes { of the unpacked data} other {}}.',
  'remark.linkType':
    'Packets with link type {number} ({name}) are shown as bytes only: Synscope does not decode this link type yet.',
  'remark.disorder':
    '{count, plural, one {# packet does} other {# packets do}} not stand in the order of time, the first is packet {frame}. Times and timelines go by the time stamps, packet numbers by the place in the file. {saved, select, yes {To read them in the order of time: File menu, or --sorted on the command line.} other {To read them in the order of time, save the capture and open the file: then the File menu has it.}}',
  'remark.dropped':
    'The program that captured this file dropped {count, plural, one {# packet} other {# packets}}, so gaps are not necessarily the network’s fault.',
  'remark.ringDeleted':
    'The file ring has deleted the first {count, plural, one {packet} other {# packets}}: the rows remain, but their bytes are gone.',
  'remark.ringUnread':
    '{count, plural, one {# file} other {# files}} of the ring {count, plural, one {was} other {were}} deleted before being read.',
  'remark.shifted': 'The times of all packets are shifted by {seconds} s.',
  'remark.sorted':
    'Packets are shown in the order of time; their numbers are not those of the file. Reload shows the order of the file.',
  'remark.tlsKeys':
    'TLS: {secrets, plural, one {# secret} other {# secrets}} of key logs, {opened, plural, one {# connection} other {# connections}} opened.',
  'remark.tlsLines':
    '{count, plural, one {# line} other {# lines}} of the key log could not be read, the first is line {line}.',
  'remark.tlsClosed':
    '{count, plural, one {# TLS connection stays closed} other {# TLS connections stay closed}}: {why, select, secret {the key log has no line for the random value of the Client Hello. Was it written by the program that made the connection?} late {the handshake is not in the capture.} cipher {its version or cipher suite cannot be opened.} wrong {the keys do not fit the records.} other {too many connections were open at once.}}',
  'remark.secrets': 'The file contains keys that decrypt its connections. Be careful who you share it with.',
} as const;
