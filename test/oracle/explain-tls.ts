// Why a cell of TLS may differ from tshark's: rules over what both sides say, as in explain.ts. Each has its line in DIFFERENCES.md, "TLS".

export interface TlsCell {
  field: string;
  ours: string;
  theirs: string;
  /** frame.protocols of both sides */
  ourProtocols: string;
  theirProtocols: string;
  /** tshark has _ws.malformed or _ws.unreassembled */
  damaged: boolean;
  /** its connection has messages that only a full handshake has, before TLS 1.3 */
  isFull: boolean;
  /** tshark calls the segment one that was sent again */
  isRepeated: boolean;
  /** its connection has a cipher suite that encrypts nothing */
  isClear: boolean;
  /** signed timestamps that tshark has and we have not */
  timestamps: number;
}

const split = (cell: string): string[] => (cell === '' ? [] : cell.split(','));

/** Whether the values of `part` stand in `whole` in the same order. */
function isWithin(part: string, whole: string): boolean {
  const values = split(whole);
  let at = 0;
  return split(part).every((value) => (at = values.indexOf(value, at) + 1) > 0);
}

/** Layers that carry TLS and are not dissected: QUIC, OpenVPN, EAP, sFlow … */
const isHidden = (protocols: string): boolean => {
  const before = protocols.split(':tls')[0].split(':');
  return before.some((name) => /^(?:quic|openvpn|eap|eapol|sflow|dtls|radius|tds|iphttps)$/.test(name));
};

export function explainTls(cell: TlsCell): string | null {
  const { field, ours, theirs } = cell;
  if (field === 'tls.quic.parameter' && theirs === '') return 'parameters of QUIC';
  if (field === 'tls.quic.parameter.type' && split(ours).map(BigInt).join(',') === theirs) return 'parameters of QUIC';
  if (isHidden(cell.theirProtocols) && isWithin(ours, theirs)) return 'TLS inside a protocol that is not dissected';
  if (!/:tls\b/.test(cell.theirProtocols) && theirs === '') return 'TLS known by its bytes';
  if (field === 'tls.reassembled_in' && theirs === '') return 'record with messages, and one that goes on';
  if (cell.damaged && (isWithin(theirs, ours) || isWithin(ours, theirs))) return 'damaged TLS message';
  if (/^tls\.handshake\.(?:sig|server_|client_point|sig_)/.test(field) && theirs === '')
    return 'key exchange known by its lengths';
  // the server's choice was not captured
  if (field.startsWith('tls.handshake.random_') && ours === '') return 'time in a random value';
  const missing = field === 'tls.handshake.extension.data' && split(theirs).filter((value) => value !== '<MISSING>');
  if (missing && missing.join(',') === ours) return 'extension without data';
  // ECH, and application_settings by its second number, are bytes there
  if (missing && isWithin(ours, missing.join(','))) return 'later numbers of TLS';
  if (/_alps(?:_|\.|$)/.test(field) && theirs === '') return 'later numbers of TLS';
  const more = split(theirs).length - split(ours).length;
  const isOfTimestamps = field.startsWith('tls.sct.') || field.startsWith('tls.handshake.sig_hash_');
  // a time is written with a comma in it
  const commas = field === 'tls.sct.sct_timestamp' ? 2 : 1;
  const each = field === 'tls.sct.scts_length' ? more > 0 : more === commas * cell.timestamps;
  if (cell.timestamps > 0 && isOfTimestamps && each && isWithin(ours, theirs)) return 'timestamps in a certificate';
  if (/^x509/.test(field) && /:ocsp\b/.test(cell.theirProtocols) && isWithin(ours, theirs)) return 'OCSP response';
  if (field === 'tls.app_data_proto' && ours === '' && /:(?:socks|http):tls\b/.test(cell.theirProtocols))
    return 'TLS behind a proxy';
  if (cell.isRepeated && theirs === '' && field.startsWith('tls.handshake.')) return 'hello that was sent again';
  if (cell.isClear && /^tls\.(?:handshake|alert|segment|reassembled)/.test(field) && isWithin(ours, theirs))
    return 'cipher suite without encryption';
  if (field === 'tls.resumed' && ours === '' && cell.isFull) return 'full handshake with a hole';
  if (field === 'x509ce.uniformResourceIdentifier' && isWithin(ours, theirs)) return 'extension of a certificate';
  return null;
}
