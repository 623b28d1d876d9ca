// What the window puts on the clipboard; by way of the main process, so that the page needs no permission.
import electron, { clipboard, nativeImage, type NativeImage } from 'electron';
import { tableHtml, tableText } from '../text/table-clip';

/** The clipboard of Electron before 45, as the runtime for development may have it: without `ClipboardItem`, and without a promise. */
interface EarlierClipboard {
  write(data: { text?: string; html?: string; image?: NativeImage }): void;
}
const { ClipboardItem } = electron as { ClipboardItem?: typeof electron.ClipboardItem };
const earlier = clipboard as unknown as EarlierClipboard;

export const copyText = (text: string): Promise<void> => clipboard.writeText(text);

/** As a table for programs that take one, as text with tabs for all others. The first row holds the titles. */
export async function copyTable(rows: readonly (readonly string[])[]): Promise<void> {
  const [text, html] = [tableText(rows), tableHtml(rows)];
  if (!ClipboardItem) return earlier.write({ text, html });
  await clipboard.write([new ClipboardItem({ 'text/plain': text, 'text/html': html })]);
}

/** Bytes that are no picture change nothing. */
export async function copyPicture(png: Uint8Array): Promise<void> {
  const image = nativeImage.createFromBuffer(Buffer.from(png.buffer, png.byteOffset, png.byteLength));
  if (image.isEmpty()) return;
  if (!ClipboardItem) return earlier.write({ image });
  const blob = new Blob([new Uint8Array(image.toPNG())], { type: 'image/png' });
  await clipboard.write([new ClipboardItem({ 'image/png': blob })]);
}
