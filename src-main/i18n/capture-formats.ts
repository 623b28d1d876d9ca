// The capture formats that Synscope reads, as people know them, for every text and dialog that lists them (the readers are in formats/).

interface CaptureFormat {
  /** a proper name, the same in every language */
  name: string;
  /** how names of such files end, without the dot */
  extensions: readonly string[];
}

export const CAPTURE_FORMATS = [
  { name: 'pcap', extensions: ['pcap', 'cap'] },
  { name: 'pcapng', extensions: ['pcapng', 'ntar'] },
  { name: 'snoop', extensions: ['snoop', 'snp'] },
  { name: 'Network Monitor', extensions: ['cap'] },
  { name: 'ERF', extensions: ['erf'] },
] as const satisfies readonly CaptureFormat[];
export type FormatName = (typeof CAPTURE_FORMATS)[number]['name'];

/** What they may be packed with. */
const PACKED_EXTENSIONS = ['gz', 'zst'];

/** How names of captures may end, each once. */
export const CAPTURE_EXTENSIONS: readonly string[] = [
  ...new Set(CAPTURE_FORMATS.flatMap(({ extensions }) => extensions)),
  ...PACKED_EXTENSIONS,
];

/** Their names in a row: `between` all, `last` before the last one. */
export function formatNames(between: string, last = between): string {
  const names = CAPTURE_FORMATS.map(({ name }) => name);
  return `${names.slice(0, -1).join(between)}${last}${names.at(-1) ?? ''}`;
}
