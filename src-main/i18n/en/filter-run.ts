// Filters at work and searches. The Simplified Chinese texts stand in ../zh-cn/filter-run.ts. ICU MessageFormat.
export const filterRun = {
  'filterRun.worker':
    'The filter stopped half-way because a part of Synscope that reads packets failed. The packets found before are shown; apply the filter again to go on.',
  'find.noText': 'There is nothing to look for yet. Type some text.',
  'find.noBytes': 'These are no bytes. Write pairs of hexadecimal digits, such as 47 45 54.',
  'find.worker': 'The search failed because a part of Synscope that reads packets failed. Search again.',
} as const;
