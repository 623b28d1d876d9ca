import type { common as en } from '../en/common';

export const common: Record<keyof typeof en, string> = {
  'common.cancel': '取消',
  'common.close': '关闭',
  'common.copy': '复制',
  'common.packets': '{count, number} 个分组',
};
