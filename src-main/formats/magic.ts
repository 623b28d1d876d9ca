// Files that are no captures, or captures that we do not read, known by their first bytes. Names are proper names.

interface Signature {
  at: number;
  bytes: number[] | string;
  name: string;
}

const CAPTURES: Signature[] = [
  { at: 0, bytes: 'TRSNIFF data    \x1a', name: 'Sniffer (DOS)' },
  { at: 0, bytes: 'XCP\0', name: 'Sniffer (Windows)' },
  { at: 0, bytes: [0x56, 0x4c, 0, 0], name: 'NetXray' },
  { at: 0, bytes: '\x7fver', name: 'EtherPeek / OmniPeek (tagged)' },
  { at: 0, bytes: [0x05, 0x56, 0x4e, 0x46], name: 'Visual UpTime' },
  { at: 0, bytes: [0, 0, 2, 0, 0x12, 5, 0, 0x10], name: 'Tektronix K12' },
  { at: 0, bytes: '=== ', name: 'Toshiba ISDN trace' },
  { at: 0, bytes: '(i) ', name: 'NetScreen snoop' },
  { at: 0, bytes: [0x54, 0x52, 0x00, 0x64, 0x00], name: 'HP-UX nettl' },
  { at: 0, bytes: 'btsnoop\0', name: 'Bluetooth HCI (btsnoop)' },
  { at: 0, bytes: [0xd4, 0xc3, 0xb2, 0xa0], name: 'NetScaler' },
];
const COMPRESSED: Signature[] = [
  { at: 0, bytes: [0x04, 0x22, 0x4d, 0x18], name: 'lz4' },
  { at: 0, bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], name: 'xz' },
  { at: 0, bytes: 'BZh', name: 'bzip2' },
  { at: 0, bytes: 'PK\x03\x04', name: 'zip' },
  { at: 0, bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], name: '7-Zip' },
  { at: 0, bytes: 'Rar!', name: 'RAR' },
  { at: 257, bytes: 'ustar', name: 'tar' },
  { at: 0, bytes: [0x1f, 0x9d], name: 'compress' },
];

/** The kind of capture, or the kind of packing, that these first bytes tell; null: neither. */
export function knownKind(head: Uint8Array): { packed: boolean; name: string } | null {
  const packed = COMPRESSED.find((signature) => fits(head, signature));
  if (packed) return { packed: true, name: packed.name };
  const capture = CAPTURES.find((signature) => fits(head, signature));
  return capture ? { packed: false, name: capture.name } : null;
}

function fits(head: Uint8Array, { at, bytes }: Signature): boolean {
  const wanted = typeof bytes === 'string' ? Array.from(bytes, (c) => c.charCodeAt(0)) : bytes;
  return wanted.every((byte, i) => head[at + i] === byte);
}

const isBlankOrPrint = (byte: number): boolean =>
  byte >= 0x20 ? byte !== 0x7f : (byte >= 0x08 && byte <= 0x0d) || byte === 0x1b;

/** True if the bytes look like text: UTF-16 with its mark, UTF-8, or another code with mostly ASCII in it. */
export function looksLikeText(head: Uint8Array): boolean {
  const mark = head[0] * 256 + head[1];
  if (mark === 0xfffe || mark === 0xfeff) return true;
  if (!head.every(isBlankOrPrint)) return false;
  const ascii = head.reduce((count, byte) => count + (byte < 0x80 ? 1 : 0), 0);
  if (ascii * 2 > head.length) return true;
  try {
    // `stream`: a character that the end of the head cuts is no fault
    return new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true }).length > 0;
  } catch {
    return false;
  }
}
