// Puts the timeline on paper, or in a PDF by the system's print dialog.
import { flushSync, mount, unmount } from 'svelte';
import type { TimelineRow } from '../../../src-main/ipc/engine-contract';
import { session } from '../../state/session.svelte';
import { timelines } from '../../state/timeline.svelte';
import PrintSheet from './PrintSheet.svelte';

/** More rows than this nobody reads on paper (some 40 pages); what is left out is said on the sheet. */
const MAX_ROWS = 1500;
const PAGE = 500;

/** Opens the print dialog with all rows of the layout as it is folded now. Does nothing when no timeline is shown. */
export async function printTimeline(): Promise<void> {
  const { timeline } = timelines;
  if (!timeline) return;
  const rows: TimelineRow[] = [];
  const wanted = Math.min(timeline.rows, MAX_ROWS);
  const signal = new AbortController().signal;
  while (rows.length < wanted) {
    const page = await timelines.rows(rows.length, Math.min(PAGE, wanted - rows.length), signal);
    if (page.length === 0) break;
    rows.push(...page);
  }
  const sheet = mount(PrintSheet, { target: document.body, props: { capture: session.name ?? '', timeline, rows } });
  flushSync();
  const { theme } = document.documentElement.dataset;
  document.documentElement.dataset.theme = 'light'; // paper is white
  const done = (): void => {
    document.documentElement.dataset.theme = theme;
    void unmount(sheet);
  };
  window.addEventListener('afterprint', done, { once: true });
  window.print();
}
