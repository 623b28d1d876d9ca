// Encapsulating security payload, RFC 4303: what stands in the clear. The rest is encrypted, so the walk ends here.
import { u32 } from '../../wire/read';
import { PROTO_ESP } from '../../wire/ipv4';
import { defineFields, type Protocol } from '../contract/protocol';

const F = defineFields('esp', {
  spi: ['ESP SPI', 'uint32', 'hex_dec'],
  sequence: ['ESP Sequence', 'uint32', 'dec'],
});

export const esp: Protocol = {
  abbrev: 'esp',
  name: 'Encapsulating Security Payload',
  fields: F,
  where: 'over-ip',
  under: [['ip.proto', PROTO_ESP]],
  dissect(p, at, out) {
    if (!p.need(at, 8)) return;
    out.uint(F.spi, at, 4, u32(p.bytes, at));
    out.uint(F.sequence, at + 4, 4, u32(p.bytes, at + 4));
  },
  column: 'ESP',
  summary: (p, layer) =>
    layer.end - layer.at < 8 ? 'ESP' : `ESP (SPI=0x${u32(p.bytes, layer.at).toString(16).padStart(8, '0')})`,
};
