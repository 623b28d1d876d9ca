// Extensions of TLS messages, RFC 8446 section 4.2: type, length, data. What stands in them: tls-extension-*.ts, by what they are about.
import { u16 } from '../../../../wire/read';
import type { FieldSink, Packet } from '../../../contract/protocol';
import { E } from './tls-extension-fields';
import { encryptedClientHello, encryptedServerName } from './tls-extension-ech';
import * as keys from './tls-extension-keys';
import * as lists from './tls-extension-lists';
import { alpn, applicationSettings, nextProtocol, serverName, srp } from './tls-extension-names';
import { quicParameters } from './tls-extension-quic';
import { certificateTimestamps, statusRequest, statusRequestV2 } from './tls-extension-status';
import { extensionName } from '../tls-names';
import { OWN } from '../dtls/dtls-own-fields';
import { bytes, fits, list, opaque, there, vector } from '../tls-part';

/** Reads the data of one extension from `at` to `end`; `message`: type of the handshake message around. */
type Reader = (p: Packet, at: number, end: number, message: number, out: FieldSink) => void;

const nothing: Reader = () => undefined;
const READERS: ReadonlyMap<number, Reader> = new Map<number, Reader>([
  [0, serverName],
  [1, lists.maxFragmentLength],
  [5, statusRequest],
  [10, lists.supportedGroups],
  [11, lists.pointFormats],
  [12, srp],
  [13, lists.signatureAlgorithms],
  [14, useSrtp],
  [15, lists.heartbeatMode],
  [16, alpn],
  [17, statusRequestV2],
  [18, certificateTimestamps],
  [19, lists.certificateTypes],
  [20, lists.certificateTypes],
  [21, lists.padding],
  [22, nothing],
  [23, nothing],
  [27, lists.compressCertificate],
  [28, lists.recordSizeLimit],
  [34, lists.signatureAlgorithms],
  [41, keys.preSharedKey],
  [42, keys.earlyData],
  [43, lists.supportedVersions],
  [44, keys.cookie],
  [45, keys.pskModes],
  [49, nothing],
  [50, lists.signatureAlgorithms],
  [51, keys.keyShare],
  [54, keys.connectionId],
  [57, quicParameters],
  [13172, nextProtocol],
  [17513, applicationSettings],
  [17613, applicationSettings],
  [65037, encryptedClientHello],
  [65281, keys.renegotiationInfo],
  [65445, quicParameters],
  [65486, encryptedServerName],
]);

/** All extensions from `from` to `end`. */
export function extensions(p: Packet, from: number, end: number, message: number, out: FieldSink): void {
  for (let at = from; at < end && !p.stopped;) {
    if (!fits(p, out, at, 4, end)) return;
    const type = u16(p.bytes, at);
    const len = u16(p.bytes, at + 2);
    out.line('Extension', at, there(p, at, Math.min(4 + len, end - at)));
    if (out.detail) out.display(`${extensionName(type) ?? 'Unknown type'} (len=${len})`);
    out.open();
    out.uint(E['handshake.extension.type'], at, 2, type);
    out.uint(E['handshake.extension.len'], at + 2, 2, len);
    if (fits(p, out, at + 4, 0, end) && at + 4 + len <= end) body(p, type, at + 4, at + 4 + len, message, out);
    else fits(p, out, at + 4, len, end);
    out.close();
    at += 4 + len;
  }
}

function body(p: Packet, type: number, at: number, end: number, message: number, out: FieldSink): void {
  const reader = READERS.get(type);
  if (reader) reader(p, at, end, message, out);
  else bytes(p, out, E['handshake.extension.data'], at, end);
}

/** RFC 5764 section 4.1.1; it means something in DTLS alone. */
function useSrtp(p: Packet, at: number, end: number, _message: number, out: FieldSink): void {
  if (p.layer(p.layerCount - 1).protocol.abbrev !== 'dtls')
    return void bytes(p, out, E['handshake.extension.data'], at, end);
  const to = vector(p, out, OWN['use_srtp.protection_profiles_length'], at, 2, end, 2);
  if (to < 0) return;
  list(p, out, null, OWN['use_srtp.protection_profile'], at + 2, 2, to);
  opaque(p, out, OWN['use_srtp.mki_length'], OWN['use_srtp.mki'], to, 1, end);
}
