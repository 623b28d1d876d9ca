// What can go wrong in the engine. The Simplified Chinese texts stand in ../zh-cn/problems.ts. ICU MessageFormat.
export const problems = {
  'engine.badRequest': 'The window asked for something that the engine does not have ({request}). Please report this.',
  'engine.bug':
    'Something went wrong inside Synscope ({request}). The capture stays open; please report what stands in the details.',
  'engine.busy': 'The engine has too many questions to answer. Wait a moment and try again.',
  'engine.cancelled': 'Cancelled.',
  'engine.noCapture': 'The capture could not be opened, so there is nothing to show.',
  'engine.noFrame': 'The capture has no packet {frame}; it has {frames, plural, =0 {none} other {# so far}}.',
  'engine.liveFile':
    'The capture file {path} cannot be read, so its packets cannot be shown. The capture itself goes on.',
  'engine.memoryLimit':
    'Reading stopped after {frames, number} packets: they take {megabytes, number} MB of memory, the part of this computer’s memory that a capture may fill. Split the file (for example with editcap -c) to see the rest.',
  'engine.packedLimit':
    'Reading stopped after {frames, number} packets: a compressed file of {bytes, number} bytes cannot hold so many real ones. If it is genuine, unpack it first and open the result.',
  'engine.noFlow': 'This connection is not in the capture.',
  'engine.fileChanged':
    'Packet {frame} can no longer be read: the file has changed since it was opened. Open it again.',
  'remark.comment': 'Comment in the file: {text}',
  'remark.linkType':
    'Packets of link type {number} ({name}) are shown as bytes only: Synscope does not read this kind of link yet.',
  'remark.dropped':
    'The program that captured this lost {count, plural, one {# packet} other {# packets}}: gaps may be its doing, not the network’s.',
  'remark.ringDeleted':
    'The ring of files has deleted the first {count, plural, one {packet} other {# packets}}: the rows stay, their bytes are gone.',
  'remark.ringUnread':
    '{count, plural, one {# file} other {# files}} of the ring {count, plural, one {was} other {were}} deleted before being shown.',
  'remark.secrets': 'The file carries keys of encrypted connections. Take care whom you hand it to.',
} as const;
