// Texts of exports and of `check`. The Simplified Chinese ones stand in ../zh-cn/export.ts. ICU MessageFormat.
export const exporting = {
  'export.full':
    '{path} could not be written: the disk is full ({reason}). Make room, or choose another disk. No part of the file was left.',
  'export.refused':
    '{path} could not be written: the system refused it ({reason}). Choose a folder that exists and that you may write to.',
  'export.failed': '{path} could not be written ({reason}). No part of the file was left.',
  'export.worker': 'Nothing was written, because a part of Synscope that reads packets failed. Export again.',
  'export.linkTypes':
    'The packets have several link types, and a pcap file can have only one. Export them as pcapng, or only those of one interface.',
  'export.overwrites': 'This is the capture that is open, and it is read while it is exported. Choose another name.',
  'export.packetsTitle': 'Export Packets',
  'export.tableTitle': 'Export Table',
  'export.objectsTitle': 'Export HTTP Objects',
  'export.objectsWhat':
    'What was requested and sent by HTTP – pages, pictures, forms – is written as it was, a file each, into a new folder. Open none of them that you do not trust.',
  'export.which': 'Packets',
  'export.scope.all': 'All packets',
  'export.scope.displayed': 'Displayed packets',
  'export.scope.frames':
    '{count, plural, one {Selected packet (number {frame, number, ::group-off})} other {# selected packets}}',
  'export.scope.marked': 'Marked packets',
  'export.scope.flow': '{count, plural, one {Selected connection} other {# selected connections}}',
  'export.scope.range': 'Packets by number',
  'export.range': 'Packet numbers, e.g. 1-100,250',
  'export.rangeWrong': 'Write numbers and ranges with commas between them: 1-100,250.',
  'export.format': 'Format',
  'export.format.pcapng': 'pcapng – keeps interfaces, comments, names and statistics',
  'export.format.pcap': 'pcap – for older programs; one link type, no comments, no interfaces',
  'export.format.csv': 'CSV',
  'export.format.tsv': 'TSV (tabs)',
  'export.format.json': 'JSON',
  'export.format.ndjson': 'JSON, one line each',
  'export.format.parquet': 'Parquet',
  'export.content': 'Content',
  'export.content.whole': 'Everything that was captured',
  'export.content.cut': 'Only headers – payloads are cut, lengths stay as they were',
  'export.content.anonymous':
    'Anonymised – other IP and MAC addresses, no payloads, names or comments; checksums stay right or wrong as they were',
  'export.content.key':
    'The same address always becomes the same one, and networks stay together. The key is thrown away: what was which cannot be found out afterwards.',
  'export.table': 'Table',
  'export.table.packets': 'Packets',
  'export.table.connections': 'Connections',
  'export.table.notes': 'Expert notes',
  'export.rows': 'Rows',
  'export.rows.all': 'All',
  'export.rows.displayed': 'Only displayed packets',
  'export.rows.flows': '{count, plural, one {Only the selected connection} other {Only the # selected connections}}',
  'export.count': '{count, plural, one {# packet} other {# packets}}',
  'export.countRows': '{count, plural, one {# row} other {# rows}}',
  'export.countObjects': '{count, plural, one {# object} other {# objects}}',
  'export.countSearched': '{count, plural, one {# packet will be searched} other {# packets will be searched}}',
  'export.counting': 'Counting…',
  'export.choose': 'Choose File…',
  'export.chooseFolder': 'Choose Folder…',
  'export.running': 'Writing {name}',
  'export.progress': '{done, number} of {total, number}',
  'export.cancel': 'Cancel',
  'export.cancelled': 'Cancelled. Nothing was written.',
  'export.written': '{name} is written: {items}, {bytes}.',
  'export.again': 'Export More…',
  'export.menuConnection': '{count, plural, one {Export Connection…} other {Export # Connections…}}',
  'export.menuPacket': 'Export Packets…',
  'export.noObjects': 'Nothing was transferred by HTTP in these packets, or not in the clear. Nothing was written.',
  'export.nothing': 'There is nothing to export.',
  'export.note.others':
    '{count, plural, one {# record was} other {# records were}} left out because {count, plural, one {it holds} other {they hold}} something other than a packet.',
  'export.note.cut':
    '{count, plural, one {# object is} other {# objects are}} shorter than announced: the capture has no more of {count, plural, one {it} other {them}}.',
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
