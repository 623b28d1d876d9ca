// 简体中文的“解码为”，键与 ../en/decode-as.ts 相同。
export const decodeAs = {
  'decodeAs.menu': '解码为…',
  'decodeAs.title': '解码为',
  'decodeAs.port': '端口或会话',
  'decodeAs.protocol': '协议',
  'decodeAs.none': '无（仅作数据）',
  'decodeAs.note': '对所有捕获中来自或发往该端口的每个分组都有效，直到移除为止。已打开的捕获会重新读取。',
  'decodeAs.noteConversation':
    '只对这两个地址和端口之间的分组有效，适用于所有捕获，直到移除为止，并优先于为端口所作的选择。已打开的捕获会重新读取。',
  'decodeAs.remove': '移除',
  'decodeAs.apply': '应用',
};
