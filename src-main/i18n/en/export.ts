// Texts of exports and of `check`. The Simplified Chinese ones stand in ../zh-cn/export.ts. ICU MessageFormat.
export const exporting = {
  'export.full':
    '{path} could not be written: the disk is full ({reason}). Make room, or choose another disk. No part of the file was left.',
  'export.refused':
    '{path} could not be written: the system refused it ({reason}). Choose a folder that exists and that you may write to.',
  'export.failed': '{path} could not be written ({reason}). No part of the file was left.',
  'export.linkTypes':
    'The packets have several link types, and a pcap file can have only one. Export them as pcapng, or only those of one interface.',
  'export.nothing': 'There is nothing to export.',
  'export.note.others':
    '{count, plural, one {# record that is no packet was} other {# records that are no packets were}} left out.',
  'export.note.missing':
    '{count, plural, one {The bytes of # packet are} other {The bytes of # packets are}} not all in the file any more.',
  'export.note.untimed':
    '{count, plural, one {# packet has} other {# packets have}} no time; the file says 1970-01-01 00:00:00 for {count, plural, one {it} other {them}}.',
  'export.note.time':
    '{count, plural, one {# packet has a time} other {# packets have times}} that the format cannot express.',
  'export.note.emptied':
    '{count, plural, one {# packet has} other {# packets have}} no header that Synscope knows; nothing but {count, plural, one {its length and time} other {their lengths and times}} was kept.',
  'export.note.anonymised':
    'Addresses are replaced, payloads, names and comments are left out. Ports, numbers, options and times are those of the original.',
  'export.note.options':
    '{count, plural, one {# packet had} other {# packets had}} comments or other remarks, which pcap cannot keep.',
  'export.note.interfaces': 'pcap cannot keep what the file says of its interfaces and of itself (names, comments).',
  'export.note.names': '{count, plural, one {# name} other {# names}} of addresses in the file cannot be kept by pcap.',
  'export.note.secrets':
    '{count, plural, one {# block} other {# blocks}} of decryption secrets {count, plural, one {was} other {were}} left out.',
} as const;
