import type { fieldHelpApp as en } from '../en/field-help-app';

export const fieldHelpApp: Record<keyof typeof en, string> = {
  'fieldHelp.synscope': '分组属于 Synscope 所跟踪的某个 TCP 连接。',
  'fieldHelp.synscope.sender':
    '本分组由哪一端发送："client"（客户端）或 "server"（服务器）；客户端的判定依据见 synscope.client_by。',
  'fieldHelp.synscope.client_by': '判定客户端的依据："syn"、"syn-ack"，或按端口 "port"、首个分组 "first" 推测。',
  'fieldHelp.synscope.ignored':
    '对端不处理本报文段的原因：其序号或确认号不可能成立（RFC 9293 第 3.10.7 节、RFC 5961）；如 "rst-outside"、"seq-outside"。',
  'fieldHelp.synscope.handshake':
    '连接的建立情况："complete"、"refused"、"no-answer"、"probe" 等；同一连接的各分组相同。',
  'fieldHelp.synscope.syn_to_synack':
    '从最后一个 SYN 到 SYN-ACK 的秒数：在客户端捕获时为到服务器的往返时间，在服务器捕获时接近 0。',
  'fieldHelp.synscope.synack_to_ack':
    '从 SYN-ACK 到完成握手的 ACK 的秒数：在客户端捕获时接近 0，在服务器捕获时为到客户端的往返时间。',
  'fieldHelp.synscope.handshake_time': '从第一个 SYN 到完成握手的 ACK 的秒数，即用户等待的时间，包括 SYN 重传。',
  'fieldHelp.synscope.initial_rtt':
    '从最后一个 SYN 到第一个带 ACK 而不带 SYN 的报文段的秒数，与 Wireshark 的 tcp.analysis.initial_rtt 相同。重传的 SYN 会使它变短。',
  'fieldHelp.synscope.first_byte_client': '从完成握手的 ACK（未捕获到时为第一个分组）到客户端第一份数据的秒数。',
  'fieldHelp.synscope.first_byte_server': '从完成握手的 ACK（未捕获到时为第一个分组）到服务器第一份数据的秒数。',
  'fieldHelp.synscope.response_time': '从客户端第一份数据到服务器第一份数据的秒数；服务器先发数据时没有此字段。',
  'fieldHelp.synscope.syn_retries': '因没有应答而再次发送的 SYN 数。',
  'fieldHelp.synscope.synack_retries': '因没有收到 ACK 而再次发送的 SYN-ACK 数。',
  'fieldHelp.synscope.capture_place':
    '连接在何处捕获："client"（客户端）、"server"（服务器）、"between"（两者之间）或 "unknown"（未知），依据 TTL 与握手时间推断。',
  'fieldHelp.synscope.capture_place_by': '捕获位置的依据："hops"（TTL）、"times"（握手时间）或 "both"（两者）。',
  'fieldHelp.synscope.ending':
    '连接的结束方式："fin-4"、"fin-3"、"fin-half"、"rst"、"open" 等；用 matches "^fin" 可找出正常关闭。',
  'fieldHelp.synscope.duration': '从连接的第一个分组到最后一个分组的秒数。',
  'fieldHelp.synscope.client_packets': '客户端在整个连接中发送的分组数。',
  'fieldHelp.synscope.server_packets': '服务器在整个连接中发送的分组数。',
  'fieldHelp.synscope.client_bytes': '客户端发送的字节数，按线路上的整帧计。',
  'fieldHelp.synscope.server_bytes': '服务器发送的字节数，按线路上的整帧计。',
  'fieldHelp.synscope.client_rtt_min':
    '从客户端的报文段到其 ACK（tcp.analysis.ack_rtt）的最短秒数，重传过的报文段不计。',
  'fieldHelp.synscope.client_rtt_median': '客户端的报文段有一半在此秒数内得到确认；重传过的报文段不计。',
  'fieldHelp.synscope.client_rtt_p95': '客户端的报文段有 95% 在此秒数内得到确认；重传过的报文段不计。',
  'fieldHelp.synscope.client_rtt_max':
    '从客户端的报文段到其 ACK（tcp.analysis.ack_rtt）的最长秒数，重传过的报文段不计。',
  'fieldHelp.synscope.server_rtt_min':
    '从服务器的报文段到其 ACK（tcp.analysis.ack_rtt）的最短秒数，重传过的报文段不计。',
  'fieldHelp.synscope.server_rtt_median': '服务器的报文段有一半在此秒数内得到确认；重传过的报文段不计。',
  'fieldHelp.synscope.server_rtt_p95': '服务器的报文段有 95% 在此秒数内得到确认；重传过的报文段不计。',
  'fieldHelp.synscope.server_rtt_max':
    '从服务器的报文段到其 ACK（tcp.analysis.ack_rtt）的最长秒数，重传过的报文段不计。',
  'fieldHelp.synscope.server_think_median': '从客户端的最后一次数据到服务器应答的第一份数据的秒数：各次应答的中位数。',
  'fieldHelp.synscope.server_think_max': '从客户端的最后一次数据到服务器应答的第一份数据的秒数：各次应答中最长的。',
  'fieldHelp.synscope.longest_idle': '连接中相继两个分组之间的最长秒数。',
  'fieldHelp.synscope.client_zero_window': '客户端通告窗口为 0、不再接收数据的秒数。',
  'fieldHelp.synscope.server_zero_window': '服务器通告窗口为 0、不再接收数据的秒数。',
  'fieldHelp.synscope.client_data_segments': '客户端发送的携带数据的报文段数，包括重传的。',
  'fieldHelp.synscope.server_data_segments': '服务器发送的携带数据的报文段数，包括重传的。',
  'fieldHelp.synscope.client_retransmissions':
    '客户端的报文段中，数据此前已捕获过的个数。填补缺失的不计，因此可能与 tcp.analysis.retransmission 不同。',
  'fieldHelp.synscope.server_retransmissions':
    '服务器的报文段中，数据此前已捕获过的个数。填补缺失的不计，因此可能与 tcp.analysis.retransmission 不同。',
  'fieldHelp.synscope.client_retransmission_rate':
    '客户端携带数据的报文段中重传的百分比：synscope.client_retransmissions 除以 synscope.client_data_segments。',
  'fieldHelp.synscope.server_retransmission_rate':
    '服务器携带数据的报文段中重传的百分比：synscope.server_retransmissions 除以 synscope.server_data_segments。',
  'fieldHelp.synscope.tls.version': '连接的服务器选定的 TLS 版本："TLS 1.2"、"TLS 1.3" 等。',
  'fieldHelp.synscope.tls.server_name': '连接的客户端请求的服务器名称（SNI）。',
  'fieldHelp.synscope.tls.alpn': '服务器选定的协议（"h2"、"http/1.1" 等）；TLS 1.3 将其加密发送，因此看不到。',
  'fieldHelp.synscope.tls.cipher': '连接的服务器选定的密码套件，用 IANA 名称。',
  'fieldHelp.synscope.tls.group': '双方商定的密钥交换群组："x25519"、"secp256r1" 等。',
  'fieldHelp.synscope.tls.resumed': '连接是否恢复了先前的会话："yes"、"no" 或 "unknown"。',
  'fieldHelp.synscope.tls.alert':
    '以明文发送、终止了连接或其握手的第一个警报的名称："Handshake Failure"、"Unknown CA" 等。',
  'fieldHelp.synscope.tls.days_left': '从握手到服务器证书到期的天数，小于 0 表示已过期。TLS 1.3 将证书加密发送。',
  'fieldHelp.synscope.tls.ja4': '连接开头的 ClientHello 的 JA4 指纹。',
  'fieldHelp.synscope.analysis.opinion':
    '除 Wireshark 分析的结论外，捕获本身还证明了什么；单独作为条件时可找出所有第二意见。',
  'fieldHelp.synscope.analysis.reordered':
    '第二意见：Wireshark 认为是重传，但它先于超越它的报文段发出（时间戳或 IP 标识）。',
  'fieldHelp.synscope.analysis.sent_again': '第二意见：Wireshark 认为是乱序，但它是重传。',
  'fieldHelp.synscope.analysis.spurious_dsack': '第二意见：不必要的重传；接收方报告了重复（D-SACK）。',
  'fieldHelp.synscope.analysis.spurious_timestamp': '第二意见：不必要的重传；ACK 回显的是第一份的时间戳。',
  'fieldHelp.synscope.analysis.not_seen_before': '第二意见：称为重传，但之前没有捕获过这些字节。',
  'fieldHelp.synscope.analysis.needed': '第二意见：称为不必要的重传，依据的 ACK 却会被接收方忽略。',
  'fieldHelp.synscope.analysis.captured_twice': '第二意见：同一个分组被捕获了两次，并非发送两次。',
  'fieldHelp.synscope.analysis.simultaneous_open': '第二意见：属于同时打开，并非重传。',
  'fieldHelp.synscope.analysis.ignored': '第二意见：接收它的一端不会据此动作；原因见 synscope.ignored。',
  'fieldHelp.synscope.analysis.repeated_byte': '第二意见：称为保活，实为重传的一个数据字节。',
  'fieldHelp.synscope.analysis.keep_alive': '第二意见：称为缺失之后的第一个报文段，实为保活。',
  'fieldHelp.synscope.analysis.window_probe': '第二意见：称为保活或重传，实为零窗口探测。',
  'fieldHelp.synscope.analysis.file_order': '第二意见：标记源于文件中的顺序；按时间并未乱序。',
  'fieldHelp.synscope.analysis.reports_duplicate': '第二意见：这个重复 ACK 报告收到了重复的数据（D-SACK），而非丢失。',
  'fieldHelp.synscope.analysis.challenge_ack': '第二意见：这个重复 ACK 应答的是未被接受的报文段。',
  'fieldHelp.synscope.analysis.evidence': '证明第二意见的分组编号。',
  'fieldHelp.frame': '每个分组都有：捕获文件对该帧的记录。',
  'fieldHelp.frame.number': '分组在捕获中的编号，从 1 开始，不随过滤和排序变化。',
  'fieldHelp.frame.len': '帧在线路上的字节数，即使只捕获了一部分。',
  'fieldHelp.frame.cap_len': '已捕获的字节数；捕获时截短分组则小于 frame.len。',
  'fieldHelp.frame.time': '到达捕获主机的日期和时间。',
  'fieldHelp.frame.time_epoch': '到达时间，自 1970 年 1 月 1 日（UTC）起的秒数。',
  'fieldHelp.frame.time_delta': '距捕获中前一个分组的秒数，不论其属于哪个连接；单个连接见 tcp.time_delta。',
  'fieldHelp.frame.time_relative': '距捕获中第一个分组的秒数。',
  'fieldHelp.frame.offset_shift': '手动调整该分组时间的秒数。',
  'fieldHelp.frame.encap_type': '捕获该帧的链路的类型；1 为以太网。',
  'fieldHelp.frame.interface_id': '捕获文件中接口的编号，从 0 开始。',
  'fieldHelp.frame.interface_name': '捕获该分组的接口名称。',
  'fieldHelp.frame.interface_description': '该接口的描述（文件中有记录时）。',
  'fieldHelp.frame.marked': '已标记的分组为 1。',
  'fieldHelp.frame.ignored': '要忽略的分组为 1。',
  'fieldHelp.frame.protocols': '分组中由外到内的各层协议，以冒号分隔，如 eth:ethertype:ip:tcp。',
  'fieldHelp.frame.comment': '捕获文件中对该分组的注释。',
  'fieldHelp.frame.comment.expert': '专家提示：该分组有注释。',
  'fieldHelp.frame.len_lt_caplen': '专家提示：捕获的字节数多于帧的长度。',
  'fieldHelp.pkt_comment': '分组在捕获文件中有注释。',
  'fieldHelp._ws.short': '捕获时分组被截短：末尾缺失，但分组本身没有问题。',
  'fieldHelp._ws.malformed': '分组自相矛盾，例如长度超出其末尾。',
  'fieldHelp._ws.malformed.dissector_bug': '解析器出错：是本程序的错误，而非分组的错误。',
  'fieldHelp._ws.too_many_layers': '专家提示：协议嵌套超过 64 层，其余部分未再解析。',
  'fieldHelp._ws.unreassembled': '分组的其余部分在其他分片中。',
  'fieldHelp._ws.expert': '分组含有专家提示：某个字段值得注意。',
  'fieldHelp._ws.expert.message': '专家提示的英文内容。',
  'fieldHelp._ws.expert.group':
    '提示的类别，为 Wireshark 的编号：校验和 0x01000000，序列 0x02000000，格式错误 0x07000000 等。',
  'fieldHelp._ws.expert.severity': '严重程度：信息 0x200000，注意 0x400000，警告 0x600000，错误 0x800000。',
};
