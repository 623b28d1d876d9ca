import type { meaning as en } from '../en/meaning';

export const meaning: Record<keyof typeof en, string> = {
  'timeline.meaning.syn': 'SYN：{who, select, a {客户端} other {服务器}}请求建立连接，其初始序号为 {isn}。',
  'timeline.meaning.synData':
    '携带数据的 SYN（TCP Fast Open）：{who, select, a {客户端} other {服务器}}请求建立连接，并立即发送 {len, number} 字节。其初始序号为 {isn}。',
  'timeline.meaning.synAgain': '重传 SYN：{who, select, a {客户端} other {服务器}}未收到应答，再次请求。',
  'timeline.meaning.synCrossing':
    'SYN：{who, select, a {客户端} other {服务器}}也请求建立连接，双方同时打开。其初始序号为 {isn}。',
  'timeline.meaning.synAck':
    'SYN, ACK：{who, select, a {客户端} other {服务器}}同意建立连接，确认对方的 SYN（期望收到的下一序号为 {ack}），自己的初始序号为 {isn}。',
  'timeline.meaning.synAckAgain': '重传 SYN, ACK：{who, select, a {客户端} other {服务器}}尚未收到完成握手的 ACK。',
  'timeline.meaning.established':
    'ACK：{who, select, a {客户端} other {服务器}}确认{other, select, a {客户端} other {服务器}}的 SYN，连接建立。',
  'timeline.meaning.establishedData':
    '携带 {len, number} 字节数据的 ACK：{who, select, a {客户端} other {服务器}}确认{other, select, a {客户端} other {服务器}}的 SYN 并开始发送数据，连接建立。',
  'timeline.meaning.data': '{who, select, a {客户端} other {服务器}}发送 {len, number} 字节，序号 {from} 至 {to}。',
  'timeline.meaning.dataAgain': '{who, select, a {客户端} other {服务器}}重传自序号 {from} 起的 {len, number} 字节。',
  'timeline.meaning.ack': 'ACK：{who, select, a {客户端} other {服务器}}已收到序号 {ack} 之前的全部数据。',
  'timeline.meaning.keepAlive':
    '保活探测：{who, select, a {客户端} other {服务器}}用已被确认过的序号询问对方是否仍然在线。',
  'timeline.meaning.windowProbe':
    '零窗口探测：{who, select, a {客户端} other {服务器}}询问{other, select, a {客户端} other {服务器}}的窗口是否已重新打开。',
  'timeline.meaning.zeroWindow':
    '窗口为 0：{who, select, a {客户端} other {服务器}}的接收缓冲区已满，{other, select, a {客户端} other {服务器}}必须等待。',
  'timeline.meaning.fin': 'FIN：{who, select, a {客户端} other {服务器}}首先关闭连接，不再发送数据。',
  'timeline.meaning.finData':
    '携带 {len, number} 字节数据的 FIN：{who, select, a {客户端} other {服务器}}首先关闭连接，这是它最后的数据。',
  'timeline.meaning.finSecond':
    'FIN：{who, select, a {客户端} other {服务器}}也关闭自己的方向；此前它已确认对方的 FIN。',
  'timeline.meaning.finAnswer':
    'FIN, ACK：{who, select, a {客户端} other {服务器}}在同一个报文段中确认{other, select, a {客户端} other {服务器}}的 FIN 并关闭自己的方向。',
  'timeline.meaning.finCrossing':
    'FIN：{who, select, a {客户端} other {服务器}}在收到{other, select, a {客户端} other {服务器}}的 FIN 之前也关闭连接，双方同时关闭。',
  'timeline.meaning.finAgain': '重传 FIN：{who, select, a {客户端} other {服务器}}的 FIN 尚未得到确认。',
  'timeline.meaning.finAcked':
    'ACK：{who, select, a {客户端} other {服务器}}确认 FIN。{other, select, a {客户端} other {服务器}}不能再发送数据，{who, select, a {客户端} other {服务器}}仍可发送。',
  'timeline.meaning.lastAck':
    'ACK：{who, select, a {客户端} other {服务器}}确认最后一个 FIN。两个方向均已关闭，它在 TIME-WAIT 状态等待迟到的报文段。',
  'timeline.meaning.closingAck': 'ACK：{who, select, a {客户端} other {服务器}}确认与自己的 FIN 交错的对方 FIN。',
  'timeline.meaning.refused':
    'RST, ACK：{who, select, a {客户端} other {服务器}}的端口 {port} 无人监听，或由防火墙代为应答。连接被拒绝。',
  'timeline.meaning.probeReset':
    'RST：{who, select, a {客户端} other {服务器}}在连接建立之前放弃。端口扫描器会这样做。',
  'timeline.meaning.reset': 'RST：{who, select, a {客户端} other {服务器}}异常终止连接，仍在途中的数据将丢失。',
  'timeline.meaning.resetAfterFin':
    'RST：{who, select, a {客户端} other {服务器}}在关闭过程中异常终止连接，未能正常结束。',
  'timeline.meaning.resetLate':
    'RST：{who, select, a {客户端} other {服务器}}已没有该连接的记录；此前两个方向均已关闭。',
  'timeline.meaning.resetAgain': '{who, select, a {客户端} other {服务器}}再次发送 RST。',
  'timeline.meaning.fragment': '分组的第一个分片；报文段的其余部分在其他分片中。',
  'timeline.meaning.odd': '没有 ACK 标志的报文段，已建立的连接不会发送。',
  'timeline.meaning.datagram': '{who, select, a {客户端} other {服务器}}发送的数据报。',
  'timeline.meaning.copy':
    '这是片刻之前捕获到的同一报文段的副本：镜像端口或另一块网卡把它送来了两次，{who, select, a {客户端} other {服务器}}只发送了一次。',
  'timeline.meaning.icmpForeign':
    'ICMP 差错所引用的报文段并不是{other, select, a {客户端} other {服务器}}正在传送的：序号对不上，{other, select, a {客户端} other {服务器}}会忽略这个差错（RFC 5927）。',
  'timeline.meaning.icmp.refused':
    'ICMP 差错：端口或协议不可达，或被防火墙禁止。正在建立的连接到此结束；已建立的连接不受影响（RFC 1122）。',
  'timeline.meaning.icmp.unreachable':
    'ICMP：网络或主机暂时不可达。这只是提示，{other, select, a {客户端} other {服务器}}会继续尝试（RFC 1122、RFC 5461）。',
  'timeline.meaning.icmp.too-big':
    'ICMP：分组超过了途中某段链路的 MTU，{other, select, a {客户端} other {服务器}}会改发更小的分组（路径 MTU 发现，RFC 1191、RFC 8201）。',
  'timeline.meaning.icmp.time-exceeded':
    'ICMP 超时：分组在途中停留过久（TTL 或跳数限制减为 0）。这只是提示，{other, select, a {客户端} other {服务器}}会继续尝试。',
  'timeline.meaning.icmp.parameter':
    'ICMP 参数问题：路由器或主机无法处理分组首部中的某个字段。这只是提示，{other, select, a {客户端} other {服务器}}会继续尝试。',
  'timeline.meaning.icmp.quench':
    'ICMP 源点抑制：要求{other, select, a {客户端} other {服务器}}放慢发送。这种消息已废弃，如今会被忽略（RFC 6633）。',
  'timeline.meaning.icmp.redirect':
    'ICMP 重定向：路由器告诉{other, select, a {客户端} other {服务器}}更好的下一跳。连接照常进行。',
  'timeline.meaning.ignored.rst-outside':
    'RST 的序号落在接收窗口之外：{other, select, a {客户端} other {服务器}}将其丢弃，连接照常进行（RFC 5961 第 3.2 节）。它可能是伪造的，或是先前连接的残留。',
  'timeline.meaning.ignored.rst-inexact':
    'RST 在接收窗口之内，但序号不等于期望的下一个序号：{other, select, a {客户端} other {服务器}}回以质询 ACK，连接照常进行（RFC 5961 第 3.2 节）。',
  'timeline.meaning.ignored.rst-syn-sent':
    'RST 没有确认所发的 SYN：{other, select, a {客户端} other {服务器}}将其丢弃，继续等待应答（RFC 9293 第 3.10.7.3 节）。',
  'timeline.meaning.ignored.rst-foreign':
    'RST：{who, select, a {客户端} other {服务器}}拒绝一个不属于本连接的报文段，自己的连接请求仍在继续（RFC 9293 第 3.10.7.3 节）。',
  'timeline.meaning.ignored.syn-synchronized':
    '连接已建立时又收到 SYN：{other, select, a {客户端} other {服务器}}回以质询 ACK，状态不变（RFC 5961 第 4.2 节）。',
  'timeline.meaning.ignored.syn-ack-synchronized':
    '连接已建立时又收到 SYN, ACK：{other, select, a {客户端} other {服务器}}回以质询 ACK，状态不变（RFC 5961 第 4.2 节）。',
  'timeline.meaning.ignored.ack-syn-sent':
    '确认号与所发的 SYN 不符：{other, select, a {客户端} other {服务器}}以 RST 拒绝，并继续等待应答（RFC 9293 第 3.10.7.3 节）。',
  'timeline.meaning.ignored.seq-outside':
    '序号远在接收窗口之外：{other, select, a {客户端} other {服务器}}丢弃该报文段，并重发上一个 ACK（RFC 9293 第 3.10.7.4 节）。',
  'timeline.meaning.ignored.ack-unsent':
    '它确认了{other, select, a {客户端} other {服务器}}从未发送过的数据：{other, select, a {客户端} other {服务器}}将其丢弃（RFC 9293 第 3.10.7.4 节）。',
  'timeline.meaning.ignored.ack-old':
    '它所确认的远少于此前已确认的：{other, select, a {客户端} other {服务器}}将其丢弃，并回以质询 ACK（RFC 5961 第 5.2 节）。',
  'timeline.meaning.ignored.no-ack':
    '没有 ACK 标志的报文段，已建立的连接不会发送：{other, select, a {客户端} other {服务器}}将其丢弃（RFC 9293 第 3.10.7.4 节）。',

  'timeline.phase.handshake':
    '{count, plural, =3 {TCP 三次握手} =1 {TCP 握手 · # 个报文段} other {TCP 三次握手 · # 个报文段}}{repeated, plural, =0 {} other { · # 个重复}}',
  'timeline.phase.handshake.simultaneous':
    'TCP 握手 · 双方同时打开 · {count, number} 个报文段{repeated, plural, =0 {} other { · # 个重复}}',
  'timeline.phase.handshake.noAnswer':
    'TCP 握手 · 无应答 · {count, number} 个报文段{repeated, plural, =0 {} other { · # 个重复}}',
  'timeline.phase.handshake.noFinalAck':
    'TCP 握手 · 缺少最后的 ACK · {count, number} 个报文段{repeated, plural, =0 {} other { · # 个重复}}',
  'timeline.phase.handshake.probe':
    'TCP 握手 · 被客户端中断 · {count, number} 个报文段{repeated, plural, =0 {} other { · # 个重复}}',
  'timeline.phase.handshake.partial':
    'TCP 握手 · 未完整捕获 · {count, number} 个报文段{repeated, plural, =0 {} other { · # 个重复}}',
  'timeline.phase.otherAttempt': '用相同序号的另一次尝试 · {count} 个报文段',
  'timeline.phase.refused':
    '被{by, select, icmp { ICMP 差错报文} other { RST }}拒绝 · {count, number} 个报文段{repeated, plural, =0 {} other { · # 个重复}}',
  'timeline.phase.tls':
    '{version}{trips, plural, =0 {} other { · #-RTT}}{resumed, select, yes { · 恢复会话} other {}}{repeated, plural, =0 {} other { · # 个重复}}',
  'timeline.phase.tls.left':
    '{version} · {outcome, select, alert {因警报而被拒绝} certificateRejected {证书被拒绝} clientCertificate {缺少或拒绝客户端证书} reset {被复位} closed {被关闭} timeout {没有应答} notTls {一端没有使用 TLS} other {未完成}}',
  'timeline.phase.data': '数据 · {count, number} 个报文段{repeated, plural, =0 {} other { · # 个重复}}',
  'timeline.phase.middle':
    '数据（未捕获到开头）· {count, number} 个报文段{repeated, plural, =0 {} other { · # 个重复}}',
  'timeline.phase.datagrams': '{count, number} 个数据报',
  'timeline.phase.teardown.four':
    '四次挥手 · {count, number} 个报文段{repeated, plural, =0 {} other { · # 个重复}} · {who, select, a {客户端} other {服务器}}先关闭',
  'timeline.phase.teardown.three':
    '三次挥手 · {count, number} 个报文段{repeated, plural, =0 {} other { · # 个重复}} · {who, select, a {客户端} other {服务器}}先关闭',
  'timeline.phase.teardown.simultaneous':
    '挥手 · 双方同时关闭 · {count, number} 个报文段{repeated, plural, =0 {} other { · # 个重复}}',
  'timeline.phase.teardown.half':
    '挥手 · {who, select, a {客户端} other {服务器}}先关闭，对方继续发送数据 · {count, number} 个报文段{repeated, plural, =0 {} other { · # 个重复}}',
  'timeline.phase.teardown.oneSide':
    '挥手 · 仅{who, select, a {客户端} other {服务器}}关闭 · {count, number} 个报文段{repeated, plural, =0 {} other { · # 个重复}}',
  'timeline.phase.teardown.noLastAck':
    '挥手 · {who, select, a {客户端} other {服务器}}先关闭 · 缺少最后的 ACK · {count, number} 个报文段{repeated, plural, =0 {} other { · # 个重复}}',
  'timeline.phase.teardown.broken':
    '挥手 · {who, select, a {客户端} other {服务器}}先关闭 · 被 RST 打断 · {count, number} 个报文段{repeated, plural, =0 {} other { · # 个重复}}',
  'timeline.phase.reset': '被{who, select, a {客户端} other {服务器}}复位{count, plural, =1 {} other { · # 个报文段}}',
};
