// English texts of one area; the Simplified Chinese ones stand in ../zh-cn/formats.ts. ICU MessageFormat.
export const formats = {
  'formats.notFound': 'There is no file {path}. It may have been moved or deleted.',
  'formats.folder': '{path} is a folder. Choose a capture file inside it.',
  'formats.notAFile': '{path} is not a file but a device or a pipe. Save the capture to a file first.',
  'formats.notAllowed': 'You are not allowed to read {path}. Change its permissions, or copy it to a folder of yours.',
  'formats.openFailed': '{path} could not be opened ({reason}).',
  'formats.readFailed':
    'Reading failed at byte {offset, number} ({reason}). The disk or the network drive may be gone.',
  'formats.empty': '{name} is empty: it has no bytes at all. The program that wrote it may have saved nothing yet.',
  'formats.emptyInside':
    '{name} is a {kind} file with nothing inside: unpacked, it has no bytes. The program that wrote it may have captured nothing, or ended early.',
  'formats.headerCut':
    'The file ends inside its header: {found, number} bytes are there, {expected, number} are needed.',
  'formats.text':
    '{name} is a text file, not a capture. Open a .pcap or .pcapng file; hex dumps can be converted with text2pcap.',
  'formats.unknown':
    'This is no capture file that Synscope knows (it begins with {bytes}). It reads pcap and pcapng, also compressed with gzip or zstd.',
  'formats.unsupported':
    'This is a file of the kind {kind}, which Synscope does not read. Convert it to pcapng first (for example with editcap).',
  'formats.compressed':
    'This file is compressed with {kind}, which Synscope does not unpack. Unpack it first; gzip and zstd are unpacked by Synscope.',
  'formats.version':
    'This is a {format} file of version {version}, which is not known. Convert it to a current version with a program that reads it.',
  'formats.reservedBits':
    'The header sets bits that must be zero ({bits} in the link type), so what follows cannot be trusted.',
  'formats.cancelled': 'Opening was cancelled.',
  'formats.gzipDamaged':
    'The gzip data is damaged at byte {offset, number} of the compressed file ({reason}). What could be unpacked was read.',
  'formats.gzipCut':
    'The gzip file is cut short at byte {offset, number}: its end is missing. What could be unpacked was read.',
  'formats.zstdDamaged':
    'The zstd data is damaged near byte {offset, number} of the compressed file ({reason}). What could be unpacked was read.',
  'formats.zstdWindow':
    'This zstd file wants {found, number} bytes of memory to be unpacked; at most {expected, number} are given. Unpack it with the zstd program first.',
  'formats.zstdDictionary':
    'This zstd file was compressed with a dictionary (ID {id, number}), which is not part of it. Unpack it with the zstd program and that dictionary first.',
  'formats.zstdSkippable':
    'This zstd file holds no compressed data, only {count, plural, one {# skippable frame} other {# skippable frames}}: data for other programs, which unpacking leaves out.',
  'formats.inflateLimit':
    'Unpacking stopped at {limit, number} bytes, the most that one capture may take of this disk. What was unpacked was read.',
  'formats.diskFull':
    'The disk with {folder} is full. Make room there, or unpack the file elsewhere and open the result.',
  'formats.cacheUnwritable':
    'No temporary file could be written in {folder} ({reason}), so the compressed capture cannot be unpacked.',
  'formats.damage.cutShort':
    'The file ends in the middle of the record at {offset, number}: it needs {expected, number} bytes, {found, number} are there.',
  'formats.damage.captured':
    'Record at {offset, number}: it claims {found, number} captured bytes, at most {expected, number} are possible.',
  'formats.damage.trailer':
    'Block at {offset, number}: total length {expected, number} in the header, {found, number} in the trailer.',
  'formats.damage.blockTooShort':
    'Block at {offset, number}: total length {found, number}, at least {expected, number} is possible for its kind.',
  'formats.damage.blockTooLong':
    'Block at {offset, number}: total length {found, number}, at most {expected, number} is possible.',
  'formats.damage.interface':
    'Packet at {offset, number}: it names interface {found, number}, but its section has described {expected, plural, =0 {none} one {only one (number 0)} other {only # (from number 0)}}.',
  'formats.damage.interfaces': 'Block at {offset, number}: more than {expected, number} interfaces.',
  'formats.damage.option': 'Option at {offset, number}: {expected, number} bytes expected, {found, number} found.',
  'formats.damage.name': 'Name record at {offset, number}: {expected, number} bytes expected, {found, number} found.',
  'formats.damage.secrets':
    'Secrets block at {offset, number}: {found, number} bytes of secrets announced, at most {expected, number} fit.',
  'formats.damage.byteOrder': 'Section at {offset, number}: byte-order mark {expected} expected, {found} found.',
} as const;
