import type { start as en } from '../en/start';

export const start: Record<keyof typeof en, string> = {};
