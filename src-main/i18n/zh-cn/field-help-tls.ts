import type { fieldHelpTls as en } from '../en/field-help-tls';

export const fieldHelpTls: Record<keyof typeof en, string> = {
  'fieldHelp.tls': '该报文段携带 TLS 或 SSL 记录。',
  'fieldHelp.tls.record.content_type': '记录的内容：20 密码规格变更，21 告警，22 握手，23 应用数据，24 心跳。',
  'fieldHelp.tls.record.version': '记录首部中的版本，参考价值有限：TLS 1.3 在此总写 1.2，首个 hello 常写 1.0。',
  'fieldHelp.tls.handshake.type':
    '握手消息类型：1 Client Hello，2 Server Hello，11 Certificate，16 Client Key Exchange，20 Finished 等。',
  'fieldHelp.tls.handshake.version':
    'hello 中声明的版本。TLS 1.3 在此总写 1.2，真正的版本见 tls.handshake.extensions.supported_version。',
  'fieldHelp.tls.handshake.ciphersuite': '客户端提供的密码套件之一，或服务器选定的密码套件。',
  'fieldHelp.tls.handshake.extensions_server_name': '客户端请求的主机名（SNI）；除非使用 ECH，否则为明文。',
  'fieldHelp.tls.handshake.extensions_alpn_str': '提供或选定的应用层协议：“h2”即 HTTP/2，“http/1.1”等。',
  'fieldHelp.tls.handshake.extensions.supported_version': '客户端支持的 TLS 版本；在 Server Hello 中则为选定的版本。',
  'fieldHelp.tls.handshake.extensions_supported_group': '客户端支持的密钥交换组，按偏好排序。',
  'fieldHelp.tls.handshake.extensions_key_share_group':
    '随 hello 送出的公钥所属的组。服务器若要用别的组，会要求重发 hello，多一次往返。',
  'fieldHelp.tls.handshake.sig_hash_alg': '发送方接受的签名算法之一，或某个签名所用的算法。',
  'fieldHelp.tls.handshake.ja3':
    '对 Client Hello 所提供内容按原顺序（去除 GREASE）计算的 MD5，用来区分客户端程序。打乱扩展顺序的浏览器每次都不同。',
  'fieldHelp.tls.handshake.ja3s': '对 Server Hello 的版本、密码套件和扩展计算的 MD5，也取决于客户端提供的内容。',
  'fieldHelp.tls.handshake.ja4':
    'Client Hello 的指纹，与密码套件和扩展的顺序无关：承载方式、版本、SNI、数量、ALPN，再加两个散列值。',
  'fieldHelp.tls.alert_message.level': '1 警告，2 致命。TLS 1.3 只看说明。',
  'fieldHelp.tls.alert_message.desc':
    '发送方结束连接或拒绝的原因：0 关闭通知，40 握手失败，48 未知 CA，70 协议版本等。',
  'fieldHelp.tls.app_data': '记录的加密内容。在 TLS 1.3 中，握手的大部分看起来也是这样。',
  'fieldHelp.x509sat.uTF8String': '证书名称中的文本，例如使用者或颁发者的主机名、组织名。',
  'fieldHelp.x509sat.printableString': '证书名称中的文本，只含普通字母和数字。',
  'fieldHelp.x509af.serialNumber': '证书在其颁发者处的编号。',
  'fieldHelp.x509ce.dNSName': '证书对其有效的主机名（使用者可选名称）。',

  'fieldHelp.dtls': '该数据报携带 DTLS 记录，即 UDP 上的 TLS。',
  'fieldHelp.dtls.record.content_type': '记录的内容：20 密码规格变更，21 告警，22 握手，23 应用数据，24 心跳。',
  'fieldHelp.dtls.record.special_type': '25：带连接标识的受保护记录，真正的内容类型已加密。',
  'fieldHelp.dtls.record.version': '记录首部中的版本，参考价值有限：首个 hello 常写 1.0，DTLS 1.3 写 1.2。',
  'fieldHelp.dtls.record.epoch': '发送方更换密钥的次数：0 为明文。',
  'fieldHelp.dtls.record.sequence_number': '记录在其纪元内的序号：数据报可能丢失、重复或乱序。',
  'fieldHelp.dtls.record.connection_id': '让接收方知道记录属于哪个连接，即使发送方的地址变了。',
  'fieldHelp.dtls.unified_header.epoch_bits': 'DTLS 1.3 中纪元的最低两位：2 为握手，3 及以后为应用数据。',
  'fieldHelp.dtls.handshake.version': 'hello 中的版本，数值递减：fefd 为 1.2，feff 为 1.0。DTLS 1.3 在此写 1.2。',
  'fieldHelp.dtls.handshake.message_seq': '握手消息在其发送方的编号，重发时不变。',
  'fieldHelp.dtls.handshake.fragment_offset': '该片段在消息中的起始位置，单位为字节。',
  'fieldHelp.dtls.handshake.fragment_length':
    '此处的消息字节数。小于消息长度时，说明一个数据报放不下，消息被分成片段。',
  'fieldHelp.dtls.handshake.cookie': '服务器在做任何工作之前要再次看到的值：证明客户端确实在它所说的地址。',
  'fieldHelp.dtls.use_srtp.protection_profile': '用本次握手产生的密钥保护 SRTP 的方式，例如浏览器通话（WebRTC）。',
};
