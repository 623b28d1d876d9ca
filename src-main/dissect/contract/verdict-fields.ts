// What Wireshark reports about a dissection itself: `_ws.short`, `_ws.malformed`, `_ws.unreassembled`, expert notes.
import { defineFields, type Field } from './fields';

/** As Wireshark numbers and names them. */
const SEVERITIES = { 0x100000: 'Comment', 0x200000: 'Chat', 0x400000: 'Note', 0x600000: 'Warning', 0x800000: 'Error' };
const GROUPS = {
  0x01000000: 'Checksum',
  0x02000000: 'Sequence',
  0x03000000: 'Response',
  0x04000000: 'Request',
  0x05000000: 'Undecoded',
  0x06000000: 'Reassemble',
  0x07000000: 'Malformed',
  0x08000000: 'Debug',
  0x09000000: 'Protocol',
  0x0a000000: 'Security',
  0x0b000000: 'Comment',
  0x0c000000: 'Decryption',
  0x0d000000: 'Assumption',
  0x0e000000: 'Deprecated',
};

export const WS = defineFields('_ws', {
  short: ['Short Frame', 'protocol'],
  malformed: ['Malformed Packet', 'protocol'],
  'malformed.dissector_bug': ['Dissector bug', 'none', 'none', { expert: 'error', group: 'malformed' }],
  // ours: Wireshark has other limits
  too_many_layers: [
    'Too many layers',
    'none',
    'none',
    { expert: 'warn', group: 'undecoded', message: 'tree.stopsHere' },
  ],
  unreassembled: ['Unreassembled Fragmented Packet', 'protocol'],
  expert: ['Expert Info', 'protocol'],
  'expert.message': ['Message', 'string'],
  'expert.group': ['Group', 'uint32', 'none', { values: GROUPS }],
  'expert.severity': ['Severity level', 'uint32', 'none', { values: SEVERITIES }],
});

export const WS_FIELDS: readonly Field[] = Object.values(WS);
/** Those that every expert note has. */
export const EXPERT_FIELDS: readonly Field[] = WS_FIELDS.filter((field) => field.abbrev.startsWith('_ws.expert'));
