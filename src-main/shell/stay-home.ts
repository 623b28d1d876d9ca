// The window shows one page and no other. What leads away is stopped before it begins where that is told beforehand, and
// undone where it is not: about:blank and an address within the page are gone to without asking.
import type { Event, WebContents } from 'electron';

/** Another navigation of the page may get between us and home, but not for ever. */
const MOST_TRIES = 5;

/** `home`: the page's address. */
export function stayHome(contents: WebContents, home: string): void {
  const stop = (event: Event): void => {
    event.preventDefault();
  };
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', stop);
  contents.on('will-frame-navigate', stop);
  contents.on('will-redirect', stop);
  contents.on('will-attach-webview', stop);
  // a page that wants to be asked before it is left: it is not
  contents.on('will-prevent-unload', stop);

  const isHome = (url: string): boolean => url.replace(/#.*$/s, '') === home;
  const load = (tries: number): void => {
    if (contents.isDestroyed() || isHome(contents.getURL())) return;
    contents.loadURL(home).catch(() => {
      if (tries > 1) load(tries - 1);
    });
  };
  // not from inside the event: Chromium is in the middle of a navigation
  const goHome = (): void => {
    setImmediate(() => {
      load(MOST_TRIES);
    });
  };
  contents.on('did-navigate', (_event, url) => {
    if (!isHome(url)) goHome();
  });
  // nothing is loaded there, but a reload would miss the page
  contents.on('did-navigate-in-page', (_event, url, isMainFrame) => {
    if (isMainFrame && !isHome(url)) goHome();
  });
  // the page is an error page now
  contents.on('did-fail-load', (_event, code, _words, url, isMainFrame) => {
    if (isMainFrame && code !== ABORTED && !isHome(url)) goHome();
  });
}

/** Chromium's number for a navigation that another one took the place of */
const ABORTED = -3;
