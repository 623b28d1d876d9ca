// Simplified Chinese names of the fields of HTTP/2, by their English name (see field-names.ts). Header fields are called as they stand on the wire.

/** Names that are the same in both languages. */
const HEADERS = Object.fromEntries(
  ':authority :status :path :method :scheme accept accept-charset accept-encoding accept-language accept-ranges access-control-allow-origin age allow authorization cache-control content-disposition content-encoding content-language content-length content-location content-range content-type cookie date etag expect expires from if-match if-modified-since if-none-match if-range if-unmodified-since last-modified link location max-forwards proxy-authenticate proxy-authorization range referer refresh retry-after server set-cookie strict-transport-security user-agent vary via www-authenticate'
    .split(' ')
    .map((name) => [name, name]),
);

export const fieldNamesHttp2: Readonly<Record<string, string>> = {
  ...HEADERS,
  'HyperText Transfer Protocol 2': '超文本传输协议第 2 版（HTTP/2）',
  Stream: '流',
  Magic: '连接前言',
  Padded: '有填充',
  'End Headers': '首部结束',
  'End Stream': '流结束',
  'Pad Length': '填充长度',
  Exclusive: '独占',
  'Stream Dependency': '所依赖的流',
  'Weight real': '实际权重',
  'Header Block Fragment': '首部块片段',
  'Continuation Header': '延续的首部块',
  'Promised-Stream-ID': '承诺的流标识符',
  'Header Count': '首部字段数',
  Header: '首部字段',
  'Value Length': '值长度',
  Unescaped: '去转义后',
  Representation: '表示方式',
  'Header table size update': '首部表大小更新',
  'Header table size': '首部表大小',
  'Decompression stopped.': '解压已停止',
  'Decompression stopped after 200 header lines.': '解压在 200 个首部字段后停止',
  Settings: '设置',
  'Settings Identifier': '设置标识符',
  'Enable PUSH': '启用推送',
  'Max concurrent streams': '最大并发流数',
  'Initial Windows Size': '初始窗口大小',
  'Max frame size': '最大帧长度',
  'Max header list size': '首部列表最大长度',
  'Extended CONNECT': '扩展的 CONNECT',
  'Unknown Settings': '未知设置',
  Ping: 'Ping',
  Pong: 'Pong',
  'Last-Stream-ID': '最后的流标识符',
  'Additional Debug Data': '附加调试数据',
  'Window Size Increment': '窗口增量',
  'Origin Length': '源长度',
  Origin: '源',
  'Field/Value': '字段值',
  'Priority Update Stream ID': '优先级更新的流标识符',
  'Priority Update Field Value': '优先级更新的字段值',
};
