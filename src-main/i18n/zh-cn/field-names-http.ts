// Simplified Chinese names of the fields of HTTP, by their English name. Names of header fields stay as they are on the wire.
export const HTTP_NAMES = {
  'Hypertext Transfer Protocol': '超文本传输协议',
};
