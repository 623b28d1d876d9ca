import type { capture as en } from '../en/capture';

export const capture: Record<keyof typeof en, string> = {
  'capture.problem.usage': '捕获助手无法识别收到的参数：{detail}。请报告此问题。',
  'capture.problem.no-permission':
    '本程序没有在 {device} 上捕获的权限。{fix, select, setcap {请为捕获助手授权一次：{command}} install {请用 {command} 将捕获助手安装到本系统（会要求输入管理员密码），然后重新登录。} bpf {请允许读取捕获设备：{command}} npcap {请安装 Npcap；若已安装，请重新安装，且不要限制为仅管理员可用。} other {请以管理员身份启动 Synscope。}}',
  'capture.problem.no-such-device': '网卡 {device} 已不存在。请刷新网卡列表后重新选择。',
  'capture.problem.not-listed': '所选网卡不在网卡列表中。请刷新网卡列表后重新选择。',
  'capture.problem.device-busy': '网卡 {device} 被另一个程序独占（{detail}）。请关闭该程序后重试。',
  'capture.problem.device-down': '网卡 {device} 已停用，收不到分组。请启用后重新开始。此前捕获的数据已保留。',
  'capture.problem.device-gone': '网卡 {device} 已被移除，捕获已停止。此前捕获的数据已保留。',
  'capture.problem.device': '无法从网卡 {device} 读取：{detail}。',
  'capture.problem.no-memory': '内存不足，无法分配这么大的捕获缓冲区（{detail}）。请减小内核缓冲区。',
  'capture.problem.filter': '捕获过滤器无效：{detail}。',
  'capture.problem.link-type': '网卡 {device} 不支持此链路类型（{detail}）。请另选一种。',
  'capture.problem.privileges': '捕获助手无法放弃其特权（{detail}），因此没有启动。请报告此问题。',
  'capture.problem.output-exists': '文件 {file} 已存在，捕获不会覆盖已有文件。请换一个名称。',
  'capture.problem.output-unwritable': '无法在此位置写入捕获文件（{detail}）。请选择有写入权限的文件夹。',
  'capture.problem.disk-full': '磁盘已满，捕获已停止。此前写入的数据已保留。请腾出空间或换用其他磁盘。',
  'capture.problem.file-too-big':
    '文件已达到系统允许的最大长度，捕获已停止。已写入的数据已保留。请改为捕获到多个文件。',
  'capture.problem.write': '写入捕获文件失败：{detail}。此前写入的数据已保留。',
  'capture.problem.internal': '捕获助手出错：{detail}。请报告此问题。',
  'capture.problem.no-helper':
    '缺少捕获助手（{file}）。{fix, select, build {请构建它：{command}} install {请安装：{command}} other {请重新安装 Synscope。}}',
  'capture.problem.helper-not-executable':
    '当前用户无权运行捕获助手。{fix, select, group {它所属的组有权运行：请用 {command} 将自己加入该组，然后重新登录。} other {请授权：{command}}}',
  'capture.problem.no-libpcap':
    '缺少 libpcap 库，无法捕获。{fix, select, known {请安装：{command}} other {请用本系统的软件包管理器安装。}}',
  'capture.problem.helper-version':
    '捕获助手与当前的 Synscope 版本不符。{fix, select, build {请重新构建：{command}} install {请安装与当前版本相符的捕获助手：{command}} other {请重新安装 Synscope。}}',
  'capture.problem.helper-died': '捕获助手意外终止（{detail}）。此前捕获的数据已保留。请重新开始。',
  'capture.problem.helper-silent': '捕获助手没有及时响应，已被停止。请重试。',
  'capture.problem.helper-garbled': '捕获助手发来无效消息（{detail}），已将其停止。',
  'capture.problem.no-cap': '无法加载软件包“cap”（{detail}），因此本系统不能使用这种捕获方式。',
  'capture.problem.unsupported': '这种捕获方式不支持：{what}。',
  'capture.problem.low-space': '存放捕获文件的磁盘只剩 {what} 可用空间（{file}）。请先腾出空间，以免捕获中断。',
  'capture.problem.folder': '无法使用存放捕获文件的文件夹（{detail}）。请确保 {file} 是可以写入的文件夹。',
  'capture.problem.nothing-chosen': '请先选择要捕获的网卡。',
  'capture.problem.still-running': '捕获仍在进行。请先停止，再保存。',
  'capture.problem.save-failed': '无法将捕获保存为 {file}（{detail}）。请选择其他位置。',
  'capture.problem.save-disk-full': '磁盘空间不足，无法保存 {file}。请选择其他磁盘。数据没有丢失。',
  'capture.problem.save-link-types': '该捕获含有多种链路类型的分组，pcap 文件无法容纳。请保存为 pcapng。',
  'capture.problem.nothing-left': '该捕获已无内容：其文件不存在或不含任何分组。',
  'capture.problem.driver-gone': '捕获进程已终止（{detail}）。此前捕获的数据已保留。',

  'capture.limit.arrivalTime': '时间戳是分组到达本程序而非内核的时间，误差可达零点几毫秒或更大。',
  'capture.limit.noOriginalLength': '被截断的分组的原始长度未知。',
  'capture.limit.noDrops': '不统计丢弃的分组。',
  'capture.limit.promiscuous': '混杂模式始终开启。',
  'capture.limit.noFiles': '只能写入单个文件，不支持环形文件。',
  'capture.limit.noFilterCheck': '捕获过滤器只在捕获开始时检查。',
  'capture.limit.diesWithAdapter': '捕获期间移除任一网卡都会使整个捕获停止。',

  'capture.check.title': '捕获检查',
  'capture.check.helper.ok': '捕获助手 {version} 已就绪：{file}',
  'capture.check.libpcap.ok': '{version}',
  'capture.check.permission.ok': '可以打开网卡。',
  'capture.check.permission.root': '可以打开网卡，因为本程序以 root 身份运行。其实不必如此：只需为捕获助手授权。',
  'capture.check.permission.none': '无法打开任何网卡，因为捕获助手没有权限。请授权：{command}',
  'capture.check.permission.noAdapter': '没有启用的网卡，无法检验权限。',
  'capture.check.adapters.ok': '找到 {count} 个网卡，其中 {up} 个已启用：{names}',
  'capture.check.adapters.none': '找不到网卡。',
  'capture.check.loopback.ok': '在 {device} 上的试捕获收到了发送的全部 {frames} 个分组。',
  'capture.check.loopback.open':
    '在 {device} 上的试捕获收到了发送的全部 {frames} 个分组。此内核没有系统调用过滤（seccomp），捕获助手在没有这层保护的情况下运行。',
  'capture.check.loopback.missed':
    '在 {device} 上的试捕获只收到了所发送的 {sent} 个分组中的 {seen} 个。系统防火墙可能拦截了其余分组。',
  'capture.check.loopback.none': '没有可用于试捕获的环回网卡。',
  'capture.check.cap.ok': '可以用软件包“cap”代替捕获助手；它的捕获精度较低。',
  'capture.check.skipped': '由于前面的检查失败，已跳过此项。',

  'capture.preset.tcpEvents': '仅握手、挥手与复位',
  'capture.preset.thisHost': '仅本机',
  'capture.preset.https': 'HTTPS',
  'capture.preset.dnsAndHttps': 'DNS 与 HTTPS',
  'capture.preset.noSsh': '除 SSH 外的全部',

  'capture.recovered.whole': '中断的捕获完整无损：{frames} 个分组。',
  'capture.recovered.cut': '已恢复中断的捕获：{frames} 个分组。当时正在写入的分组有 {bytes} 字节不完整，已移除。',
};
