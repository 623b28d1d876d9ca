// The timeline of a connection, laid out for paper in the page itself: nothing of it is seen on the screen.
import { flushSync, mount, unmount } from 'svelte';
import { readSheet } from '../../../state/views/timeline-sheet';
import { session, timelines } from '../../../state/window';
import PrintSheet from './PrintSheet.svelte';

/** More rows than this nobody reads on paper (some 60 pages); what is left out is said on the sheet. */
const MAX_ROWS = 1500;

/** All rows of the layout as it is folded now. What it is called; `away` takes it away. Rejects as the engine does. */
export async function layOutTimeline(flow: number): Promise<{ name: string; away: () => void }> {
  // where the pane shows another connection, or none, folds are closed
  const unfolded = timelines.flowId === flow ? timelines.open.map((fold) => fold.id) : [];
  const sheet = await readSheet(flow, unfolded, MAX_ROWS);
  const capture = session.name ?? '';
  const mounted = mount(PrintSheet, { target: document.body, props: { capture, sheet } });
  flushSync();
  const { kind, stream } = sheet.timeline.flow;
  return { name: `${capture} · ${kind}.stream ${stream}`, away: () => void unmount(mounted) };
}
