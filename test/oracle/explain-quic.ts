// Why a cell of QUIC may differ from tshark's. Each has its line in DIFFERENCES.md, "QUIC".

export interface QuicCell {
  field: string;
  ours: string;
  theirs: string;
  /** we found zeros behind the last packet of the datagram */
  isFilled: boolean;
}

const split = (cell: string): string[] => (cell === '' ? [] : cell.split(','));

export function explainQuic({ field, ours, theirs, isFilled }: QuicCell): string | null {
  if (field === 'quic.frame_type' && split(ours).map(BigInt).join(',') === theirs) return 'frame types in hexadecimal';
  if (/^quic\.crypto\.(?:fragments|fragment\.count|reassembled_in)$/.test(field)) return 'messages in several frames';
  if (field === 'quic.crypto.fragment' && split(theirs).every((frame) => split(ours).includes(frame)))
    return 'messages in several frames';
  if (field === 'quic.connection.number' && theirs === '') return 'connection known by its addresses';
  if (field.startsWith('tls.quic.') && split(theirs).every((value) => value === '<MISSING>') && ours === '')
    return 'parameter without data';
  if (isFilled && field === 'quic.coalesced_padding_data') return 'zeros behind the last packet';
  if (isFilled && split(theirs).length === split(ours).length + 1 && theirs.startsWith(ours))
    return 'zeros behind the last packet';
  return null;
}
