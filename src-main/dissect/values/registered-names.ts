// Names that registers give to numbers: who makes an adapter (IEEE), what a port is meant for (IANA, RFC 6335). They say nothing of the
// capture: an adapter can be given any address, and anything can be spoken on a port.
import { Register } from './registers';
import { SERVICES } from './service-register';
import { VENDORS } from './vendor-register';

const vendors = new Register(VENDORS);
const services = new Register(SERVICES);

const hex = (value: number, digits: number): string => value.toString(16).toUpperCase().padStart(digits, '0');

/** Who the first three bytes of an address are assigned to, as in `eth.src.oui_resolved`; undefined: nobody. */
export const ouiName = (oui: number): string | undefined => vendors.of(hex(oui, 6));

/** Who an address is assigned to: of the six bytes at `at`, the longest prefix of 36, 28 or 24 bits that is registered. */
export function vendorName(b: Uint8Array, at: number): string | undefined {
  const low = b[at + 3] * 0x1000 + b[at + 4] * 0x10 + (b[at + 5] >> 4);
  const digits = hex(b[at] * 0x10000 + b[at + 1] * 0x100 + b[at + 2], 6) + hex(low, 5);
  return vendors.of(digits.slice(0, 9)) ?? vendors.of(digits.slice(0, 7)) ?? vendors.of(digits.slice(0, 6));
}

/** `https` of port 443; undefined: nothing is registered. */
export const serviceName = (protocol: 'tcp' | 'udp', port: number): string | undefined =>
  services.of(`${port}/${protocol}`);
