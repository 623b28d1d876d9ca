// `--screenshot=FILE`: a picture of the window when it has come to rest.
import type { BrowserWindow } from 'electron';
import { writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

const STEP_MS = 250;
const LONGEST_STEPS = 40;

/** Save what `window` shows as PNG once two pictures in a row are the same, or after ten seconds. */
export async function saveScreenshot(window: BrowserWindow, file: string): Promise<void> {
  let before: Uint8Array = new Uint8Array(0);
  let picture = await window.webContents.capturePage();
  for (let step = 0; step < LONGEST_STEPS; step++) {
    const pixels = picture.toBitmap();
    if (pixels.length > 0 && pixels.equals(before)) break;
    before = pixels;
    await wait(STEP_MS);
    picture = await window.webContents.capturePage();
  }
  await writeFile(file, picture.toPNG());
}
