// The window: locked down, placed where it was left.
import { BrowserWindow, nativeTheme } from 'electron';
import path from 'node:path';
import { APP_URL } from './app-protocol';
import { stayHome } from './stay-home';
import type { WindowBounds } from './window-bounds';
import type { Rectangle } from './window-place';

/**
 * A window of the app, not shown yet. `bounds`: where windows of its kind are left; `place`: where this one goes, all the same. `url`: its
 * page; without it the app's.
 */
export function createWindow(options: {
  preload: string;
  bounds: WindowBounds;
  place?: Rectangle;
  title: string;
  icon: string;
  url?: string;
}): BrowserWindow {
  const { bounds } = options;
  const { place, maximized } = options.place ? { place: options.place, maximized: false } : bounds.next();
  const window = new BrowserWindow({
    ...place,
    minWidth: bounds.least.width,
    minHeight: bounds.least.height,
    title: options.title,
    icon: options.icon,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1b1d21' : '#ffffff',
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      disableDialogs: true,
      // pickers of files and of colours wait for the user, in the page's name: they are not there
      disableBlinkFeatures: 'FileSystemAccessLocal,EyeDropperAPI',
    },
  });
  if (maximized) window.maximize();
  const home = options.url ?? APP_URL;
  stayHome(window.webContents, home);
  bounds.remember(window);
  // the title names the capture; the page's <title> does not
  window.on('page-title-updated', (event) => {
    event.preventDefault();
  });
  window.once('ready-to-show', () => {
    window.show();
  });
  void window.loadURL(home);
  return window;
}

/** Where the preload script of a build lies. */
export const preloadOf = (appPath: string): string => path.join(appPath, 'out/preload/preload.cjs');
