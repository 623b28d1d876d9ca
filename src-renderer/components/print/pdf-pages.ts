// Pages of a PDF of ours as pictures. The library reads it on this thread: a thread of its own could only be had by loosening the policy
// of the page, and the pages that are looked at are few.
import type { PDFDocumentProxy, RenderTask } from 'pdfjs-dist';

/** Throws where it is no PDF. */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const [{ getDocument }, reader] = await Promise.all([
    import('pdfjs-dist/legacy/build/pdf.mjs'),
    import('pdfjs-dist/legacy/build/pdf.worker.mjs'),
  ]);
  (globalThis as { pdfjsWorker?: unknown }).pdfjsWorker = reader;
  const data = bytes.slice(); // it keeps them for itself
  return getDocument({ data, isEvalSupported: false, useWasm: false, useWorkerFetch: false, verbosity: 0 }).promise;
}

/** How large a page is drawn: as it fits into the room, as wide as that, or percent of its size on paper. */
export type PageZoom = 'fit' | 'width' | number;

/** px of the screen a point of paper is at 100 % */
const PX_PER_POINT = 96 / 72;

/** Draws page `number` (from 1) on the canvas. What comes back ends the drawing; `done` is called when it is there. */
export function drawPage(
  pdf: PDFDocumentProxy,
  number: number,
  canvas: HTMLCanvasElement,
  { zoom, width, height }: { zoom: PageZoom; width: number; height: number },
  done: () => void,
): () => void {
  let task: RenderTask | null = null;
  let ended = false;
  const draw = async (): Promise<void> => {
    const page = await pdf.getPage(number);
    if (ended) return;
    const own = page.getViewport({ scale: 1 });
    const wide = width / own.width;
    const scale =
      zoom === 'fit' ? Math.min(wide, height / own.height) : zoom === 'width' ? wide : (zoom / 100) * PX_PER_POINT;
    const finer = window.devicePixelRatio;
    const viewport = page.getViewport({ scale: Math.max(0.05, scale) * finer });
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    canvas.style.width = `${canvas.width / finer}px`;
    canvas.style.height = `${canvas.height / finer}px`;
    task = page.render({ canvas, viewport });
    await task.promise;
    if (!ended) done();
  };
  // what was given up is no mistake
  draw().catch((error: unknown) => {
    if (!ended) throw error;
  });
  return () => {
    ended = true;
    task?.cancel();
  };
}
