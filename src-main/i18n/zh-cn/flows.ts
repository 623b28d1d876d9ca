import type { flows as en } from '../en/flows';

export const flows: Record<keyof typeof en, string> = {};
