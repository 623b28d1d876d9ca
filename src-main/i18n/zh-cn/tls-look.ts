import type { tlsLook as en } from '../en/tls-look';

export const tlsLook: Record<keyof typeof en, string> = {
  'view.tls': 'TLS',
  'tls.title': 'TLS',
  'tls.messages': '握手',

  'tls.say.complete':
    'TLS 握手{sure, select, probably {很可能} other {}}在 {took} 后完成：{version}，{cipher}{hasGroup, select, yes {，{group}} other {}}，{trips, number} 次往返。',
  'tls.say.resumed':
    '恢复了先前的会话（{by, select, psk {预共享密钥，通常来自会话票据} ticket {会话票据} other {会话 ID}}）：没有发送证书。',
  'tls.say.retry':
    '服务器要求另一种密钥（Hello Retry Request），因此多一次往返{known, select, yes {：最终使用 {group}} other {}}。',
  'tls.say.early':
    '{sent, select, yes {客户端用 {records, number} 个记录发送了早期数据（0-RTT）{taken, select, yes {，服务器接受了。} no {，服务器没有接受。} other {；服务器是否接受是加密的。}}} other {客户端表示可以发送早期数据（0-RTT），但没有发送。}}',
  'tls.say.oldVersion': '{version} 已经过时，不应再使用。',
  'tls.say.closeNotify':
    '{who, select, both {双方} client {客户端} other {服务器}}{sure, select, probably {很可能} other {}}声明了不再发送数据（close_notify）。',
  'tls.say.truncated':
    '{who, select, client {客户端} other {服务器}}关闭了连接，却没有声明不再发送数据（close_notify）：仅凭 TLS 无法判断它的数据是否全部到达。',
  'tls.say.laterAlert': '握手之后，{who, select, client {客户端} other {服务器}}以警报“{name}”（{number}）结束了连接。',
  'tls.say.cutShort': '此连接的 TLS 记录多于所查看的数量：不判断它如何结束。',
  'tls.say.partial': 'TLS 的开头未被捕获：无法得知双方的约定。',

  'tls.say.alert':
    '{who, select, client {客户端} other {服务器}}以警报“{name}”（{number}）拒绝了{to, select, hello { ClientHello} server {服务器的应答} other {握手}}。',
  'tls.say.noVersion': '双方没有共同的版本：客户端提供 {offered}，服务器一个也不支持。',
  'tls.say.versionChosen': '服务器选择了 {chosen}；客户端提供的是 {offered}。',
  'tls.say.suspect':
    '双方很可能没有共同的{what, select, cipher {密码套件} group {群组} other {签名算法}}：客户端{count, plural, =1 {只} other {}}提供了 {names}{what, select, signature {，服务器的密钥必须适合其中之一} other {}}。',
  'tls.say.suspectNone':
    '客户端提供的都很常见（{ciphers, number} 个密码套件，{groups, number} 个群组，{signatures, number} 个签名算法）：服务器缺少什么，从此捕获中看不出来。',
  'tls.say.noName':
    '{sent, select, yes {服务器不认识客户端请求的名称 {name}（SNI）。} other {客户端没有给出名称（SNI），而服务器需要名称。}}',
  'tls.say.noAlpn': '双方没有共同的应用协议：客户端提供 {offered}（ALPN）。',
  'tls.say.internal':
    '服务器内部出错。{sent, select, yes {有些服务器在没有名称 {name} 的配置时也会这样应答。} other {有些服务器在客户端没有给出名称（SNI）时也会这样应答。}}',

  'tls.say.rejectedHidden':
    '客户端没有完成握手，而是发送了一个 {bytes, number} 字节的加密记录，与警报的大小相符：很可能不接受服务器出示的内容，最常见的是证书。',
  'tls.say.clientCertificate':
    '服务器{sure, select, probably {很可能} other {}}要求客户端证书，{sent, select, empty {而客户端没有发送} other {但不接受所收到的证书}}。',

  'tls.say.left':
    '握手中断：最后一条消息之后 {after}，{who, select, client {客户端} other {服务器}}{how, select, rst {复位} other {关闭}}了连接，{stage, select, hello {当时服务器尚未应答 ClientHello} certificate {当时服务器已发送证书} hidden {当时服务器已发送加密的应答} keys {当时客户端已发送密钥} other {当时握手正在进行}}。',
  'tls.say.leftCertificate': '客户端在此时不作说明就离开，很可能是不接受证书。',
  'tls.say.foreignReset':
    'RST 很可能不是来自服务器，而是来自途中的设备：它的 TTL 为 {ttl}，而 SYN-ACK 的 TTL 为 {otherTtl}。',
  'tls.say.quickReset': 'RST 很可能不是来自服务器，而是来自更近的设备：它在 {took} 后到达，而一次往返需要 {rtt}。',
  'tls.say.ownReset': '从此捕获中看不出 RST 与服务器自己发送的有何不同。',
  'tls.say.timeout':
    '{who, select, client {客户端} other {服务器}}在 {waited} 内没有应答{stage, select, hello {：ClientHello 没有得到答复} other {，当时握手正在进行}}。',
  'tls.say.incomplete':
    '捕获结束时握手尚未完成（最后一条消息之后 {waited}）：接下来应由{who, select, client {客户端} other {服务器}}发送。',

  'tls.say.plainHttp':
    '客户端向使用 TLS 的端口 {port} 发送了明文 HTTP{answer, select, http {：服务器以 HTTP 状态码 {status} 应答} tls {：服务器以 TLS 应答} other {}}。',
  'tls.say.plainServer':
    '客户端向端口 {port} 发起 TLS，而服务器{known, select, yes {以明文 {protocol} 应答} other {以其他内容应答}}。',

  'tls.cert.unreadable': '证书链中有一个证书无法读取。',
  'tls.cert.expired': '捕获时，{subject} 的证书已过期{days, plural, =0 {} other {（已过 # 天）}}。',
  'tls.cert.notYetValid': '捕获时，{subject} 的证书尚未生效{days, plural, =0 {} other {（# 天之后才生效）}}。',
  'tls.cert.nameMismatch': '该证书不适用于所请求的名称：{asked} 不在其名称之中（{names}）。',
  'tls.cert.selfSigned': '该证书是自签名的：没有机构为 {subject} 担保。',
  'tls.cert.wrongOrder': '证书链中各证书的发送顺序有误。',
  'tls.cert.missingIntermediate': '服务器只发送了自己的证书：如果它由中间机构签发，客户端就无法建立证书链。',
  'tls.cert.badSignature': '{subject} 的证书的签名与签发者的密钥不符。',
  'tls.cert.weakKey': '{subject} 的密钥强度不足：{key}。',
  'tls.cert.weakSignature': '{subject} 的证书使用了强度不足的签名算法：{signature}。',
  'tls.cert.notCa': '{subject} 的证书充当签发者，却不允许签发证书（不是 CA）。',

  'tls.certProblem.unreadable': '无法读取',
  'tls.certProblem.expired': '已过期',
  'tls.certProblem.notYetValid': '尚未生效',
  'tls.certProblem.nameMismatch': '名称不符',
  'tls.certProblem.selfSigned': '自签名',
  'tls.certProblem.wrongOrder': '顺序有误',
  'tls.certProblem.missingIntermediate': '单独发送',
  'tls.certProblem.badSignature': '签名不符',
  'tls.certProblem.weakKey': '密钥强度不足',
  'tls.certProblem.weakSignature': '签名强度不足',
  'tls.certProblem.notCa': '不是 CA',

  'tls.check.trust': '检查客户端信任哪些机构，证书的名称、有效期和证书链是否正确，并查看客户端的日志。',
  'tls.check.clientCertificate':
    '{sent, select, empty {为客户端配置证书和密钥，并确认它由服务器所列机构之一签发。} other {在服务器上检查它为何拒绝该证书：有效期、签发者、用途。}}',
  'tls.check.resetHello':
    '换一个网络再试，{sent, select, yes {并换用 {name} 以外的名称：按名称过滤的设备就是这样复位连接的} other {并给出名称（SNI）}}；查看服务器日志，确认它是否收到过此连接。',
  'tls.check.closedHello':
    '查看服务器日志{sent, select, yes {，并确认它为名称 {name} 提供服务} other {，并给出名称（SNI）再试}}。后端没有服务器的负载均衡器也会这样关闭连接。',
  'tls.check.left': '查看{who, select, client {客户端} other {服务器}}的日志：它结束了连接，却没有说明原因。',
  'tls.check.timeout':
    '{stage, select, hello {超过一个报文段的 ClientHello 有时会因 MTU 有误或被过滤而丢失：看它是否得到确认。} other {在时序图中查看是否有报文段丢失，并查看没有应答的一端的日志。}}',
  'tls.check.plainHttp': '在地址中使用 https://，或使用服务器提供明文 HTTP 的端口。',
  'tls.check.plainServer':
    '{known, select, yes {对此端口使用明文 {protocol}{protocol, select, HTTP {（http://）} SSH {} other {，服务器支持时使用 STARTTLS}}} other {检查端口}}，或在服务器上为此端口启用 TLS。',
  'tls.check.oldVersion': '在两端启用 TLS 1.2 和 TLS 1.3。',

  'tls.offered': '提供与选择',
  'tls.row.version': '版本',
  'tls.row.cipher': '密码套件',
  'tls.row.group': '群组',
  'tls.row.signature': '签名算法',
  'tls.row.alpn': '应用协议（ALPN）',
  'tls.col.what': '项目',
  'tls.col.client': '客户端提供',
  'tls.col.server': '服务器选择',
  'tls.hidden': '已加密',
  'tls.more': '另有 {count, number} 条消息',
  'tls.decrypted': '已解密',
  'tls.probably': '很可能是 {name}',
  'tls.bytes': '{count, number} 字节',
  'tls.cert.title': '连接 {stream} 的证书',
  'tls.cert.of': '{who, select, client {客户端} other {服务器}}，第 {frame} 个分组',
  'tls.cert.subject': '主体',
  'tls.cert.issuer': '签发者',
  'tls.cert.valid': '有效期',
  'tls.cert.range': '{from} 至 {to}',
  'tls.cert.names': '名称',
  'tls.cert.key': '公钥',
  'tls.cert.signature': '签名算法',
  'tls.cert.serial': '证书编号',
  'tls.cert.fingerprint': 'SHA-256 指纹',
  'tls.cert.extensions': '扩展',
  'tls.cert.critical': '关键',
  'tls.cert.none': '没有主体',
  'tls.cert.copy': '复制为 PEM',
  'tls.cert.saveDer': '另存为 DER…',
  'tls.cert.savePem': '另存为 PEM…',
  'tls.cert.copyChain': '将证书链复制为 PEM',
  'tls.cert.saveChain': '将证书链另存为 PEM…',
  'tls.cert.more': '另外还发送了 {count, number} 个证书。',
  'tls.open': '证书（{count}）',

  'tls.list.problemsFirst': '问题优先',
  'tls.list.displayed': '仅限显示的分组',
  'tls.list.unlisted': '另有 {count, number} 次握手未列出',
  'tls.list.goTo': '转到第 {frame} 个分组',
  'tls.list.searching': '正在查找握手…',
  'tls.list.none': '此捕获中没有 TLS 握手。',
  'tls.list.noneDisplayed': '显示过滤器没有显示任何 TLS 握手的分组。',
  'tls.outcome.alert': '因警报而被拒绝',
  'tls.outcome.certificateRejected': '证书被拒绝',
  'tls.outcome.clientCertificate': '缺少或拒绝客户端证书',
  'tls.outcome.reset': '被复位',
  'tls.outcome.closed': '被关闭',
  'tls.outcome.timeout': '没有应答',
  'tls.outcome.notTls': '一端没有使用 TLS',
  'tls.outcome.incomplete': '未完成',
  'tls.outcome.partial': '未捕获开头',
  'tls.outcome.complete': '完成',
  'tls.surety.yes': '是',
  'tls.surety.no': '否',
  'tls.surety.probably': '很可能',
  'tls.column.stream': '流',
  'tls.column.client': '客户端',
  'tls.column.server': '服务器',
  'tls.column.serverName': '名称（SNI）',
  'tls.column.outcome': '结果',
  'tls.column.version': '版本',
  'tls.column.cipher': '密码套件',
  'tls.column.group': '群组',
  'tls.column.alpn': 'ALPN',
  'tls.column.resumed': '恢复',
  'tls.column.roundTrips': '往返次数',
  'tls.column.daysLeft': '距到期天数',
  'tls.column.ja4': 'JA4',
};
