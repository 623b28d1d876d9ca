// English texts of one area; the Simplified Chinese ones stand in ../zh-cn/timeline.ts. ICU MessageFormat.
export const timeline = {} as const;
