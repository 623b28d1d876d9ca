// The page itself as pages of paper, for what it lays out itself.
import { pageStyle } from '../../../src-main/draw/page-style';
import type { PageSetup } from '../../../src-main/ipc/contracts/print-contract';
import { t } from '../../state/i18n.svelte';

/** Its pages are like this, with `name` at their foot; what comes back ends that. */
export function onPaper(setup: PageSetup, name: string): () => void {
  const pages = new CSSStyleSheet();
  pages.replaceSync(pageStyle(setup, name, (page, all) => t('timeline.sheet.page', { page, pages: all })));
  document.adoptedStyleSheets.push(pages);
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== pages);
  };
}
