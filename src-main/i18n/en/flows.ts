// English texts of one area; the Simplified Chinese ones stand in ../zh-cn/flows.ts. ICU MessageFormat.
export const flows = {} as const;
