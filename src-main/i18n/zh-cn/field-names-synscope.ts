// Simplified Chinese names of the fields that the app works out itself (`synscope.*`), by their English name (see field-names.ts).

export const fieldNamesSynscope: Readonly<Record<string, string>> = {
  Synscope: 'Synscope',
  'Packet sender': '分组发送方',
  'Client determined by': '客户端判定依据',
  'Ignored by the receiver': '被接收方忽略',
  Handshake: '三次握手',
  'SYN to SYN-ACK': 'SYN 至 SYN-ACK',
  'SYN-ACK to ACK': 'SYN-ACK 至 ACK',
  'Handshake duration': '握手用时',
  Ending: '结束方式',
  'Connection duration': '连接持续时间',
  'Packets from the client': '客户端发送的分组数',
  'Packets from the server': '服务器发送的分组数',
  'Bytes from the client': '客户端发送的字节数',
  'Bytes from the server': '服务器发送的字节数',
};
