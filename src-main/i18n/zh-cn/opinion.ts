// 简体中文的第二意见，键与 ../en/opinion.ts 相同。
export const opinion = {
  'opinion.title': '第二意见',
  'opinion.more': '此处只查看了前 {count, number} 个带标记的报文段；用过滤器 synscope.analysis.opinion 可找出全部。',
  'opinion.reordered':
    '{count, plural, =0 {} other {# 个报文段：}}途中被超越，并非重传：按时间戳或 IP 标识，它先于超越它的报文段发出',
  'opinion.sent_again':
    '{count, plural, =0 {} other {# 个报文段：}}是重传，并非乱序：它与前一份不是同一个分组，或晚于看似超越它的报文段发出',
  'opinion.spurious_dsack':
    '{count, plural, =0 {} other {# 个报文段：}}不必要的重传：接收方报告已收到过这些数据（D-SACK，RFC 2883）',
  'opinion.spurious_timestamp':
    '{count, plural, =0 {} other {# 个报文段：}}不必要的重传：ACK 回显的是第一份的时间戳（Eifel 检测，RFC 3522）',
  'opinion.not_seen_before':
    '{count, plural, =0 {} other {# 个报文段：}}之前没有捕获过这些字节：第一份在捕获位置之前丢失，或被捕获漏掉',
  'opinion.needed':
    '{count, plural, =0 {} other {# 个报文段：}}重传有理由：看似覆盖它的 ACK 确认了从未发送的数据，因而被忽略',
  'opinion.captured_twice':
    '{count, plural, =0 {} other {# 个报文段：}}只发送一次，却捕获了两次：IP 标识和校验和与之前相同（镜像端口、多块网卡或环路）',
  'opinion.simultaneous_open':
    '{count, plural, =0 {} other {# 个报文段：}}没有重传：两端同时打开连接（RFC 9293 第 3.5 节）',
  'opinion.ignored':
    '{count, plural, =0 {} other {# 个报文段：}}接收它的一端不会据此动作（RFC 9293 第 3.10.7 节，RFC 5961）',
  'opinion.repeated_byte': '{count, plural, =0 {} other {# 个报文段：}}不是保活：重传了一个尚未确认的字节',
  'opinion.keep_alive':
    '{count, plural, =0 {} other {# 个报文段：}}是保活：它重复已确认数据的最后一个字节，之前并不缺少数据',
  'opinion.window_probe':
    '{count, plural, =0 {} other {# 个报文段：}}是零窗口探测：另一端已通告窗口为 0（RFC 9293 第 3.8.6.1 节）',
  'opinion.file_order': '{count, plural, =0 {} other {# 个报文段：}}按时间并未乱序：只是在文件中的位置不同',
  'opinion.reports_duplicate':
    '{count, plural, =0 {} other {# 个报文段：}}不表示丢失：它报告收到了重复的数据（D-SACK，RFC 2883）',
  'opinion.challenge_ack':
    '{count, plural, =0 {} other {# 个报文段：}}不表示丢失：它应答一个未被接受的报文段（质询 ACK，RFC 5961）',
};
