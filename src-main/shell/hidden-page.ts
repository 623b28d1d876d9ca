// A page of ours that nobody sees, to be printed: it holds no script and refers to nothing, in sandboxed contents that could run none and
// load nothing. They have no window unless they are given one: without a display there can be none.
import { BrowserWindow, WebContentsView, type WebContents, type WebPreferences } from 'electron';
import { pathToFileURL } from 'node:url';

/** `partition`: of what is printed at once each has its own; nothing of it is kept. */
const preferences = (partition: string): WebPreferences => ({
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  javascript: false,
  webgl: false,
  partition,
  backgroundThrottling: false,
});

async function load(contents: WebContents, html: string): Promise<void> {
  const { session } = contents;
  const own = pathToFileURL(html).href;
  session.webRequest.onBeforeRequest(({ url }, callback) => {
    callback({ cancel: url !== own });
  });
  session.setPermissionRequestHandler((_contents, _permission, callback) => {
    callback(false);
  });
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  await contents.loadURL(own);
}

/** Does some work on the HTML file `html`, which goes away behind it. Rejects as the work does, or where the file cannot be read. */
export async function onHiddenPage<T>(
  html: string,
  partition: string,
  work: (contents: WebContents) => Promise<T>,
): Promise<T> {
  const { webContents: contents } = new WebContentsView({ webPreferences: preferences(partition) });
  try {
    await load(contents, html);
    return await work(contents);
  } finally {
    contents.close();
  }
}

/** The same in a window that is never shown, over which a dialog of the system can stand. */
export async function inHiddenWindow<T>(
  html: string,
  partition: string,
  parent: BrowserWindow,
  work: (contents: WebContents) => Promise<T>,
): Promise<T> {
  const window = new BrowserWindow({ show: false, parent, webPreferences: preferences(partition) });
  try {
    await load(window.webContents, html);
    return await work(window.webContents);
  } finally {
    window.destroy();
  }
}
