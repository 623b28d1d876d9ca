import type { comments as en } from '../en/comments';

export const comments: Record<keyof typeof en, string> = {
  'comments.packet': '分组注释…',
  'comments.capture': '捕获注释…',
  'comments.next': '下一个有注释的分组',
  'comments.previous': '上一个有注释的分组',
  'comments.menu': '注释…',
  'comments.ofPacket': '第 {frame, number} 个分组的注释',
  'comments.ofCapture': '捕获的注释',
  'comments.add': '添加注释',
  'comments.remove': '删除此注释',
  'comments.removed': '没有注释。',
  'comments.hint':
    '注释只在打开捕获期间保留。如需长期保存，请将分组导出为 pcapng（“文件”→“导出分组…”）。过滤器 frame.comment 可找到有注释的分组。',
  'comments.ok': '保存',
  'comments.isCommented': '注释：{text}',
  'comments.none': '显示的分组都没有注释',
  'comments.tooMany': '注释过多：最多 10,000 个分组可有注释，合计不超过 1,048,576 个字符',
};
