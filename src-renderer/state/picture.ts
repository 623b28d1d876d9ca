// A picture that is drawn as SVG, as points.
import { utf8 } from '../../src-main/text/utf8';
import { shell } from './client';
import { copyPicture } from './clipboard';
import type { MenuEntry } from './context-menu.svelte';
import { t } from './i18n.svelte';

export interface Picture {
  svg: string;
  /** px */
  width: number;
  height: number;
}

/** How much finer than the screen a picture may be wanted: for mail, for documents, for paper. */
const SCALES = [1, 2, 4] as const;
/** Points that a side may have: what is larger is made less fine. */
const MOST_POINTS = 16_000;

export const sourceOf = (svg: string): string => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;

/** PNG, `scale` times as fine as the screen. */
export async function pngOf({ svg, width, height }: Picture, scale: number): Promise<Uint8Array<ArrayBuffer>> {
  const image = new Image();
  image.src = sourceOf(svg);
  await image.decode();
  const fine = Math.min(scale, MOST_POINTS / Math.max(width, height));
  const canvas = new OffscreenCanvas(Math.round(width * fine), Math.round(height * fine));
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return new Uint8Array(await blob.arrayBuffer());
}

/** Entries of a menu that keep it as a file or copy it; `name`: of the file, without ending; `picture` null: there is none any more. */
export const pictureEntries = (name: () => string, picture: () => Picture | null): MenuEntry[] => [
  { id: 'save-picture-svg', label: t('picture.svg'), run: () => void save(name(), 'svg', picture()) },
  ...SCALES.map((scale) => ({
    id: `save-picture-png-${scale}`,
    label: t('picture.png', { scale }),
    run: () => void save(name(), 'png', picture(), scale),
  })),
  'separator',
  ...SCALES.map((scale) => ({
    id: `copy-picture-${scale}`,
    label: t('picture.copy', { scale }),
    run: () => void copy(picture(), scale),
  })),
];

async function save(name: string, kind: 'svg' | 'png', picture: Picture | null, scale = 1): Promise<void> {
  if (picture === null) return;
  const data = kind === 'svg' ? utf8(picture.svg) : await pngOf(picture, scale);
  await shell.request('saveFile', { name: `${name}.${kind}`, kind, data });
}

async function copy(picture: Picture | null, scale: number): Promise<void> {
  if (picture !== null) await copyPicture(await pngOf(picture, scale));
}
