/** An end of a conversation: `10.0.0.1:443`, `[fe80::1]:443`. */
export const endpointText = (address: string, port: number): string =>
  address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
