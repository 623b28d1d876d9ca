import type { problems as en } from '../en/problems';

export const problems: Record<keyof typeof en, string> = {
  'engine.badRequest': '窗口请求了引擎没有的内容（{request}）。请报告此问题。',
  'engine.bug': 'Synscope 内部出错（{request}）。捕获文件仍处于打开状态；请把详细信息中的内容报告给我们。',
  'engine.busy': '引擎待处理的请求过多。请稍候再试。',
  'engine.cancelled': '已取消。',
  'engine.noCapture': '捕获文件未能打开，没有可显示的内容。',
  'engine.noFrame': '捕获中没有第 {frame} 个报文；{frames, plural, =0 {一个报文也没有} other {目前共有 # 个}}。',
  'engine.liveFile': '无法读取捕获文件 {path}，因此不能显示其中的报文。抓包本身仍在继续。',
  'engine.noFlow': '捕获中没有这个连接。',
  'engine.fileChanged': '无法再读取第 {frame} 个报文：文件在打开之后被修改。请重新打开。',
  'store.unusable':
    '无法保存连接信息（{reason}），连接列表将为空。请释放磁盘空间或检查缓存文件夹的权限，然后重新打开文件。',
  'remark.comment': '文件中的注释：{text}',
  'remark.joined':
    '此文件由 {count} 个捕获文件首尾相接而成，任何捕获格式都不允许这样做。各部分均已读取；后续文件始于{packed, select, yes {解压后数据的} other {}}第 {places} 字节。',
  'remark.linkType': '链路类型 {number}（{name}）的报文只显示字节：Synscope 目前还不能解析这种链路。',
  'remark.dropped': '抓包程序丢失了 {count} 个报文：缺口可能由此造成，而不是网络的问题。',
  'remark.ringDeleted': '环形文件已删除最早的 {count} 个报文：列表中的行保留，但其字节已不存在。',
  'remark.ringUnread': '环形文件中有 {count} 个文件在显示之前就被删除。',
  'remark.secrets': '文件中带有加密连接的密钥，请谨慎交给他人。',
};
