import type { TimelineSegment } from '../../../src-main/ipc/engine-contract';
import { t } from '../../state/i18n.svelte';
import { markOf } from './segment-look';

/** The word of a segment's mark, `repeated`, `ignored` or `copy of #12`; empty without a mark. */
export function markWord(segment: Pick<TimelineSegment, 'repeated' | 'ignored' | 'copyOf'>): string {
  const mark = markOf(segment);
  if (mark === 'copy') return t('timeline.copyOf', { frame: segment.copyOf ?? 0 });
  return mark ? t(`timeline.${mark}`) : '';
}
