// Fields of DTLS in Wireshark's names: those of records and of fragments, and under its own prefix those that its messages have in common with TLS. The
// unified header is that of Wireshark 4.2.
import { defineFields, likeFields, type Field } from '../../../contract/protocol';
import type { PieceFields } from '../../../values/fragments';
import { E } from '../extensions/tls-extension-fields';
import { F } from '../tls-fields';
import { CONTENT_TYPES, versionName } from '../tls-names';
import { OWN } from './dtls-own-fields';

/** Records and fragments of TLS, and what only SSL 2 has. */
const OF_STREAMS =
  /^record|^handshake\.(?:fragment|reassembled_in|cipher_?spec|challenge|session_id_hit|session_id_length\.error|connection_id)/;
const withoutStreams = (table: Readonly<Record<string, Field>>): Record<string, Field> =>
  Object.fromEntries(Object.entries(table).filter(([key]) => !OF_STREAMS.test(key) || key === 'record_size_limit'));

const TYPES = { ...CONTENT_TYPES, 25: 'Connection ID' };
const COMMON = likeFields(
  'dtls',
  { ...withoutStreams(F), ...withoutStreams(E) },
  {
    'handshake.type': { name: 'Handshake Type' },
    'handshake.session_id_length': { type: 'uint8', width: 8 },
    'handshake.cert_type': { name: 'Certificate type' },
  },
);

export const D = {
  ...defineFields(
    'dtls',
    {
      record: ['Record Layer', 'none'],
      'record.content_type': ['Content Type', 'uint8', 'dec', { values: TYPES }],
      'record.special_type': ['Special Type', 'uint8', 'dec', { values: TYPES }],
      'record.version': ['Version', 'uint16', 'hex', { values: versionName }],
      'record.epoch': ['Epoch', 'uint16', 'dec'],
      'record.sequence_number': ['Sequence Number', 'uint64', 'dec'],
      'record.connection_id': ['Connection ID', 'bytes'],
      'record.length': ['Length', 'uint16', 'dec'],
      'record.length.invalid': [
        'Record fragment length is too small or too large',
        'none',
        'none',
        { expert: 'warn', group: 'protocol' },
      ],
      enc_content: ['Encrypted Record Content', 'bytes'],

      'unified_header.bitmask': ['Unified header bitmask', 'uint8', 'hex'],
      'unified_header.fixed': ['Fixed bits', 'uint8', 'dec', { mask: 0xe0 }],
      'unified_header.cid_present': ['CID field', 'bool', 8, { mask: 0x10, words: ['Present', 'Not Present'] }],
      'unified_header.seq_size': ['Sequence number size', 'bool', 8, { mask: 0x08, words: ['16 bits', '8 bits'] }],
      'unified_header.length': ['Length field', 'bool', 8, { mask: 0x04, words: ['Present', 'Not Present'] }],
      'unified_header.epoch_bits': ['Epoch lowest-order bits', 'uint8', 'dec', { mask: 0x03 }],

      'handshake.message_seq': ['Message Sequence', 'uint16', 'dec'],
      'handshake.fragment_offset': ['Fragment Offset', 'uint24', 'dec'],
      'handshake.fragment_length': ['Fragment Length', 'uint24', 'dec'],
      'handshake.fragment_length.too_long': [
        'Fragment length is larger than message length',
        'none',
        'none',
        { expert: 'error', group: 'protocol' },
      ],
      'handshake.fragment_length.zero': [
        'Zero-length fragment length for fragmented message',
        'none',
        'none',
        { expert: 'warn', group: 'protocol' },
      ],
      'handshake.fragment_past_end_msg': [
        'Fragment runs past the end of the message',
        'none',
        'none',
        { expert: 'error', group: 'protocol' },
      ],

      fragments: ['Message fragments', 'none'],
      fragment: ['Message fragment', 'framenum'],
      'fragment.overlap': ['Message fragment overlap', 'bool', 0],
      'fragment.overlap.conflicts': ['Message fragment overlapping with conflicting data', 'bool', 0],
      'fragment.multiple_tails': ['Message has multiple tail fragments', 'bool', 0],
      'fragment.too_long_fragment': ['Message fragment too long', 'bool', 0],
      'fragment.error': ['Message defragmentation error', 'framenum'],
      'fragment.count': ['Message fragment count', 'uint32', 'dec'],
      'reassembled.in': ['Reassembled in', 'framenum', 'none', { changes: true }],
      'reassembled.length': ['Reassembled DTLS length', 'uint32', 'dec'],
    },
    { pass: 'messages' },
  ),
  ...OWN,
};
export const DTLS_FIELDS = { ...COMMON, ...D };

/** What the fields of TLS are called here, by their ids. */
export const NAMES: readonly (Field | undefined)[] = (() => {
  const names: (Field | undefined)[] = [];
  for (const [key, field] of Object.entries({ ...F, ...E })) if (COMMON[key]) names[field.id] = COMMON[key];
  names[F['handshake.session_id_length.error'].id] = COMMON['malformed.vector_length'];
  return names;
})();

export const PIECES: PieceFields = {
  all: D.fragments,
  one: D.fragment,
  overlap: D['fragment.overlap'],
  conflict: D['fragment.overlap.conflicts'],
  multipleTails: D['fragment.multiple_tails'],
  tooLong: D['fragment.too_long_fragment'],
  error: D['fragment.error'],
  count: D['fragment.count'],
  length: D['reassembled.length'],
  data: null,
};
