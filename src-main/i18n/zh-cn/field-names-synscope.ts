// Simplified Chinese names of the fields that the app works out itself (`synscope.*`), by their English name (see field-names.ts).

export const fieldNamesSynscope: Readonly<Record<string, string>> = {
  Synscope: 'Synscope',
  'Sender of this packet': '本分组的发送方',
  'Client known by': '客户端判定依据',
  'Ignored by the receiver': '被接收方忽略',
  Handshake: '三次握手',
  'SYN to SYN-ACK': 'SYN 至 SYN-ACK',
  'SYN-ACK to ACK': 'SYN-ACK 至 ACK',
  'Time of the handshake': '握手用时',
  Ending: '结束方式',
  'Duration of the connection': '连接持续时间',
  'Packets by the client': '客户端发送的分组数',
  'Packets by the server': '服务器发送的分组数',
  'Bytes by the client': '客户端发送的字节数',
  'Bytes by the server': '服务器发送的字节数',
};
