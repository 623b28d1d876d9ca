// The window: locked down, placed where it was left.
import { BrowserWindow, nativeTheme, screen, type Rectangle } from 'electron';
import path from 'node:path';
import * as v from 'valibot';
import { APP_URL } from './app-protocol';
import { JsonFile, type JsonTrouble } from './json-file';
import { stayHome } from './stay-home';

interface Size {
  width: number;
  height: number;
}
const SIZE: Size = { width: 1280, height: 840 };
const LEAST: Size = { width: 720, height: 480 };

/** screens are smaller, and Electron takes no number beyond 32 bits */
const FARTHEST = 100_000;
const pixels = (least: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(FARTHEST));
const boundsFrom = (least: Size) =>
  v.object({
    x: pixels(-FARTHEST),
    y: pixels(-FARTHEST),
    width: pixels(least.width),
    height: pixels(least.height),
    maximized: v.boolean(),
  });

/** A window of the app, not shown yet. `url`: its page; without it the app's. `size` and `least`: of a first one, and of any. */
export function createWindow(options: {
  preload: string;
  boundsFile: string;
  title: string;
  icon: string;
  url?: string;
  size?: Size;
  least?: Size;
  trouble: (trouble: JsonTrouble) => void;
}): BrowserWindow {
  const file = new JsonFile(options.boundsFile, options.trouble);
  const found = file.read();
  const { size = SIZE, least = LEAST } = options;
  const stored = v.safeParse(boundsFrom(least), found);
  if (found !== null && !stored.success) file.putAside(stored.issues[0].message);
  const place = stored.success ? stored.output : null;
  const window = new BrowserWindow({
    ...(place && isOnAScreen(place) ? { x: place.x, y: place.y, width: place.width, height: place.height } : size),
    minWidth: least.width,
    minHeight: least.height,
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
  if (place?.maximized) window.maximize();
  const home = options.url ?? APP_URL;
  stayHome(window.webContents, home);
  rememberBounds(window, file);
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

function rememberBounds(window: BrowserWindow, file: JsonFile): void {
  const save = () => {
    if (!window.isDestroyed() && !window.isMinimized())
      file.write({ ...window.getNormalBounds(), maximized: window.isMaximized() });
  };
  window.on('resize', save);
  window.on('move', save);
  window.on('maximize', save);
  window.on('unmaximize', save);
  window.on('close', save);
  window.on('closed', () => {
    file.flush();
  });
}

/** A screen that was unplugged must not keep the window out of sight: enough of the title bar has to be on one. */
function isOnAScreen(place: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea: area }) => {
    const across = Math.min(place.x + place.width, area.x + area.width) - Math.max(place.x, area.x);
    return across >= 200 && place.y >= area.y - 10 && place.y <= area.y + area.height - 100;
  });
}

/** Where the preload script of a build lies. */
export const preloadOf = (appPath: string): string => path.join(appPath, 'out/preload/preload.cjs');
