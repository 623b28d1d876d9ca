// What Wireshark reports about a dissection itself: `_ws.short`, `_ws.malformed`, `_ws.unreassembled`, expert notes.
import { defineFields, type Field } from '../fields';

export const WS = defineFields('_ws', {
  short: ['Short Frame', 'protocol'],
  malformed: ['Malformed Packet', 'protocol'],
  'malformed.dissector_bug': ['Dissector bug', 'none', 'none', { expert: 'error', group: 'malformed' }],
  unreassembled: ['Unreassembled Fragmented Packet', 'protocol'],
  expert: ['Expert Info', 'protocol'],
  'expert.message': ['Message', 'string'],
  'expert.group': ['Group', 'uint32', 'none'],
  'expert.severity': ['Severity level', 'uint32', 'none'],
});

export const WS_FIELDS: readonly Field[] = Object.values(WS);
