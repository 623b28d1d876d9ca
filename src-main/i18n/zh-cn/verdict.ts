import type { verdict as en } from '../en/verdict';

export const verdict: Record<keyof typeof en, string> = {
  'verdict.title': '概述',
  'verdict.copy': '复制概述',
  'verdict.checks': '下一步检查',
  'verdict.questions': '常见疑问',
  'verdict.options': '双方的选项',
  'verdict.packet': '转到第 {frame} 个分组',

  'verdict.open.before': '此前用相同序号的 {count, number} 次尝试被拒绝。',
  'verdict.open.reused': '此捕获中较早的一个连接使用过相同的地址和端口。',
  'verdict.open.complete': '{who, select, a {客户端} other {服务器}}建立连接：三次握手用时 {took}。',
  'verdict.open.completeUntimed': '{who, select, a {客户端} other {服务器}}建立连接：三次握手已完成。',
  'verdict.open.synAgain':
    '{who, select, a {客户端} other {服务器}}共发送 SYN {count} 次，间隔依次为 {gaps}{backoff, select, doubling {，每次加倍} other {}}。',
  'verdict.open.synAckAgain': 'SYN-ACK 出现了 {count} 次：服务器尚未收到完成握手的 ACK。',
  'verdict.open.fastOpen':
    'TCP Fast Open：SYN 携带了 {len, number} 字节数据，SYN-ACK {result, select, all {全部确认} part {只确认了一部分} other {没有确认，这些数据需要重传}}。',
  'verdict.open.simultaneous': '双方同时打开：各自的 SYN 在途中交错，并分别得到对方的确认。',
  'verdict.open.noAnswer':
    '{who, select, a {客户端} other {服务器}}在 {over} 内请求了 {count} 次（间隔依次为 {gaps}{backoff, select, doubling {，每次加倍} other {}}），均无应答。',
  'verdict.open.noAnswerOnce': '{who, select, a {客户端} other {服务器}}发送了一个 SYN，未捕获到应答。',
  'verdict.open.hint':
    '{from} 发来 ICMP 差错报文{count, plural, =1 {} other {（共 # 次）}}：{report, select, unreachable {网络或主机不可达} too_big {分组超过链路的 MTU} time_exceeded {TTL 或跳数限制在途中耗尽} parameter {首部字段有误} quench {要求放慢发送} redirect {另有更好的下一跳} other {拒绝}}。',
  'verdict.open.noFinalAck':
    '服务器同意建立连接{count, plural, =1 {} other {（共 # 个 SYN-ACK）}}，但未捕获到完成握手的 ACK。',
  'verdict.open.refused':
    '连接被拒绝：发往端口 {port} 的{count, plural, =1 { SYN} other {第 # 个 SYN}} 在 {took} 后得到 RST 应答。',
  'verdict.open.refusedBare': '连接被拒绝。',
  'verdict.refuser.host':
    '很可能是目标主机自己拒绝的：RST 的 TTL 为 {ttl}，与该主机其他 SYN-ACK 的 TTL（{otherTtl}）相符。',
  'verdict.refuser.between':
    '很可能不是目标主机自己，而是途中的设备拒绝的：RST 的 TTL 为 {ttl}，而该主机 SYN-ACK 的 TTL 为 {otherTtl}。',
  'verdict.refuser.unknown': '仅凭此捕获无法判断应答来自目标主机还是途中的防火墙。',
  'verdict.open.icmp':
    '连接被 ICMP 拒绝：{from}（{by, select, host {即目标主机} other {不是目标主机}}）报告{what, select, port {{by, select, host {该端口无人使用} other {该端口不可达，执行拒绝规则的分组过滤器会这样应答}}} protocol {不支持该协议} prohibited {过滤规则禁止该连接} other {无法送达}}。',
  'verdict.open.icmpUnread': '连接被 ICMP 差错报文拒绝。',
  'verdict.open.probe':
    '服务器同意建立连接，客户端却没有完成握手，而是立即复位：可能是在探测端口是否开放（半开扫描）。',
  'verdict.open.partial': '建立过程未完整捕获：缺少 {syn, select, seen {SYN-ACK} other {SYN}}。',
  'verdict.open.middle':
    '捕获从连接中途开始。哪一端是客户端是根据{by, select, port {端口号} other {第一个分组}}推测的。',

  'verdict.course.none': '没有传输数据。',
  'verdict.course.data':
    '客户端发送了 {ab, number} 字节，服务器发送了 {ba, number} 字节{again, plural, =0 {} other {（含重传）}}。',
  'verdict.course.again': '{who, select, a {客户端} other {服务器}}重传了 {count, number} 个报文段。',
  'verdict.course.againAcked':
    '{who, select, a {客户端} other {服务器}}的 {count, number} 个报文段在已得到确认之后再次出现。',
  'verdict.course.gap':
    '{who, select, a {客户端} other {服务器}}发送的数据出现 {count, number} 处缺口：序号在后的报文段先到{late, plural, =0 {} other {，随后有 # 个报文段（迟到或重传）补上缺口}}。',
  'verdict.course.unseen':
    '{who, select, a {服务器} other {客户端}}确认了{who, select, a {客户端} other {服务器}}的一些数据，而这些数据未被捕获：此处的捕获不完整。',
  'verdict.course.zeroWindow':
    '{who, select, a {客户端} other {服务器}}通告零窗口 {count, number} 次：合计 {total} 内无法接收数据。',
  'verdict.course.windowProbe':
    '{who, select, a {客户端} other {服务器}}发送了 {count, number} 个零窗口探测，询问{who, select, a {服务器} other {客户端}}的窗口是否已重新打开。',
  'verdict.course.keepAlive': '{who, select, a {客户端} other {服务器}}发送了 {count, number} 个保活探测。',
  'verdict.course.ignored':
    '接收方忽略了 {count, number} 个报文段：{reason, select, rst_outside {RST 在窗口之外} rst_inexact {RST 不在期望的序号上} rst_syn_sent {RST 没有确认 SYN} rst_foreign {RST 针对的是另一个连接} syn_synchronized {连接已建立时的 SYN} syn_ack_synchronized {连接已建立时的 SYN-ACK} ack_syn_sent {确认的不是 SYN} seq_outside {序号在窗口之外} ack_unsent {确认了从未发送的数据} ack_old {确认号过旧} other {没有 ACK 标志}}。',
  'verdict.course.copies': '{count, number} 个报文段被捕获了两次，可能来自镜像端口。',
  'verdict.udp':
    'UDP 没有握手：客户端发送了 {packetsAB, number} 个数据报（整帧共 {bytesAB, number} 字节），服务器发送了 {packetsBA, number} 个（{bytesBA, number} 字节）。',

  'verdict.end.four':
    '{who, select, a {客户端} other {服务器}}先关闭，{who, select, a {服务器} other {客户端}}随后关闭；两个 FIN 各自得到确认，共四个报文段{data, select, both {（两个 FIN 都携带数据）} first {（第一个 FIN 携带数据）} second {（第二个 FIN 携带数据）} other {}}。',
  'verdict.end.three':
    '{who, select, a {客户端} other {服务器}}先关闭；{who, select, a {服务器} other {客户端}}在同一个报文段中确认并关闭，因此只用了三个报文段{data, select, both {（两个 FIN 都携带数据）} first {（第一个 FIN 携带数据）} second {（第二个 FIN 携带数据）} other {}}。',
  'verdict.end.half':
    '半关闭：{who, select, a {客户端} other {服务器}}先关闭自己的方向，{who, select, a {服务器} other {客户端}}又发送了 {len, number} 字节之后才关闭。',
  'verdict.end.simultaneous': '双方同时关闭：各自的 FIN 在途中交错，并分别得到确认。',
  'verdict.end.noLastAck':
    '双方都已关闭，但未捕获到对最后一个 FIN（由{who, select, a {客户端} other {服务器}}发出）的 ACK。',
  'verdict.end.oneSide':
    '只有{who, select, a {客户端} other {服务器}}关闭，其 FIN {acked, select, yes {已得到确认} other {未得到确认}}；就捕获所见，{who, select, a {服务器} other {客户端}}没有关闭。',
  'verdict.end.open': '未捕获到结束：既没有 FIN，也没有 RST。',
  'verdict.end.reset':
    '{cause, select, lateData {在关闭之后又收到数据时，} onData {收到{who, select, a {服务器} other {客户端}}的数据时，} afterAnswer {确认{who, select, a {服务器} other {客户端}}的数据之后，} afterSending {自己发送的数据全部得到确认之后，} idle {在 {idle} 没有分组之后，} atOnce {在传输任何数据之前，} other {}}{by, select, between {一个以{who, select, a {客户端} other {服务器}}名义发出的 RST 中止了连接} other {{who, select, a {客户端} other {服务器}}以 RST 中止连接}}。',
  'verdict.end.finReset':
    '{first, select, a {客户端} other {服务器}}以 FIN 关闭；{after} 之后，{by, select, between {出现一个以{who, select, a {客户端} other {服务器}}名义发出的 RST} other {{who, select, a {客户端} other {服务器}}{cause, select, lateData {因关闭后又收到数据而} onData {因收到{who, select, a {服务器} other {客户端}}的数据而} afterAnswer {在确认{who, select, a {服务器} other {客户端}}的数据后} afterSending {在自己发送的数据全部得到确认后} idle {在 {idle} 没有分组后} atOnce {在传输任何数据前} other {}}发送 RST}}，连接未能正常释放。',
  'verdict.end.resetBare': '连接被复位。',
  'verdict.end.resetForeign':
    'RST 的 TTL 为 {ttl}，而{who, select, a {客户端} other {服务器}}前一个报文段的 TTL 为 {otherTtl}：可能是途中的设备发出的。',
  'verdict.end.finAgain': '{who, select, a {客户端} other {服务器}}又重传了 {count, number} 次 FIN。',
  'verdict.end.timeWait':
    '按 RFC 9293，{who, select, a {客户端} b {服务器} other {双方}}此后处于 TIME-WAIT；这是推断，分组中看不到。',
  'verdict.end.resetLate': '{who, select, a {客户端} other {服务器}}的 RST 在双方都关闭之后才到，没有影响。',

  'verdict.check.host': '在 {host} 上：检查是否有服务在此地址的端口 {port} 上监听，以及本机防火墙是否拒绝该客户端。',
  'verdict.check.between': '检查捕获点与 {host} 之间的防火墙和负载均衡器针对端口 {port} 的规则。',
  'verdict.check.icmp':
    '在 {from} 上：检查{what, select, prohibited {是哪条规则禁止了该连接} other {它针对此地址的路由和设置}}。',
  'verdict.check.noAnswer':
    '在 {host} 上也进行捕获：如果 SYN 没有到达，就是途中的路由或过滤规则将其丢弃；如果到达了，就是应答在返回途中丢失，或主机自己丢弃了 SYN（端口 {port}）。',
  'verdict.check.noFinalAck':
    '检查捕获是否覆盖了两个方向，SYN-ACK 能否到达客户端，以及客户端的 ACK 能否返回：途中可能有设备将其中之一丢弃。',
  'verdict.check.probe': '检查同一客户端是否在询问许多端口或主机：用过滤器找出它的 SYN。',
  'verdict.check.middle': '在连接建立之前开始捕获，才能看到选项以及由谁发起。',
  'verdict.check.again':
    '{known, select, yes {检查捕获点与{to, select, a {客户端} other {服务器}}之间的路径：首次发送的报文段在捕获中，因此是它或对它的确认在那里丢失或迟到。} other {检查被重传的报文段是在捕获点之前还是之后丢失的：捕获中只有第二次发送的报文段。}}',
  'verdict.check.againAcked':
    '检查确认在捕获点之后、到达{who, select, a {客户端} other {服务器}}之前是否丢失或被延迟。',
  'verdict.check.late': '检查{who, select, a {客户端} other {服务器}}与捕获点之间的路径：报文段在那里丢失或失序。',
  'verdict.check.unseen': '检查捕获时是否丢弃了分组（丢弃计数、缓冲区大小），或者是否有分组不经过捕获点。',
  'verdict.check.zeroWindow': '检查{who, select, a {客户端} other {服务器}}上的程序为何读取缓慢：它的接收缓冲区已满。',
  'verdict.check.reset':
    '{cause, select, idle {检查途中防火墙、NAT、负载均衡器以及{who, select, a {客户端} other {服务器}}上程序的超时设置；保活探测会有帮助。} onData {检查{who, select, a {客户端} other {服务器}}上程序的日志：它是否已退出，或没有读完数据就关闭了。} lateData {检查{who, select, a {客户端} other {服务器}}上的程序是否在读完对方发送的数据之前就关闭了。} afterAnswer {检查{who, select, a {客户端} other {服务器}}上的程序是有意以中止方式关闭（SO_LINGER 0，不是故障），还是没有读完数据就关闭（数据会丢失）。} afterSending {检查{who, select, a {客户端} other {服务器}}上的程序是否有意以中止方式关闭（SO_LINGER 0），或者在发送完数据后退出。} other {检查{who, select, a {客户端} other {服务器}}上程序的日志，以及途中会复位连接的设备。}}',
  'verdict.check.resetForeign':
    '检查捕获点与{who, select, a {客户端} other {服务器}}之间的防火墙、负载均衡器和 NAT 设备，看是哪一个复位这类连接。在{who, select, a {客户端} other {服务器}}上也进行捕获：RST 应当不是从那里发出的。',
  'verdict.check.oneSide':
    '检查{who, select, a {客户端} other {服务器}}上的程序是否已关闭套接字：只要不关闭，连接就可能一直停留在 CLOSE-WAIT。',
  'verdict.check.noLastAck': '检查捕获是否结束得过早；如果 FIN 反复出现，则说明最后的 ACK 在途中丢失。',

  'verdict.question.zero': '序号为什么是 0？',
  'verdict.answer.zero':
    '这是相对序号：从初始序号开始计数，线路上的实际值为 {isn}。每一端都选取他人难以猜测的初始序号（RFC 9293 第 3.4.1 节、RFC 6528）。',
  'verdict.question.plusOne': '为什么确认号等于 SYN 的序号加 1？',
  'verdict.answer.plusOne':
    '确认号是期望收到的下一个序号。SYN 和 FIN 一样，虽不携带数据，也占用一个序号：{seq} + 1 = {ack}（RFC 9293 第 3.4 节）。',
  'verdict.question.three': '为什么只有三次挥手，而不是四次？',
  'verdict.answer.three':
    '收到 FIN 时{who, select, a {客户端} other {服务器}}也已没有数据要发送，因此把 ACK 和自己的 FIN 合在同一个报文段中。两个方向仍然都已关闭（RFC 9293 第 3.6 节）。',
  'verdict.question.timeWait':
    '{who, select, a {客户端为什么要停留在 TIME-WAIT，停留多久？} b {服务器为什么要停留在 TIME-WAIT，停留多久？} other {双方为什么都要停留在 TIME-WAIT，停留多久？}}',
  'verdict.answer.timeWait':
    '{who, select, both {双方同时关闭，都发送了对最后一个 FIN 的 ACK} other {先关闭的一方发送最后的 ACK}}：如果它丢失，对方会重传 FIN，必须有人应答；迟到的报文段也不能混入使用相同地址和端口的新连接。RFC 9293 第 3.4.2、3.6 节规定停留 2 × MSL，即 4 分钟；Linux 停留 60 s。',
  'verdict.question.reset': '{who, select, a {客户端} other {服务器}}为什么发送 RST？',
  'verdict.answer.reset':
    '{why, select, refused {没有谁接受这个 SYN：无人监听的端口会这样应答，执行拒绝规则的防火墙也会（RFC 9293 第 3.5.2 节）。} probe {{who, select, a {客户端} other {服务器}}本就不打算使用该连接，或者其系统并不知道它，例如扫描器自行构造了 SYN（RFC 9293 第 3.5.2 节）。} late {该连接在这一端已经结束；对不存在的连接，收到报文段便以 RST 应答（RFC 9293 第 3.5.2 节）。} foreign {RST 的 TTL 与{who, select, a {客户端} other {服务器}}发送的其他报文段不同，可能是途中的设备以{who, select, a {客户端} other {服务器}}名义发出的：防火墙会这样终止不被允许或不再认识的连接。} lateData {它已关闭，却仍有无人读取的数据到达：必须告知对方数据已丢失（RFC 9293 第 3.6.1 节、RFC 2525 第 2.16 节）。} onData {可能是其程序已退出，或没有读取这些数据就关闭了（RFC 9293 第 3.6.1 节、RFC 2525 第 2.17 节）。} afterAnswer {其程序有意中止了连接，或者没有读取这些只到达其系统的数据就关闭了（RFC 9293 第 3.6.1 节、RFC 2525 第 2.17 节）；途中的设备也可能代为中止。} idle {它放弃了空闲的连接：可能是程序或途中设备超时（关于保活见 RFC 9293 第 3.8.4 节）。} other {其程序中止而不是关闭了连接，或由途中的设备代为中止（RFC 9293 第 3.5.2、3.10.5 节）。}}',
  'verdict.question.again': '{who, select, a {客户端} other {服务器}}为什么重传？',
  'verdict.answer.again':
    '{why, select, fast {已有 {duplicates} 个重复 ACK 要求重传：距首次发送 {after}，属于快速重传（RFC 5681 第 3.2 节）。} acked {它此前已得到确认：可能是确认在到达{who, select, a {客户端} other {服务器}}之前丢失或迟到，因此距首次发送 {after} 时被重传；也可能是网络把它传送了两次（RFC 6298 第 5 节）。} syn {SYN-ACK 没有确认 SYN 所携带的数据（RFC 7413 第 4.2 节）。} other {{known, select, yes {首次发送后 {after} 仍未收到确认，可能是重传定时器超时} other {首次发送的报文段未被捕获；可能是没有及时收到确认}}（RFC 6298 第 5 节）。}}',

  // 连接的数字
  'verdict.numbers': '数字一览',
  'verdict.number.roundTrip':
    '{who, select, a {客户端} other {服务器}}所发数据从此处到 ACK 的往返时间：测得 {count, number} 次，最短 {least}，中位数 {median}，95% 不超过 {high}，最长 {most}。',
  'verdict.number.again':
    '{who, select, a {客户端} other {服务器}}的 {sent, number} 个携带数据的报文段中，{count, plural, =0 {没有重传} other {重传了 # 个}}（{percent}%）。',
  'verdict.number.pauses': '{count, number} 次停顿达 1 秒以上，最长 {longest}。',
  'verdict.number.thinking':
    '服务器应答 {count, number} 次：距客户端最后一次数据的时间，中位数 {median}，最长 {most}。',
  'verdict.number.zeek': '用 Zeek 的说法：{state}，history 为 {history}。',

  'verdict.option': '选项',
  'verdict.option.inForce': '实际生效',
  'verdict.option.note': '说明',
  'verdict.option.line': '{name} · 客户端：{client} · 服务器：{server} → {inForce}',
  'verdict.option.lineNoted': '{name} · 客户端：{client} · 服务器：{server} → {inForce}（{note}）',
  'verdict.option.none': '未提供',
  'verdict.option.yes': '提供',
  'verdict.option.on': '使用',
  'verdict.option.off': '不使用',
  'verdict.option.unknown': '未知',
  'verdict.option.bytes': '{count, number} 字节',
  'verdict.option.factor': '× {factor, number}（移位 {shift}）',
  'verdict.option.flags': '{flags}',
  'verdict.option.mss': '最大报文段长度（MSS）',
  'verdict.option.mss.inForce': '客户端最多发送 {client, number}，服务器最多发送 {server, number}',
  'verdict.option.scale': '窗口扩大',
  'verdict.option.scale.inForce': '客户端窗口 × {client, number}，服务器窗口 × {server, number}',
  'verdict.option.sack': '允许 SACK',
  'verdict.option.stamps': '时间戳',
  'verdict.option.tfo': 'TCP Fast Open',
  'verdict.option.tfo.request': '请求 cookie',
  'verdict.option.tfo.cookie': 'cookie',
  'verdict.option.tfo.sent': '已发送 cookie',
  'verdict.option.tfo.granted': '下次连接可用的 cookie',
  'verdict.option.ecn': '显式拥塞通知（ECN）',
  'verdict.option.mptcp': '多路径 TCP',
  'verdict.option.mptcp.join': '加入另一个连接',
  'verdict.option.kind': '类型 {kind} 的选项',
  'verdict.option.note.dropped': '首个 SYN 中有，重传时去掉了',
  'verdict.option.note.noSyn': '未捕获到 SYN',
  'verdict.option.note.noSynAck': '未捕获到 SYN-ACK',
  'verdict.option.note.serverLacks': '服务器未同意，或选项在途中被移除',
  'verdict.option.note.unasked': '未提供却被应答',
  'verdict.option.note.mssAbsent': '没有该选项时按 {count, number} 计',
  'verdict.option.note.mssDiffers': '两个方向不同；途中的设备可能改动过',
  'verdict.option.note.shift': '移位大于 14 时按 14 处理',
};
