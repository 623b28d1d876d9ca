// TLS in a stream, RFC 8446 section 5.1: one record behind the other, each with its length in its header. On the ports of protocols inside TLS.
import { NOT_MINE, ONE_MORE, type Framing } from '../../wire/framing';
import { MESSAGE_HEADER_LEN, messageLength, RECORD_HEADER_LEN } from '../../wire/tls';
import { isMessageType, LONGEST_MESSAGE, recordLengthAt, TLS_PORTS } from '../../wire/tls-shape';

/** The key that stands for the protocol where a stream was found to be TLS by its bytes. */
export const TLS_KEY = TLS_PORTS[0];

export const tlsFraming: Framing = {
  under: TLS_PORTS.map((port) => ['tcp.port', port] as const),
  together: true,
  lengthAt(b, at, end) {
    // Wireshark looks at no fewer bytes, whatever they are
    if (end - at < RECORD_HEADER_LEN) return ONE_MORE;
    const length = recordLengthAt(b, at, end);
    return length < 0 ? NOT_MINE : length;
  },
};

/** Handshake messages in what records hold once they are opened, RFC 8446 section 4. */
export const handshakeFraming: Framing = {
  under: [],
  lengthAt(b, at, end) {
    if (!isMessageType(b[at])) return NOT_MINE;
    if (end - at < MESSAGE_HEADER_LEN) return ONE_MORE;
    const length = MESSAGE_HEADER_LEN + messageLength(b, at);
    return length > LONGEST_MESSAGE ? NOT_MINE : length;
  },
};
