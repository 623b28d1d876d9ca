// Names of addresses as the capture itself proves them. The Simplified Chinese ones stand in ../zh-cn/names.ts. ICU MessageFormat.
export const names = {
  'names.column': 'Name',
  'names.hint':
    'Name of the server, or of the other end, as the capture itself tells it: an answer of DNS, or the server name that TLS asks for. Nothing is asked of a network.',
  'names.by.dns': '{address} is {name}: DNS answer in packet {frame, number}',
  'names.by.ptr': '{address} is {name}: reverse DNS answer in packet {frame, number}',
  'names.by.tls': '{address} is {name}: server name in the TLS handshake, packet {frame, number}',
};
