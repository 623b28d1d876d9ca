// Why a cell of DTLS may differ from tshark's. Each has its line in DIFFERENCES.md, "DTLS".

export interface DtlsCell {
  field: string;
  ours: string;
  theirs: string;
}

const split = (cell: string): string[] => (cell === '' ? [] : cell.split(','));

export function explainDtls({ field, ours, theirs }: DtlsCell): string | null {
  if (field === 'dtls.reassembled.in' && theirs === '') return 'frame that completes a message';
  const data = field === 'dtls.handshake.extension.data' && split(theirs).filter((value) => value !== '<MISSING>');
  if (data && data.join(',') === ours) return 'extension without data';
  // the server's choice was not captured
  if (field.startsWith('dtls.handshake.random_') && ours === '') return 'time in a random value';
  if (field === 'dtls.resumed' && theirs === '') return 'resumption without the hello of the client';
  if (field === 'dtls.record.connection_id' && theirs === '<MISSING>') return 'connection ID of no bytes';
  return null;
}
