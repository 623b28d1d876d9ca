import type { TimelineSegment } from '../../../../src-main/ipc/contracts/engine-contract';
import { t } from '../../../state/i18n.svelte';
import { markOf, type LabelWords } from '../../../../src-main/draw/segment-look';

/** The word of a segment's mark, `repeated`, `ignored` or `copy of #12`; empty without a mark. */
export function markWord(segment: Pick<TimelineSegment, 'repeated' | 'ignored' | 'copyOf'>): string {
  const mark = markOf(segment);
  if (mark === 'copy') return t('timeline.copyOf', { frame: segment.copyOf ?? 0 });
  return mark ? t(`timeline.${mark}`) : '';
}

/** What stands on an arrow in place of flags. */
export const labelWords = (): LabelWords => ({
  noFlags: t('timeline.noFlags'),
  icmp: (report) => t(`flows.note.icmp.${report}`),
});
