// Puts the timeline of the selected connection on paper, or in a PDF by the system's print dialog.
import { flushSync, mount, unmount } from 'svelte';
import { dialogs } from '../../../state/dialogs.svelte';
import { t } from '../../../state/i18n.svelte';
import { selection, session, timelines } from '../../../state/window';
import { readSheet, type TimelineSheet } from '../../../state/views/timeline-sheet';
import { pageStyle } from './page-style';
import PrintSheet from './PrintSheet.svelte';

/** More rows than this nobody reads on paper (some 60 pages); what is left out is said on the sheet. */
const MAX_ROWS = 1500;

let isPrinting = false;

/** Opens the print dialog with all rows of the layout as it is folded now; without a connection says what to do for one. */
export async function printTimeline(): Promise<void> {
  const { flow } = selection;
  if (flow < 0) {
    dialogs.printHint = true;
    return;
  }
  if (isPrinting) return;
  isPrinting = true;
  try {
    // where the pane shows another connection, or none, folds are closed
    const unfolded = timelines.flowId === flow ? timelines.open.map((fold) => fold.id) : [];
    print(await readSheet(flow, unfolded, MAX_ROWS));
  } catch (error) {
    session.report(error);
    isPrinting = false;
  }
}

function print(sheet: TimelineSheet): void {
  const { kind, stream } = sheet.timeline.flow;
  const name = `${session.name ?? ''} · ${kind}.stream ${stream}`;
  const pages = new CSSStyleSheet();
  pages.replaceSync(pageStyle(name, (page, all) => t('timeline.sheet.page', { page, pages: all })));
  const mounted = mount(PrintSheet, { target: document.body, props: { capture: session.name ?? '', sheet } });
  document.adoptedStyleSheets.push(pages);
  flushSync();
  const done = (): void => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== pages);
    isPrinting = false;
    void unmount(mounted);
  };
  window.addEventListener('afterprint', done, { once: true });
  window.print();
}
