import type { exporting as en } from '../en/export';

export const exporting: Record<keyof typeof en, string> = {
  'export.full': '无法写入 {path}：磁盘已满（{reason}）。请腾出空间，或选择其他磁盘。没有留下不完整的文件。',
  'export.refused': '无法写入 {path}：系统拒绝（{reason}）。请选择一个存在且有写入权限的文件夹。',
  'export.failed': '无法写入 {path}（{reason}）。没有留下不完整的文件。',
  'export.linkTypes': '这些分组的链路类型不止一种，而 pcap 文件只能有一种。请导出为 pcapng，或只导出一个接口的分组。',
  'export.nothing': '没有可以导出的内容。',
  'export.note.others': '有 {count} 条记录不是分组，未导出。',
  'export.note.missing': '有 {count} 个分组的字节在文件中已不完整。',
  'export.note.untimed': '有 {count} 个分组没有时间，在文件中记为 1970-01-01 00:00:00。',
  'export.note.time': '有 {count} 个分组的时间无法用该格式表示。',
  'export.note.emptied': '有 {count} 个分组没有 Synscope 认识的首部，只保留了其长度和时间。',
  'export.note.anonymised': '地址已替换，载荷、名称和注释均未导出。端口、序号、选项和时间与原文件相同。',
  'export.note.options': '有 {count} 个分组带有注释或其他备注，pcap 无法保留。',
  'export.note.interfaces': 'pcap 无法保留文件关于接口和文件自身的说明（名称、注释）。',
  'export.note.names': '文件中有 {count} 个地址名称，pcap 无法保留。',
  'export.note.secrets': '有 {count} 个解密密钥块未导出。',
};
