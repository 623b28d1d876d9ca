// Drawings as points, for programs that draw no SVG (LibreOffice, WPS Office): by the package resvg, with the fonts of this system.
import { escaped, FONT, MONO_FONT } from '../../draw/svg';
import type { ReportBlock } from '../../ipc/contracts/report-contract';

/** Twice as many points as a screen has, so that small words can be read on paper. */
const DENSITY = 2;
/**
 * One family that nearly every such system has for each list of ours, because resvg knows none of a list; signs that it lacks are taken from
 * another one.
 */
const FAMILIES: Readonly<Record<string, readonly [words: string, mono: string]>> = {
  win32: ['Microsoft YaHei', 'Consolas'],
  darwin: ['PingFang SC', 'Menlo'],
  linux: ['DejaVu Sans', 'DejaVu Sans Mono'],
};
const withFamilies = (svg: string): string => {
  const [words, mono] = FAMILIES[process.platform] ?? FAMILIES.linux;
  return svg.replaceAll(escaped(MONO_FONT), mono).replaceAll(escaped(FONT), words);
};

/** Bytes of all pictures of a report: those beyond are drawn by programs that draw SVG. */
const MOST_BYTES = 64 * 1024 * 1024;

export interface PictureSize {
  width: number;
  height: number;
}

/**
 * PNG by the SVG of each picture in these blocks, as far as they could be made: without the package for this system there are none.
 * @param sizeOf  px at which a picture is shown
 * @param stopped asked before each: the rest is left out
 */
export async function picturesAsPng(
  blocks: readonly ReportBlock[],
  sizeOf: (picture: PictureSize) => PictureSize,
  stopped: () => boolean,
): Promise<Map<string, Uint8Array>> {
  const made = new Map<string, Uint8Array>();
  const pictures = drawings(blocks);
  if (pictures.length === 0) return made;
  const resvg = await import('@resvg/resvg-js').catch(() => null);
  if (resvg === null) return made;
  let bytes = 0;
  for (const picture of pictures) {
    if (stopped() || bytes >= MOST_BYTES) break;
    if (made.has(picture.svg)) continue;
    const fitTo = { mode: 'width', value: DENSITY * sizeOf(picture).width } as const;
    const drawn = await resvg.renderAsync(withFamilies(picture.svg), { fitTo }).catch(() => null);
    if (drawn === null) continue;
    const png = drawn.asPng();
    bytes += png.length;
    made.set(picture.svg, png);
  }
  return made;
}

const drawings = (blocks: readonly ReportBlock[]): Extract<ReportBlock, { kind: 'picture' }>[] =>
  blocks.flatMap((block) => (block.kind === 'picture' ? [block] : block.kind === 'fold' ? drawings(block.blocks) : []));
