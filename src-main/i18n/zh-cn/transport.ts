import type { transport as en } from '../en/transport';

export const transport: Record<keyof typeof en, string> = {
  'tree.tcp.relativeSeq': '相对序号',
  'tree.tcp.relativeAck': '相对确认号',
  'tree.tcp.scaleUnknown': '未知：未捕获到本连接的 SYN',
  'tree.tcp.scaleUnused': '未使用窗口扩大{frame, plural, =0 {} other {，由第 {frame, number, ::group-off} 个分组得知}}',
  'tree.tcp.scaleFrom': '移位 {shift}，由第 {frame, number, ::group-off} 个分组得知',
  'tree.tcp.shortSegment': '报文段短于其首部声明的长度',
};
