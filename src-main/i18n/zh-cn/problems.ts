import type { problems as en } from '../en/problems';

export const problems: Record<keyof typeof en, string> = {
  'engine.badRequest': '窗口请求了引擎没有的内容（{request}）。请报告此问题。',
  'engine.bug': 'Synscope 内部出错（{request}）。捕获文件仍处于打开状态；请把详细信息中的内容报告给我们。',
  'engine.busy': '引擎待处理的请求过多。请稍候再试。',
  'engine.cancelled': '已取消。',
  'engine.noCapture': '捕获文件未能打开，没有可显示的内容。',
  'engine.noFrame': '捕获中没有第 {frame} 个报文；{frames, plural, =0 {一个报文也没有} other {目前共有 # 个}}。',
  'engine.liveFile': '无法读取捕获文件 {path}，因此不能显示其中的报文。抓包本身仍在继续。',
  'engine.memoryLimit':
    '读取在 {frames, number} 帧后停止：这些帧已占用 {megabytes, number} MB 内存，达到一个捕获文件在本机可使用的内存上限。要查看其余部分，请先拆分文件（例如用 editcap -c）。',
  'engine.packedLimit':
    '读取在 {frames, number} 帧后停止：大小为 {bytes, number} 字节的压缩文件不可能包含这么多真实的帧。如果文件确实可信，请先解压，再打开解压后的文件。',
  'engine.noFlow': '捕获中没有这个连接。',
  'engine.fileChanged': '无法再读取第 {frame} 个报文：文件在打开之后被修改。请重新打开。',
  'remark.comment': '文件中的注释：{text}',
  'remark.linkType': '链路类型 {number}（{name}）的报文只显示字节：Synscope 目前还不能解析这种链路。',
  'remark.dropped': '抓包程序丢失了 {count} 个报文：缺口可能由此造成，而不是网络的问题。',
  'remark.ringDeleted': '环形文件已删除最早的 {count} 个报文：列表中的行保留，但其字节已不存在。',
  'remark.ringUnread': '环形文件中有 {count} 个文件在显示之前就被删除。',
  'remark.secrets': '文件中带有加密连接的密钥，请谨慎交给他人。',
};
