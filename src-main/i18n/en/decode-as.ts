// "Decode as". The Simplified Chinese ones stand in ../zh-cn/decode-as.ts. ICU MessageFormat.
export const decodeAs = {
  'decodeAs.menu': 'Decode As…',
  'decodeAs.title': 'Decode As',
  'decodeAs.port': 'Port or conversation',
  'decodeAs.protocol': 'Protocol',
  'decodeAs.none': 'none (plain data)',
  'decodeAs.note':
    'Holds for every packet from or to this port, in every capture, until it is removed. The open capture is read again.',
  'decodeAs.noteConversation':
    'Holds for packets between these two addresses and ports only, in every capture, until it is removed. It goes before what is chosen for a port. The open capture is read again.',
  'decodeAs.remove': 'Remove',
  'decodeAs.apply': 'Apply',
};
