import type { problems as en } from '../en/problems';

export const problems: Record<keyof typeof en, string> = {
  'engine.badRequest': '窗口请求了引擎没有的内容（{request}）。请报告此问题。',
  'engine.bug': 'Synscope 内部出错（{request}）。捕获文件仍处于打开状态。请附上显示的详细信息报告此问题。',
  'engine.busy': '等待处理的请求过多。请稍候再试。',
  'engine.cancelled': '已取消。',
  'engine.noCapture': '捕获文件未能打开，没有可显示的内容。',
  'engine.noFrame': '捕获中没有第 {frame} 个分组；{frames, plural, =0 {一个分组也没有} other {目前共有 # 个}}。',
  'engine.liveFile': '无法读取捕获文件 {path}，因此不能显示其中的分组。捕获本身仍在继续。',
  'engine.memoryLimit':
    '读取在 {frames, number} 帧后停止：这些帧已占用 {megabytes, number} MB 内存，达到一个捕获文件在本机可使用的内存上限。要查看其余部分，请先拆分文件（例如用 editcap -c）。',
  'engine.packedLimit':
    '读取在 {frames, number} 帧后停止：大小为 {bytes, number} 字节的压缩文件不可能包含这么多真实的帧。如果文件确实可信，请先解压，再打开解压后的文件。',
  'engine.noFlow': '捕获中没有这个连接。',
  'engine.fileChanged': '无法再读取第 {frame} 个分组：文件在打开之后被修改过。请重新打开。',
  'store.unusable':
    '无法将连接信息保存到磁盘（{reason}）。分组和连接仍可正常查看。请释放磁盘空间，或检查缓存文件夹的权限；之后打开的文件会重新保存。',
  'remark.comment': '文件中的注释：{text}',
  'remark.fileChanged':
    '{how, select, grown {文件在读取之后变大了。重新加载即可看到其余部分。} other {文件在读取之后被修改过，分组的字段和字节可能已不是当时捕获的内容。重新加载即可查看其现在的内容。}}',
  'remark.fragmentsDropped': '同时不完整的 IP 分片过多，{count} 个分组在分片到齐之前就被放弃重组。',
  'remark.messagesDropped': '同时不完整的 TCP 消息过多，{count} 个跨报文段的消息在收齐之前就被放弃重组。',
  'remark.joined':
    '此文件由 {count} 个捕获文件首尾相接而成，任何捕获格式都不允许这样做。各部分均已读取；后续文件始于{packed, select, yes {解压后数据的} other {}}第 {places} 字节。',
  'remark.linkType': '链路类型为 {number}（{name}）的分组只显示字节：Synscope 目前还不能解析这种链路类型。',
  'remark.disorder':
    '有 {count} 个分组没有按时间顺序排列，第一个是第 {frame} 号分组。各项时间和时序图以时间戳为准，分组编号以文件中的位置为准。{saved, select, yes {要按时间顺序读取，可用“文件”菜单，或命令行的 --sorted。} other {要按时间顺序读取，请先保存捕获，再打开保存的文件，然后用“文件”菜单。}}',
  'remark.dropped': '捕获程序丢弃了 {count} 个分组，因此数据缺口不一定是网络造成的。',
  'remark.ringDeleted': '环形文件已删除最早的 {count} 个分组：列表中的行仍在，但其字节已不存在。',
  'remark.ringUnread': '环形文件中有 {count} 个文件在读取之前就被删除。',
  'remark.shifted': '所有分组的时间均平移了 {seconds} 秒。',
  'remark.sorted': '分组按时间顺序显示，编号与文件中的不同。重新加载即恢复文件中的顺序。',
  'remark.tlsKeys': 'TLS：密钥日志中有 {secrets} 条密钥，已解密 {opened} 条连接。',
  'remark.tlsLines': '密钥日志中有 {count} 行无法读取，第一处为第 {line} 行。',
  'remark.tlsClosed':
    '有 {count} 条 TLS 连接未能解密：{why, select, secret {密钥日志中没有与其 Client Hello 随机数对应的行。该日志是否由建立此连接的程序写出？} late {捕获中没有其握手过程。} cipher {不支持解密其版本或密码套件。} wrong {密钥与记录不符。} other {同时打开的连接过多。}}',
  'remark.secrets': '文件中含有可解密其中连接的密钥，请谨慎分享。',
};
