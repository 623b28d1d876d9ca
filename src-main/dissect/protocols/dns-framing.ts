// DNS in a stream, RFC 1035 section 4.2.2, RFC 7766 section 8: two bytes of length in front of each message, which they do not count.
import { u16 } from '../../wire/read';
import { ONE_MORE, type Framing } from '../../wire/framing';

export const dnsFraming: Framing = {
  under: [['tcp.port', 53]],
  lengthAt: (b, at, end) => (end - at < 2 ? ONE_MORE : 2 + u16(b, at)),
};
