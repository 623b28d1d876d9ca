import { formatNames } from '../capture-formats';

export const formats = {
  'formats.notFound': '{path} was not found. It may have been moved or deleted.',
  'formats.folder': '{path} is a folder. Choose a capture file inside it.',
  'formats.notAFile': '{path} is a device or a pipe, not a file. Save the capture to a file first.',
  'formats.notAllowed':
    'You do not have permission to read {path}. Change its permissions or copy it to one of your own folders.',
  'formats.openFailed': '{path} could not be opened ({reason}).',
  'formats.readFailed':
    'Reading failed at byte {offset, number} ({reason}). The disk or network drive may have been disconnected.',
  'formats.empty': '{name} is empty. The program that wrote it may not have saved anything yet.',
  'formats.emptyInside':
    '{name} is a {kind} file with nothing inside: unpacked, it has no bytes. The program that wrote it may have captured nothing, or ended early.',
  'formats.headerCut':
    'The file ends within its header: it has {found, number} bytes, but {expected, number} are needed.',
  'formats.text':
    '{name} is a text file, not a capture. Open a capture file, for example .pcap or .pcapng. Hex dumps can be converted with text2pcap.',
  'formats.unknown': `This is not a capture file that Synscope can read (it starts with {bytes}). Synscope reads ${formatNames(', ', ' and ')} files, also compressed with gzip or zstd.`,
  'formats.unsupported':
    'This is a {kind} file, which Synscope cannot read. Convert it to pcapng first, for example with editcap.',
  'formats.compressed':
    'This file is compressed with {kind}, which Synscope cannot decompress. Decompress it first; gzip and zstd files can be opened directly.',
  'formats.version':
    'This is a {format} file of the unknown version {version}. Convert it to a current version with a program that can read it.',
  'formats.reservedBits':
    'The header sets reserved bits that must be zero ({bits} in the link type), so the rest cannot be trusted.',
  'formats.cancelled': 'Opening was cancelled.',
  'formats.gzipDamaged':
    'The gzip data is damaged at byte {offset, number} of the compressed file ({reason}). Everything before the damage was read.',
  'formats.gzipCut':
    'The gzip file is cut short at byte {offset, number}: its end is missing. Everything before that was read.',
  'formats.zstdDamaged':
    'The zstd data is damaged near byte {offset, number} of the compressed file ({reason}). Everything before the damage was read.',
  'formats.zstdWindow':
    'Decompressing this zstd file requires {found, number} bytes of memory, but at most {expected, number} are allowed. Decompress it with the zstd program first.',
  'formats.zstdDictionary':
    'This zstd file was compressed with a dictionary (ID {id, number}), which is not part of it. Unpack it with the zstd program and that dictionary first.',
  'formats.zstdSkippable':
    'This zstd file holds no compressed data, only {count, plural, one {# skippable frame} other {# skippable frames}}: data for other programs, which unpacking leaves out.',
  'formats.inflateLimit':
    'Unpacking stopped at {limit, number} bytes, the most that one capture may take of this disk. What was unpacked was read.',
  'formats.diskFull':
    'The disk that holds {folder} is full. Free some space, or decompress the file elsewhere and open the result.',
  'formats.cacheUnwritable':
    'No temporary file could be written in {folder} ({reason}), so the compressed capture cannot be unpacked. Make the folder writable, or unpack the capture yourself and open the result.',
  'formats.damage.cutShort':
    'The file ends in the middle of the record at {offset, number}: the record needs {expected, number} bytes, but only {found, number} are present.',
  'formats.damage.captured':
    'Record at {offset, number}: it claims {found, number} captured bytes, but at most {expected, number} are possible.',
  'formats.damage.original':
    'Record at {offset, number}: it claims {found, number} bytes on the wire, but at most {expected, number} are possible.',
  'formats.damage.packetHeader':
    'Record at {offset, number}: the packet starts with a header of the capture device, which needs at least {expected, number} bytes, but has only {found, number}.',
  'formats.damage.recordTooShort':
    'Record at {offset, number}: its length is {found, number}, but at least {expected, number} is needed.',
  'formats.damage.recordTooLong':
    'Record at {offset, number}: its length is {found, number}, but at most {expected, number} is possible.',
  'formats.damage.frameTable':
    'The header claims a frame table of {found, number} bytes, but it must hold at least one entry of {expected, number} bytes and only whole ones. The packets cannot be found without it.',
  'formats.damage.trailer':
    'Block at {offset, number}: the total length is {expected, number} in the header but {found, number} in the trailer.',
  'formats.damage.blockTooShort':
    'Block at {offset, number}: the total length is {found, number}, but this block type needs at least {expected, number}.',
  'formats.damage.blockTooLong':
    'Block at {offset, number}: the total length is {found, number}, but at most {expected, number} is possible.',
  'formats.damage.interface':
    'Packet at {offset, number}: it refers to interface {found, number}, but its section describes {expected, plural, =0 {none} one {only one (number 0)} other {only # (numbered from 0)}}.',
  'formats.damage.interfaces': 'Block at {offset, number}: more than {expected, number} interfaces.',
  'formats.damage.option': 'Option at {offset, number}: expected {expected, number} bytes, found {found, number}.',
  'formats.damage.name': 'Name record at {offset, number}: expected {expected, number} bytes, found {found, number}.',
  'formats.damage.secrets':
    'Secrets block at {offset, number}: it claims {found, number} bytes of secrets, but at most {expected, number} fit.',
  'formats.damage.byteOrder': 'Section at {offset, number}: expected byte-order mark {expected}, found {found}.',
} as const;
