// English texts of one area; the Simplified Chinese ones stand in ../zh-cn/tree.ts. ICU MessageFormat.
export const tree = {} as const;
