// Comments on packets and on the capture. The Simplified Chinese texts stand in ../zh-cn/comments.ts.
export const comments = {
  'comments.packet': 'Packet Comments…',
  'comments.capture': 'Capture Comments…',
  'comments.next': 'Next Commented Packet',
  'comments.previous': 'Previous Commented Packet',
  'comments.menu': 'Comments…',
  'comments.ofPacket': 'Comments on packet {frame, number}',
  'comments.ofCapture': 'Comments on the capture',
  'comments.add': 'Add a comment',
  'comments.remove': 'Delete this comment',
  'comments.removed': 'There are no comments.',
  'comments.hint':
    'Comments last as long as the capture is open. To keep them, export the packets as pcapng (File → Export Packets…). The filter frame.comment finds them.',
  'comments.ok': 'Save',
  'comments.isCommented': 'Comment: {text}',
  'comments.none': 'No displayed packet has a comment',
  'comments.tooMany':
    'There is no room for more comments: at most 10,000 packets may have some, with 1,048,576 characters altogether',
} as const;
