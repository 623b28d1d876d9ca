// DNS over UDP and TCP (RFC 1035), multicast DNS (RFC 6762) and Link-local Multicast Name Resolution (RFC 4795): one message, three protocols.
import * as wire from '../../../wire/dns';
import { u16 } from '../../../wire/read';
import type { FieldSink, Layer, Packet, Protocol } from '../../contract/protocol';
import { F } from './dns-fields';
import { dissectMessage, messageText, type Flavour } from './dns-message';
import { R } from './dns-record-fields';

const FIELDS = Object.values({ ...F, ...R });

const OVER_UDP = (port: number): (readonly [string, number])[] => [['udp.port', port]];

/** Over TCP the length of the message stands in front of it, RFC 1035 section 4.2.2. */
const start = (layer: Layer, at: number): number => (layer.table === 'tcp.port' ? at + 2 : at);

function length(p: Packet, at: number, out: FieldSink): boolean {
  if (!p.need(at, 2)) return false;
  out.uint(F.length, at, 2, u16(p.bytes, at));
  return true;
}

const protocol = (flavour: Flavour, name: string, port: number): Protocol => ({
  abbrev: flavour,
  name,
  fields: flavour === 'dns' ? { ...F, ...R } : {},
  borrows: flavour === 'dns' ? [] : FIELDS,
  where: flavour === 'dns' ? 'transport' : 'udp',
  line: flavour === 'dns' ? { pass: 'messages' } : {},
  under: flavour === 'dns' ? [...OVER_UDP(port), ['tcp.port', port]] : OVER_UDP(port),
  inside: [],
  inQuotes: true,
  dissect(p, at, out) {
    const message = start(p.layer(p.layerCount - 1), at);
    if (message > at && !length(p, at, out)) return;
    dissectMessage(p, message, flavour, out);
  },
  column: flavour.toUpperCase(),
  summary: (_p, layer) => messageText(layer, start(layer, layer.at), flavour),
});

export const dns = protocol('dns', 'Domain Name System', wire.PORT);
export const mdns = protocol('mdns', 'Multicast Domain Name System', wire.MDNS_PORT);
export const llmnr = protocol('llmnr', 'Link-local Multicast Name Resolution', wire.LLMNR_PORT);
