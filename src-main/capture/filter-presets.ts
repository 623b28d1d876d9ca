// Capture filters that come up again and again.

export interface FilterPreset {
  /** its title is in the catalogues under `capture.preset.<id>` */
  id: 'tcpEvents' | 'thisHost' | 'https' | 'dnsAndHttps' | 'noSsh';
  filter: string;
}

/** `addresses`: of this computer, for the preset that means it. */
export function filterPresets(addresses: string[]): FilterPreset[] {
  // link-local addresses are on every adapter, and a scope (%eth0) is not BPF's
  const own = addresses.filter((address) => !/^(127\.|::1$|fe80:|169\.254\.)/i.test(address) && !address.includes('%'));
  const presets: FilterPreset[] = [
    // byte 13 of the TCP header by IPv4; libpcap cannot look into TCP behind IPv6, so its flags are taken from
    // byte 53: 40 bytes of IPv6 header, no extension headers
    {
      id: 'tcpEvents',
      filter: 'tcp[tcpflags] & (tcp-syn|tcp-fin|tcp-rst) != 0 or (ip6 and ip6[6] = 6 and ip6[53] & 7 != 0)',
    },
    { id: 'https', filter: 'port 443' },
    { id: 'dnsAndHttps', filter: 'port 53 or port 443' },
    { id: 'noSsh', filter: 'not tcp port 22' },
  ];
  if (own.length > 0)
    presets.splice(1, 0, { id: 'thisHost', filter: own.map((address) => `host ${address}`).join(' or ') });
  return presets;
}
