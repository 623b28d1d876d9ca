// The app from start to end: one window, one instance, parts put together.
import { app, dialog, type BrowserWindow, type WebContents } from 'electron';
import { rmSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { capDriver } from '../capture/cap/cap-driver';
import { locateCap } from '../capture/cap/cap-fork';
import { helperDriver } from '../capture/helper-driver';
import { locateHelper, type HelperPlace } from '../capture/helper-place';
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
import { ShellSession } from './shell-session';
import { leaveBeforeClosing } from './live/leaving';
import type { JsonTrouble } from './json-file';
import { DataNotices, usableFolder, whyUnusable, type Remembered } from './user-data';
import { createWindow, preloadOf } from './window';

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
  let session: ShellSession | null = null;
  let early: string | null = null;
  // macOS hands over files this way, maybe before there is a window
  app.on('open-file', (event, file) => {
    event.preventDefault();
    if (session) void session.openPath(file);
    else early = file;
  });
  app
    .whenReady()
    .then(() => {
      session = start({ ...command, file: early ?? command.file }, notices, diagnostics);
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

function start(command: CommandLine, notices: DataNotices, diagnostics: Diagnostics): ShellSession {
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

  const window = createWindow({
    preload: preloadOf(root),
    boundsFile: path.join(data, 'window.json'),
    title: app.name,
    icon: path.join(resources, 'icons/256x256.png'),
    url: devUrl,
    trouble: hear('window'),
  });
  const preferences = new PreferenceStore(path.join(data, 'preferences.json'), hear('preferences'));
  const parts = {
    window,
    engine: new EngineHost(path.join(root, 'out/main/engine.js'), cacheDir),
    preferences,
    profiles: new Profiles(path.join(data, 'profiles.json'), preferences, hear('profiles')),
    recent: new RecentFiles(path.join(data, 'recent.json'), hear('recent')),
    keyLogs: new KeyLogs(path.join(data, 'key-logs.json'), hear('recent')),
    folders: new Folders(path.join(data, 'folders.json'), hear('folders')),
    folderHost: new FolderHost(path.join(root, 'out/main/folder-process.js')),
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
      createWindow({
        preload: preloadOf(root),
        boundsFile: path.join(data, 'packet-window.json'),
        title,
        icon: path.join(resources, 'icons/256x256.png'),
        url: packetUrl(devUrl, frame),
        size: { width: 760, height: 560 },
        least: { width: 420, height: 300 },
        trouble: hear('window'),
      }),
  };
  if (command.file !== null) parts.engine.prepare();
  const session = new ShellSession(parts);
  leaveBeforeClosing(window, session);
  const handlers = session.handlers();
  const handlersOf = (sender: WebContents) =>
    sender === window.webContents ? handlers : session.packets.handlersOf(sender);
  answerRequests(handlersOf, devOrigin === null ? [APP_ORIGIN] : [APP_ORIGIN, devOrigin]);

  app.on('second-instance', (_event, _argv, _cwd, extra) => {
    const message = v.safeParse(secondInstance, extra);
    if (message.success && message.output.file !== null) void session.openPath(message.output.file);
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('will-quit', () => {
    parts.engine.quit();
    parts.folderHost.quit();
    parts.profiles.flush();
    parts.preferences.flush();
    parts.recent.flush();
    parts.keyLogs.flush();
    parts.folders.flush();
    parts.practice.flush();
    parts.courses.flush();
    if (cacheDir !== ownCache) rmSync(cacheDir, { recursive: true, force: true, maxRetries: 2 });
  });
  if (command.screenshot !== null) takePicture(session, window, command.screenshot);
  if (command.file !== null) void session.openPath(command.file);
  return session;
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
