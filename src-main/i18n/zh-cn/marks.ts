// Simplified Chinese texts of one area; the English ones stand in ../en/marks.ts.
import type { marks as en } from '../en/marks';

export const marks: Record<keyof typeof en, string> = {
  'marks.mark': '标记或取消标记分组',
  'marks.markDisplayed': '标记所有显示的分组',
  'marks.unmarkDisplayed': '取消标记所有显示的分组',
  'marks.next': '下一个标记',
  'marks.previous': '上一个标记',
  'marks.ignore': '忽略或取消忽略分组',
  'marks.ignoreDisplayed': '忽略所有显示的分组',
  'marks.unignoreAll': '取消忽略所有分组',
  'marks.reference': '设置或取消时间参考',
  'marks.unsetReferences': '取消所有时间参考',
  'marks.nextReference': '下一个时间参考',
  'marks.previousReference': '上一个时间参考',
  'marks.menu.mark': '标记',
  'marks.menu.ignore': '忽略',
  'marks.menu.reference': '时间参考',
  'marks.isMarked': '已标记',
  'marks.isReference': '时间参考：其后的相对时间从此处算起',
  'marks.isIgnored': '已忽略：不再解析此分组。连接、流和统计仍将其计算在内。',
  'marks.markedCount': '已标记 {count, number} 个',
  'marks.ignoredCount': '已忽略 {count, number} 个',
  'marks.none': '显示的分组中没有已标记的',
  'marks.noReference': '显示的分组中没有时间参考',
  'marks.refused': '{count, number} 个分组不能作为时间参考：没有时间，或已有 10,000 个',
};
