// Filters at work and searches. The Simplified Chinese texts stand in ../zh-cn/filter-run.ts. ICU MessageFormat.
export const filterRun = {
  'filterRun.worker':
    'Filtering stopped partway because a part of Synscope that reads packets failed. The packets found so far are shown. Apply the filter again to continue.',
  'find.noText': 'Type some text to search for.',
  'find.noBytes': 'Not valid bytes. Write pairs of hexadecimal digits, such as 47 45 54.',
  'find.worker': 'The search stopped because a part of Synscope that reads packets failed. Search again.',
} as const;
