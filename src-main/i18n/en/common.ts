// Texts used everywhere. ICU MessageFormat; keys are `area.what`.
export const common = {
  'common.cancel': 'Cancel',
  'common.close': 'Close',
  'common.copy': 'Copy',
  'common.packets': '{count, plural, one {# packet} other {# packets}}',
} as const;
