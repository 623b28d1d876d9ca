import type { capture as en } from '../en/capture';

export const capture: Record<keyof typeof en, string> = {
  'capture.problem.usage': '捕获助手不理解收到的参数：{detail}。请报告此问题。',
  'capture.problem.no-permission':
    '在 {device} 上捕获需要本程序没有的权限。{fix, select, setcap {请为捕获助手授权一次：{command}} bpf {请允许读取捕获设备：{command}} npcap {请安装 Npcap，或重新安装时不要限制为仅管理员可用。} other {请以管理员身份启动。}}',
  'capture.problem.no-such-device': '网卡 {device} 已不存在。请刷新网卡列表后重新选择。',
  'capture.problem.device-busy': '另一个程序独占了网卡 {device}（{detail}）。请关闭该程序后重试。',
  'capture.problem.device-down': '网卡 {device} 已停用，不会有数据到达。请启用它再重新开始。已捕获的数据已保留。',
  'capture.problem.device-gone': '网卡 {device} 已被移除，捕获就此结束；此前捕获的数据已保留。',
  'capture.problem.device': '无法从网卡 {device} 读取：{detail}。',
  'capture.problem.no-memory': '系统没有足够的内存用作这么大的捕获缓冲区（{detail}）。请选择较小的内核缓冲区。',
  'capture.problem.filter': '捕获过滤器无效：{detail}。',
  'capture.problem.link-type': '网卡 {device} 不提供此链路类型（{detail}）。请另选一种。',
  'capture.problem.privileges': '捕获助手无法放弃其特权（{detail}），因此没有启动。请报告此问题。',
  'capture.problem.output-exists': '文件 {file} 已存在，捕获不会覆盖已有文件。请换一个名称。',
  'capture.problem.output-unwritable': '无法在此位置写入捕获文件（{detail}）。请选择一个有写入权限的文件夹。',
  'capture.problem.disk-full': '磁盘已满，捕获已结束；此前写入的内容全部保留。请腾出空间或换一个磁盘。',
  'capture.problem.file-too-big': '文件已达到系统允许的最大大小，捕获已结束；已写入的内容保留。请改为捕获到多个文件。',
  'capture.problem.write': '无法继续写入捕获文件：{detail}。已写入的内容保留。',
  'capture.problem.internal': '捕获助手出错：{detail}。请报告此问题。',
  'capture.problem.no-helper':
    '缺少捕获助手（{file}）。{fix, select, build {请构建它：{command}} other {请重新安装 Synscope。}}',
  'capture.problem.helper-not-executable':
    '当前用户无权启动捕获助手。{fix, select, group {它所属的组可以启动：用 {command} 将自己加入该组，然后重新登录。} other {请授权：{command}}}',
  'capture.problem.no-libpcap':
    '缺少 libpcap 库，无法捕获。{fix, select, known {请安装：{command}} other {请用本系统的软件包管理器安装。}}',
  'capture.problem.helper-version':
    '捕获助手属于另一个版本的 Synscope。{fix, select, build {请重新构建：{command}} other {请重新安装 Synscope。}}',
  'capture.problem.helper-died': '捕获助手意外结束（{detail}）。此前捕获的数据已保留；请重新开始。',
  'capture.problem.helper-silent': '捕获助手没有及时响应，已被停止。请重试。',
  'capture.problem.helper-garbled': '捕获助手的输出无法理解（{detail}），已将其停止。',
  'capture.problem.no-cap': '无法加载软件包“cap”（{detail}），因此本系统不能使用这种捕获方式。',
  'capture.problem.unsupported': '这种捕获方式不支持：{what}。',

  'capture.limit.arrivalTime': '时间戳是数据包到达本程序的时间，而不是到达内核的时间：误差可达零点几毫秒甚至更多。',
  'capture.limit.noOriginalLength': '被截断的数据包在线路上的原始长度未知。',
  'capture.limit.noDrops': '不统计丢弃的数据包。',
  'capture.limit.promiscuous': '混杂模式始终开启。',
  'capture.limit.noFiles': '只能写入一个文件：不支持环形文件。',
  'capture.limit.noFilterCheck': '捕获过滤器只在捕获开始时检查。',
  'capture.limit.diesWithAdapter': '捕获期间移除网卡会使该捕获的引擎终止。',

  'capture.check.title': '捕获检查',
  'capture.check.helper.ok': '捕获助手 {version} 已就绪：{file}',
  'capture.check.libpcap.ok': '{version}',
  'capture.check.permission.ok': '可以打开网卡。',
  'capture.check.permission.root': '可以打开网卡，因为本程序以 root 身份运行。其实没有必要：只需让捕获助手拥有该权限。',
  'capture.check.permission.none': '无法打开任何网卡：捕获助手缺少权限。请授权：{command}',
  'capture.check.permission.noAdapter': '没有启用的网卡，无法检验权限。',
  'capture.check.adapters.ok': '可见 {count} 个网卡，其中 {up} 个已启用：{names}',
  'capture.check.adapters.none': '看不到任何网卡。',
  'capture.check.loopback.ok': '在 {device} 上的试捕获看到了发送的全部 {frames} 个数据包。',
  'capture.check.loopback.missed':
    '在 {device} 上的试捕获只看到了所发送的 {sent} 个数据包中的 {seen} 个。系统的包过滤器可能拦截了它们。',
  'capture.check.loopback.none': '没有可用于试捕获的环回网卡。',
  'capture.check.cap.ok': '可以用软件包“cap”代替捕获助手；它的捕获精度较低。',
  'capture.check.skipped': '由于前面的检查失败，未进行此项检查。',

  'capture.preset.tcpEvents': '仅握手、挥手与重置',
  'capture.preset.thisHost': '仅本机',
  'capture.preset.https': 'HTTPS',
  'capture.preset.dnsAndHttps': 'DNS 与 HTTPS',
  'capture.preset.noSsh': '除 SSH 外的全部',

  'capture.recovered.whole': '当时正在进行的捕获完整无损：{frames} 个数据包。',
  'capture.recovered.cut': '当时正在进行的捕获已保留：{frames} 个数据包。当时正在写入的数据包的 {bytes} 个字节已移除。',
};
