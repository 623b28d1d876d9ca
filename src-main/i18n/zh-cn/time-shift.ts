// Simplified Chinese texts of one area; the English ones stand in ../en/time-shift.ts.
import type { timeShift as en } from '../en/time-shift';

export const timeShift: Record<keyof typeof en, string> = {
  'timeShift.title': '时间平移',
  'timeShift.by': '平移方式',
  'timeShift.by.offset': '按偏移量',
  'timeShift.by.time': '按某个分组的时间',
  'timeShift.time.which': '请先选择一个带时间戳的分组。',
  'timeShift.offset': '为每个分组的时间加上',
  'timeShift.offset.ways': '90 · -0.25 · 1:30（分） · -2:00:00（时） · [-][[hh:]mm:]ss[.ddddddddd]',
  'timeShift.offset.form': '不是偏移量：请按 [-][[hh:]mm:]ss[.ddddddddd] 的形式输入。',
  'timeShift.time': '第 {frame, number} 个分组的捕获时间',
  'timeShift.time.ways': '2026-11-24 10:11:12.5 · 10:11:12（同一天） · {zone, select, utc {UTC} other {本地时间}}',
  'timeShift.time.form': '不是时间：请按 YYYY-MM-DD hh:mm:ss[.ddddddddd] 的形式输入。',
  'timeShift.range': '时间最多可平移约 300 年。',
  'timeShift.before': '现在',
  'timeShift.after': '平移后',
  'timeShift.first': '首个分组',
  'timeShift.packet': '第 {frame, number} 个分组',
  'timeShift.total': '总偏移量',
  'timeShift.seconds': '{seconds} 秒',
  'timeShift.none': '无',
  'timeShift.note': '文件本身保持不变；导出的分组带有所显示的时间。捕获将重新读取，标记和注释会保留。',
  'timeShift.undo': '撤销所有平移',
  'timeShift.apply': '平移',
  'timeShift.status': '时间已平移：{seconds} 秒',
};
