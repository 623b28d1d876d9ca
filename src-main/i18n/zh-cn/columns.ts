// Simplified Chinese texts of one area; the English ones stand in ../en/columns.ts.
import type { columns as en } from '../en/columns';

export const columns: Record<keyof typeof en, string> = {
  'columns.align': '对齐',
  'columns.align.start': '左对齐',
  'columns.align.center': '居中',
  'columns.align.end': '右对齐',
  'columns.apply': '应用为列',
  'columns.editTitle': '编辑标题…',
  'columns.editTitle.title': '列标题',
  'columns.fit': '按内容调整宽度',
  'columns.ok': '确定',
  'columns.remove': '移除此列',
  'columns.resolve': '显示地址的名称',
  'columns.title': '标题',
};
