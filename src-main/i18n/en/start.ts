// English texts of one area; the Simplified Chinese ones stand in ../zh-cn/start.ts. ICU MessageFormat.
export const start = {} as const;
