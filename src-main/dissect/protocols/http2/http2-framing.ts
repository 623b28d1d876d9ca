// HTTP/2 in a stream, RFC 9113 section 4.1: one frame behind the other, each with its length in its header; before the first one of a client, the preface.
import { ONE_MORE, type Framing } from '../../../wire/framing';
import * as wire from '../../../wire/http2';

/** It has no port of its own: it stands for what was found by the preface, or is chosen. No port is as high. */
export const HTTP2_KEY = 0x10002;

export const http2Framing: Framing = {
  under: [['tcp.port', HTTP2_KEY]],
  together: true,
  headers: true,
  lengthAt(b, at, end) {
    const preface = wire.prefaceBytes(b, at, end);
    if (preface === wire.PREFACE.length) return preface;
    if (preface === end - at || end - at < wire.FRAME_HEADER_LEN) return ONE_MORE;
    return wire.FRAME_HEADER_LEN + wire.payloadLength(b, at);
  },
};
