// English texts of one area; the Simplified Chinese ones stand in ../zh-cn/packets.ts. ICU MessageFormat.
export const packets = {} as const;
