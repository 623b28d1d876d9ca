// Closing the window, or quitting, while a capture is open.
import type { BrowserWindow } from 'electron';
import type { ShellSession } from '../shell-session';

/** The window closes when the capture is stopped, and saved or given up. */
export function leaveBeforeClosing(window: BrowserWindow, session: ShellSession): void {
  window.on('close', (event) => {
    if (!session.live.isOpen) return;
    event.preventDefault();
    void session.close().then((gone) => {
      if (gone) window.close();
    });
  });
}
