// Context menu of a row of the timeline: its connection, its direction or its packet as display filter.
import type { FlowRow, TimelineFold, TimelineSegment } from '../../../src-main/ipc/contracts/engine-contract';
import type { MenuEntry } from '../../state/context-menu.svelte';
import { report } from '../../state/views/report.svelte';
import { t } from '../../state/i18n.svelte';
import { followEntries } from '../../state/views/follow-entry';
import { applyMenu, copyFilterEntry } from '../../state/filter/apply-menu';
import { directionFilter, streamFilter } from '../../format/flow-filter';

export function segmentMenu(
  flow: FlowRow,
  row: TimelineSegment | TimelineFold,
  goTo: (frame: number) => void,
): MenuEntry[] {
  const frame = row.kind === 'segment' ? row.frame : row.firstFrame;
  const stream = streamFilter(flow);
  return [
    ...applyMenu(stream, 'connection'),
    'separator',
    ...(row.kind === 'segment' ? [...applyMenu(directionFilter(flow, row), 'direction'), 'separator' as const] : []),
    ...followEntries('segment-follow', flow.kind, frame),
    { id: 'segment-report', label: t('report.menu', { count: 1 }), run: () => report.show([flow.id]) },
    copyFilterEntry(stream),
    { id: 'segment-packet', label: t('timeline.menu.packet', { frame }), run: () => goTo(frame) },
  ];
}
