// Payload that no dissector is registered for. The layer remembers the hand-off that failed, so that the packet list can
// say what it would be (LLDP, IGMP …).
import { hexText } from '../../text/address';
import { defineFields, type FieldSink, type Packet, type Protocol } from '../contract/protocol';

const F = defineFields('data', {
  data: ['Data', 'bytes'],
  len: ['Length', 'int32', 'dec'],
});

function dissect(p: Packet, at: number, out: FieldSink): void {
  const len = p.end - at;
  if (len > 0) out.bytes(F.data, at, len);
  const declared = p.declaredEnd - at;
  out.generated(F.len, at, 0, declared);
  if (out.detail) out.head('', `${declared} byte${declared === 1 ? '' : 's'}`);
}

/** Bytes shown in the Info column at most. */
const SHOWN = 32;

export const data: Protocol = {
  abbrev: 'data',
  name: 'Data',
  fields: F,
  where: 'anywhere',
  inside: [],
  dissect,
  summary: (p, layer) => {
    const len = layer.end - layer.at;
    return hexText(p.bytes, layer.at, Math.min(len, SHOWN)) + (len > SHOWN ? '…' : '');
  },
};
