// Names of addresses as the capture itself proves them, and names out of registers. The Simplified Chinese ones stand in ../zh-cn/names.ts. ICU MessageFormat.
export const names = {
  'names.column': 'Name',
  'names.hint':
    'Name of the server, or of the other end, as the capture itself tells it: an answer of DNS, or the server name that TLS asks for. Nothing is asked of a network.',
  'names.by.dns': '{address} is {name}: DNS answer in packet {frame, number}',
  'names.by.ptr': '{address} is {name}: reverse DNS answer in packet {frame, number}',
  'names.by.ieee': '{address}: assigned to {name} in the register of IEEE',
  'names.by.iana':
    '{name} is what IANA has registered for {transport} port {port}. The port alone does not prove what is spoken on it.',
  'names.registered': 'Name in the registers of IEEE and IANA. The packet itself does not carry it.',
  'names.by.tls': '{address} is {name}: server name in the TLS handshake, packet {frame, number}',
};
