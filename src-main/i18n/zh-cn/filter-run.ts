import type { filterRun as en } from '../en/filter-run';

export const filterRun: Record<keyof typeof en, string> = {
  'filterRun.worker': '过滤中途停止：Synscope 中读取报文的部分出错。已显示之前找到的报文；再次应用该过滤器即可继续。',
  'find.noText': '还没有要查找的内容。请输入文本。',
  'find.noBytes': '这不是字节序列。请输入成对的十六进制数字，例如 47 45 54。',
  'find.worker': '查找失败：Synscope 中读取报文的部分出错。请重新查找。',
};
