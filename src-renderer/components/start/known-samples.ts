// The samples that the catalogues have texts for, in the order of the list: TLS, how connections open and close, then what goes wrong.
export const KNOWN_SAMPLES = [
  ...([
    'https',
    'retry',
    'expired',
    'fastopen',
    'three',
    'half',
    'crossing',
    'refused',
    'firewall',
    'prohibited',
    'filtered',
  ] as const),
  ...(['reset', 'unread', 'lost', 'window'] as const),
] as const;
export type SampleId = (typeof KNOWN_SAMPLES)[number];
