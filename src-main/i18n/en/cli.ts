// English texts of one area; the Simplified Chinese ones stand in ../zh-cn/cli.ts. ICU MessageFormat.
export const cli = {} as const;
