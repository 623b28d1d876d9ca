// What the items of the menu do that every program has, where they are not chosen in the menu.
import { app, type BrowserWindow } from 'electron';
import type { Role } from '../ipc/commands/command';

const ROLES: Record<Role, (window: BrowserWindow) => void> = {
  quit: () => {
    app.quit();
  },
  undo: ({ webContents }) => {
    webContents.undo();
  },
  redo: ({ webContents }) => {
    webContents.redo();
  },
  cut: ({ webContents }) => {
    webContents.cut();
  },
  copy: ({ webContents }) => {
    webContents.copy();
  },
  paste: ({ webContents }) => {
    webContents.paste();
  },
  selectAll: ({ webContents }) => {
    webContents.selectAll();
  },
  togglefullscreen: (window) => {
    window.setFullScreen(!window.isFullScreen());
  },
  toggleDevTools: ({ webContents }) => {
    webContents.toggleDevTools();
  },
};

export const playRole = (role: Role, window: BrowserWindow): void => {
  ROLES[role](window);
};
