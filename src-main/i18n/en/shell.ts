// English texts of one area; the Simplified Chinese ones stand in ../zh-cn/shell.ts. ICU MessageFormat.
export const shell = {} as const;
