import type { tree as en } from '../en/tree';

export const tree: Record<keyof typeof en, string> = {};
