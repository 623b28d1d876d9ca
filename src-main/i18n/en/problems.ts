// English texts of one area; the Simplified Chinese ones stand in ../zh-cn/problems.ts. ICU MessageFormat.
export const problems = {} as const;
