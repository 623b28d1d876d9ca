// TLS 密钥窗口的文字；英文见 ../en/tls-keys.ts。
export const tlsKeys = {
  'menu.keyDoctor': '各连接的 TLS 密钥',
  'menu.keyGuide': '如何获取 TLS 密钥日志',
  'tlsKeys.title': 'TLS 密钥',
  'tlsKeys.open': '密钥…',
  'tlsKeys.openWhy': '哪些连接有密钥，以及如何获取密钥',
  'tlsKeys.tab': '显示内容',
  'tlsKeys.tab.connections': '连接',
  'tlsKeys.tab.guide': '如何获取密钥日志',
  'tlsKeys.choose': '选择密钥日志…',

  'tlsKeys.summary':
    '{total, plural, =0 {未发现 TLS 连接。} other {共 {total, number} 条 TLS 连接，已解密 {opened, number} 条。}}',
  'tlsKeys.secrets':
    '{secrets, plural, =0 {尚未读到密钥：请选择密钥日志，或将其拖入窗口。} other {从密钥日志的 {lines, number} 行中读到 {secrets, number} 条密钥。}}',
  'tlsKeys.wrongLines': '密钥日志中有 {count} 行无法读取，第一处为第 {line} 行。',
  'tlsKeys.searching': '正在查找 TLS 握手…',
  'tlsKeys.none': '此捕获中没有 TLS 握手。',
  'tlsKeys.filter': '显示的连接',
  'tlsKeys.all': '全部',

  'tlsKeys.column.stream': '流',
  'tlsKeys.column.state': '密钥',
  'tlsKeys.column.client': '客户端',
  'tlsKeys.column.server': '服务器',
  'tlsKeys.column.serverName': '服务器名称',
  'tlsKeys.column.version': '版本',
  'tlsKeys.column.opened': '已解密记录',
  'tlsKeys.column.closed': '未解密记录',
  'tlsKeys.column.random': '客户端随机数',
  'tlsKeys.goTo': '转到第 {frame} 个分组',
  'tlsKeys.copyRandom': '复制客户端随机数',

  'tlsKeys.state.opened': '已解密',
  'tlsKeys.state.noLog': '没有密钥日志',
  'tlsKeys.state.noLine': '日志中没有对应行',
  'tlsKeys.state.before': '早于日志开始',
  'tlsKeys.state.resumed': '恢复的会话',
  'tlsKeys.state.ended': '握手中断',
  'tlsKeys.state.late': '缺少握手过程',
  'tlsKeys.state.cipher': '不支持',
  'tlsKeys.state.wrong': '密钥不符',
  'tlsKeys.state.many': '同时打开过多',
  'tlsKeys.state.idle': '没有可解密的内容',
  'tlsKeys.state.waiting': '尚未查看',

  'tlsKeys.why.opened': '有密钥，其记录已解密。',
  'tlsKeys.why.noLog': '尚未读到密钥。请选择建立此连接的程序所写的密钥日志。',
  'tlsKeys.why.noLine':
    '密钥日志中没有与其 Client Hello 随机数对应的行：连接由另一个程序建立，或该程序没有写这份日志。可用旁边的按钮复制该随机数用于查找。',
  'tlsKeys.why.before':
    '密钥日志中没有它的行，且它早于所有有对应行的连接：很可能程序后来才开始写日志，或设置后没有重新启动。',
  'tlsKeys.why.resumed':
    '它恢复了较早的会话，而密钥日志中既没有此连接的行，也没有那个会话的行。请把首个连接也捕获并记录下来。',
  'tlsKeys.why.ended': '握手在密钥启用之前就中断了，没有可解密的内容。',
  'tlsKeys.why.late': '捕获中没有其握手过程，无法判断它用的是哪些密钥。请在程序建立连接之前开始捕获。',
  'tlsKeys.why.cipher': '不支持解密其 TLS 版本、密码套件或压缩方法。',
  'tlsKeys.why.wrong': '密钥日志中有它的密钥，但无法解开其记录：捕获中缺少分组，或日志属于别的连接。',
  'tlsKeys.why.many': '同时打开的连接过多，无法全部跟踪。',
  'tlsKeys.why.idle': '有密钥，但没有捕获到受保护的记录。',
  'tlsKeys.why.waiting': '捕获仍在处理中。',

  'tlsKeys.guide.intro':
    '密钥日志是一个文本文件，程序把其 TLS 连接的密钥写入其中。请在捕获期间让程序写出它，然后在此选择；文件增长时会继续读取。得到它的人可以读取这些连接的内容，用完请删除。',
  'tlsKeys.guide.system': '系统',
  'tlsKeys.guide.linux': 'Linux',
  'tlsKeys.guide.darwin': 'macOS',
  'tlsKeys.guide.win32': 'Windows（PowerShell）',
  'tlsKeys.guide.firefox': '请先关闭 Firefox 的所有窗口：已在运行的进程看不到该变量。',
  'tlsKeys.guide.chromium': '使用单独的配置文件目录会启动新进程：已在运行的进程会忽略该选项。',
  'tlsKeys.guide.curl': '用 OpenSSL、GnuTLS 或 wolfSSL 构建的 curl 会写日志，多数系统如此。',
  'tlsKeys.guide.curl.darwin': 'macOS 自带的 curl 可能不写日志，Homebrew 的 curl 会写。',
  'tlsKeys.guide.curl.win32':
    'Windows 自带的 curl 使用 Schannel，不写密钥日志：请使用以 OpenSSL 构建的 curl（curl.se）。',
  'tlsKeys.guide.node': '若程序由另一个程序启动，可将该选项写入 NODE_OPTIONS。',
  'tlsKeys.guide.python':
    '适用于 ssl.create_default_context() 创建的上下文（Python 3.8 起）；其他上下文用属性 keylog_filename 指定文件。',
  'tlsKeys.guide.java': 'Java 没有相应开关，需借助代理，例如 extract-tls-secrets（需另行下载）。',
  'tlsKeys.guide.go': 'Go 没有相应开关，需在程序中加一行。',
};
