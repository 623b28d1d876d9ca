import type { filterRun as en } from '../en/filter-run';

export const filterRun: Record<keyof typeof en, string> = {
  'filterRun.worker':
    '过滤中途停止：Synscope 中负责读取分组的部分出错。此前找到的分组已显示；再次应用该过滤器即可继续。',
  'find.noText': '请输入要查找的内容。',
  'find.noBytes': '不是有效的字节。请输入成对的十六进制数字，例如 47 45 54。',
  'find.worker': '查找中止：Synscope 中负责读取分组的部分出错。请重新查找。',
};
