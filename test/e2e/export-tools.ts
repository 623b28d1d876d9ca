// Where exports of a test go, and how they end.
import { type App, expect } from './app';

/** The next file is saved here, without a dialog. */
export async function saveTo(app: App, file: string): Promise<void> {
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
}

/** Exports what the open dialog says. */
export async function exportTo(app: App, file: string, end: string): Promise<void> {
  await saveTo(app, file);
  await app.part('export-choose').click();
  await expect(app.part('export-status')).toHaveAttribute('data-end', end);
}
