// Closing a window, or quitting, while live captures are open.
import { app, type BrowserWindow } from 'electron';
import type { ShellSession } from '../shell-session';

/** The window closes when the capture is stopped, and saved or given up. */
export function leaveBeforeClosing(window: BrowserWindow, session: ShellSession): void {
  window.on('close', (event) => {
    if (!session.live.isOpen) return;
    event.preventDefault();
    void session.close().then((gone) => {
      if (gone && !window.isDestroyed()) window.close();
    });
  });
}

/** The app quits when each window has been asked, and none wants to stay; until then all of them do. */
export function leaveBeforeQuitting(sessions: () => ShellSession[]): void {
  let isAsking = false;
  app.on('before-quit', (event) => {
    const open = sessions().filter(({ live }) => live.isOpen);
    if (open.length === 0) return;
    event.preventDefault();
    if (isAsking) return;
    isAsking = true;
    void mayLeaveAll(open)
      .then(async (mayLeave) => {
        if (!mayLeave) return;
        for (const { live } of open) await live.leave();
        app.quit();
      })
      .finally(() => {
        isAsking = false;
      });
  });
}

/** One after the other, the window that was used last first. */
async function mayLeaveAll(sessions: readonly ShellSession[]): Promise<boolean> {
  for (const session of sessions.toReversed()) {
    session.show();
    if (!(await session.live.mayLeave())) return false;
  }
  return true;
}
