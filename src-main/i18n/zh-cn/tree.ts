import type { tree as en } from '../en/tree';

export const tree: Record<keyof typeof en, string> = {
  'tree.frame': '第 {number, number, ::group-off} 帧：线路上 {wire} 字节，已捕获 {captured} 字节',
  'tree.frameOn': '第 {number, number, ::group-off} 帧：线路上 {wire} 字节，已捕获 {captured} 字节，接口 {name}',
  'tree.short':
    '该分组在捕获时被截短：{protocol} 从第 {offset, number, ::group-off} 字节起需要 {needed} 字节，实际只有 {there} 字节',
  'tree.unreassembled':
    '其余内容在另一个分片中：{protocol} 从第 {offset, number, ::group-off} 字节起需要 {needed} 字节，这里只有 {there} 字节',
  'tree.malformed':
    '分组格式错误：{protocol} 从第 {offset, number, ::group-off} 字节起需要 {needed} 字节，而分组声明的只有 {there} 字节',
  'tree.malformedField':
    '分组格式错误：{protocol} 的“{field}”（第 {offset, number, ::group-off} 字节，内容 {value}）与其他内容矛盾',
  'tree.tooManyLayers': '解析止于第 {offset, number, ::group-off} 字节：协议已嵌套 {limit} 层，未再解析 {protocol}',
  'tree.stopsHere': '解析到此为止：最多解析 64 层嵌套的协议',
  'tree.dissectorBug': 'Synscope 自身的错误：在 {layers} 之后解析失败（{error}）',
  'tree.checksum.correct': '正确',
  'tree.checksum.illegal': '缺失，而 IPv6 要求必须有',
  'tree.checksum.incorrect': '错误，应为 {expected}',
  'tree.checksum.off': '未校验',
  'tree.checksum.truncated': '无法校验：未捕获全部字节',
  'tree.checksum.fragment': '无法校验：只是一个分片',
  'tree.checksum.offloaded': '部分校验和，由网卡补全（校验和卸载）',
  'tree.checksum.header': '无法校验：外层没有可用的首部',
  'tree.checksum.absent': '未使用',
  'tree.ip.lengthZero': '留待网卡分段；按帧长计为 {length} 字节',
  'tree.messageTooLong': '超过 16 MiB，不作重组和解析',
  'tree.lengthBytes': '{length} 字节',
  'tree.synscope.frames': '第 {from, number, ::group-off} 至第 {to, number, ::group-off} 个分组',
  'tree.synscope.clientBy.syn': '它发出了 SYN',
  'tree.synscope.clientBy.syn-ack': '它收到了 SYN-ACK 应答',
  'tree.synscope.clientBy.port': '未捕获到 SYN；对方的端口更像服务端口',
  'tree.synscope.clientBy.first': '未捕获到 SYN；它发出了第一个分组',
  'tree.erspan.version': 'ERSPAN 只有 I、II、III 型；其后的内容无法解析',
  'tree.pktap.incoming': '入站',
  'tree.pktap.outgoing': '出站',
  'tree.udp.lengthZero': '只有 65536 字节及以上的数据报才没有长度（RFC 2675）',
  'tree.ip.header40': 'IPv6 首部为 40 字节',
  'tree.quic.badRetry': '该分组并非来自收到过客户端首个分组的服务器（RFC 9001 第 5.8 节）',
  'tree.ip.piece': '第 {from}–{to} 字节，共 {length} 字节',
  'tree.ip.localTtl': '发往此组的分组不离开本链路，跳数与应有的不符',
  'tree.ip.smallTtl': '剩余跳数很少：途中的路由器可能丢弃此分组',
};
