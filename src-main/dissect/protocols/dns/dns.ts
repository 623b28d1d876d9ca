// DNS over UDP (RFC 1035), multicast DNS (RFC 6762) and Link-local Multicast Name Resolution (RFC 4795): one message, three protocols.
import * as wire from '../../../wire/dns';
import type { Protocol } from '../../contract/protocol';
import { F } from './dns-fields';
import { dissectMessage, messageText, type Flavour } from './dns-message';
import { R } from './dns-record-fields';

const FIELDS = Object.values({ ...F, ...R });

const protocol = (flavour: Flavour, name: string, port: number): Protocol => ({
  abbrev: flavour,
  name,
  fields: flavour === 'dns' ? { ...F, ...R } : {},
  borrows: flavour === 'dns' ? [] : FIELDS,
  where: 'udp',
  under: [['udp.port', port]],
  inside: [],
  inQuotes: true,
  dissect: (p, at, out) => dissectMessage(p, at, flavour, out),
  column: flavour.toUpperCase(),
  summary: (_p, layer) => messageText(layer, layer.at, flavour),
});

export const dns = protocol('dns', 'Domain Name System', wire.PORT);
export const mdns = protocol('mdns', 'Multicast Domain Name System', wire.MDNS_PORT);
export const llmnr = protocol('llmnr', 'Link-local Multicast Name Resolution', wire.LLMNR_PORT);
