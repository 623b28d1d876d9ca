// The app from start to end: one instance, its windows, parts put together.
import { app, dialog, type BrowserWindow } from 'electron';
import { rmSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { capDriver } from '../capture/cap/cap-driver';
import { locateCap } from '../capture/cap/cap-fork';
import { helperDriver } from '../capture/helper-driver';
import { locateHelper, type HelperPlace } from '../capture/helper-place';
import { AppWindows } from './app-windows';
import { APP_ORIGIN, declareAppScheme, serveApp } from './app-protocol';
import { parseCommandLine, type CommandLine } from './command-line';
import { Diagnostics, logFolder } from './diagnostics';
import { EngineHost } from './engine-host';
import { FolderHost } from './folder-host';
import { Folders } from './folders';
import { PreferenceStore } from './preferences';
import { Profiles } from './profiles';
import { KeyLogs } from './key-logs';
import { RecentFiles } from './recent-files';
import { utilityCapFork } from './live/cap-utility';
import { CaptureFolder } from './live/capture-folder';
import { DriverChoice } from '../capture/driver-choice';
import { OwnCourses } from './own-courses';
import { PracticeScores } from './practice-scores';
import { answerRequests } from './renderer-link';
import { Samples } from './samples';
import { saveScreenshot } from './screenshot';
import type { ShellSession } from './shell-session';
import { leaveBeforeQuitting } from './live/leaving';
import type { JsonTrouble } from './json-file';
import { DataNotices, usableFolder, whyUnusable, type Remembered } from './user-data';
import { createWindow, preloadOf } from './window';
import { WindowBounds } from './window-bounds';
import type { Rectangle } from './window-place';

/** Sizes of the window and of that of a packet, in pixels: at first, and the least. */
const MAIN_SIZES = { first: { width: 1280, height: 840 }, least: { width: 720, height: 480 } };
const PACKET_SIZES = { first: { width: 760, height: 560 }, least: { width: 420, height: 300 } };

const secondInstance = v.object({ file: v.nullable(v.string()) });

/** Start the app. Returns at once: an ES module that waits for `ready` here would never see it. */
export function runApp(): void {
  const notices = new DataNotices();
  // Chromium keeps its lock there: with a folder that cannot be used, no start would ever be the first one
  const home = app.getPath('userData');
  const usable = usableFolder(home, 'shell.data.home', notices);
  if (usable !== home) app.setPath('userData', usable);
  const command = parseCommandLine(process.argv, process.defaultApp, process.cwd());
  // a second start hands its file to the first one and ends
  if (!app.requestSingleInstanceLock({ file: command.file })) {
    app.quit();
    return;
  }
  const diagnostics = new Diagnostics(logFolder(app.getPath('userData')));
  // with --no-sandbox (root, where Chromium has no sandbox) this would leave processes that refuse to start
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  declareAppScheme();
  let windows: AppWindows | null = null;
  const early: string[] = [];
  // macOS hands over files this way, one at a time, maybe before there is a window
  app.on('open-file', (event, file) => {
    event.preventDefault();
    if (windows) void windows.openFile(file);
    else early.push(file);
  });
  app
    .whenReady()
    .then(() => {
      const [file = command.file, ...more] = early;
      windows = start({ ...command, file }, notices, diagnostics);
      for (const one of more) void windows.openFile(one);
    })
    .catch((error: unknown) => {
      // without a window nobody could end the process, which has the lock
      console.error(error);
      dialog.showErrorBox(app.name, String(error));
      app.exit(1);
    });
  app.on('window-all-closed', () => {
    app.quit();
  });
}

function start(command: CommandLine, notices: DataNotices, diagnostics: Diagnostics): AppWindows {
  diagnostics.started();
  const root = app.getAppPath();
  const data = app.getPath('userData');
  const ownCache = path.join(data, 'captures');
  const cacheDir = usableFolder(ownCache, 'shell.data.cache', notices);
  const live = path.join(data, 'live');
  const noLive = whyUnusable(live);
  if (noLive !== null) notices.add('shell.data.live', { file: live, detail: noLive });
  const hear =
    (what: Remembered) =>
    ({ kind, file, aside, detail }: JsonTrouble): void => {
      notices.add(`shell.data.${kind}`, { what, file, aside, detail });
    };
  // beside app.asar in a package, in the checkout else
  const resources = app.isPackaged ? process.resourcesPath : path.join(root, 'resources');
  const devUrl = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL;
  const devOrigin = devUrl ? new URL(devUrl).origin : null;
  serveApp(path.join(root, 'out/renderer'), devOrigin);

  const look = { preload: preloadOf(root), icon: path.join(resources, 'icons/256x256.png') };
  const bounds = new WindowBounds(path.join(data, 'window.json'), MAIN_SIZES, hear('window'));
  const packetBounds = new WindowBounds(path.join(data, 'packet-window.json'), PACKET_SIZES, hear('window'));
  const preferences = new PreferenceStore(path.join(data, 'preferences.json'), hear('preferences'));
  const shared = {
    preferences,
    profiles: new Profiles(path.join(data, 'profiles.json'), preferences, hear('profiles')),
    recent: new RecentFiles(path.join(data, 'recent.json'), hear('recent')),
    keyLogs: new KeyLogs(path.join(data, 'key-logs.json'), hear('recent')),
    folders: new Folders(path.join(data, 'folders.json'), hear('folders')),
    stores: path.join(data, 'indexes'),
    cacheDir,
    practice: new PracticeScores(path.join(data, 'practice.json'), hear('practice')),
    courses: new OwnCourses(path.join(data, 'courses.json'), hear('practice')),
    samples: new Samples(path.join(resources, 'samples')),
    drivers: new DriverChoice(
      helperDriver(helperPlace(root)),
      capDriver(utilityCapFork(path.join(root, 'out/main/cap-process.js'), locateCap())),
    ),
    folder: new CaptureFolder(live),
    notices,
    diagnostics,
    createPacketWindow: (frame: number, title: string) =>
      createWindow({ ...look, title, bounds: packetBounds, url: packetUrl(devUrl, frame) }),
  };
  const windows = new AppWindows({
    shared,
    createWindow: (place?: Rectangle) => createWindow({ ...look, title: app.name, bounds, place, url: devUrl }),
    createEngine: () => new EngineHost(path.join(root, 'out/main/engine.js'), cacheDir),
    createFolderHost: () => new FolderHost(path.join(root, 'out/main/folder-process.js')),
    least: MAIN_SIZES.least,
  });
  leaveBeforeQuitting(() => windows.sessions);
  answerRequests((sender) => windows.handlersOf(sender), devOrigin === null ? [APP_ORIGIN] : [APP_ORIGIN, devOrigin]);

  app.on('second-instance', (_event, _argv, _cwd, extra) => {
    const message = v.safeParse(secondInstance, extra);
    if (message.success && message.output.file !== null) void windows.openFile(message.output.file);
    else windows.showLast();
  });
  app.on('will-quit', () => {
    for (const session of windows.sessions) session.ended();
    const { profiles, recent, keyLogs, practice, courses, folders } = shared;
    for (const store of [profiles, preferences, recent, keyLogs, practice, courses, folders]) store.flush();
    if (cacheDir !== ownCache) rmSync(cacheDir, { recursive: true, force: true, maxRetries: 2 });
  });
  const { window, session } = windows.open(command.file);
  if (command.screenshot !== null) takePicture(session, window, command.screenshot);
  return windows;
}

/** The page of a packet's window: which packet it is stands behind its address. */
const packetUrl = (devUrl: string | undefined, frame: number): string =>
  `${devUrl === undefined ? APP_ORIGIN : new URL(devUrl).origin}/packet.html?frame=${frame}`;

const helperPlace = (root: string): HelperPlace =>
  locateHelper(app.isPackaged ? { resources: process.resourcesPath, image: process.env.APPIMAGE } : { checkout: root });

function takePicture(session: ShellSession, window: BrowserWindow, file: string): void {
  session.onSettled = () => {
    session.onSettled = () => undefined;
    saveScreenshot(window, file).then(
      () => {
        window.close(); // and with the last window the app
      },
      (error: unknown) => {
        console.error(`synscope: cannot save ${file}: ${String(error)}`);
        app.exit(1);
      },
    );
  };
}
