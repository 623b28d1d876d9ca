/** How the packet list tells the time, in the order of the menus. */
export const TIME_FORMATS = [
  'sinceStart',
  'sinceCaptured',
  'sincePrevious',
  'absoluteLocal',
  'absoluteUtc',
  'dayOfYearLocal',
  'dayOfYearUtc',
  'clockLocal',
  'clockUtc',
  'epoch',
] as const;
export type TimeFormat = (typeof TIME_FORMATS)[number];
