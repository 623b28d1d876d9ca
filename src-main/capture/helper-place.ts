// Where the capture helper lies: in the installed app, in a checkout, or installed alone beside an app in an image.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface HelperPlace {
  file: string;
  /** it can be built here */
  isCheckout: boolean;
  /** the app runs from a mounted image (AppImage), where no file can have rights: the helper in it, to be installed alone */
  inImage?: string;
}

const NAME = process.platform === 'win32' ? 'capture-helper.exe' : 'capture-helper';

/** Where `installRemedy` puts the helper of an image. */
export const HELPER_ALONE = '/usr/local/libexec/synscope/capture-helper';

/**
 * The helper of an installed app (`resources`: Electron's resources folder), else of a checkout (`checkout`: its root).
 * `image`: the app runs from this AppImage; then the one that was installed alone comes first.
 * SYNSCOPE_CAPTURE_HELPER names another one. Where there is none, the place where it should be.
 */
export function locateHelper(roots: { resources?: string; checkout?: string; image?: string }): HelperPlace {
  const named = process.env.SYNSCOPE_CAPTURE_HELPER;
  if (named) return { file: named, isCheckout: false };
  const places: HelperPlace[] = [];
  if (roots.resources) {
    const file = join(roots.resources, 'bin', NAME);
    if (roots.image) places.push({ file: HELPER_ALONE, isCheckout: false, inImage: file });
    places.push({ file, isCheckout: false, ...(roots.image ? { inImage: file } : {}) });
  }
  if (roots.checkout) places.push({ file: join(roots.checkout, 'native', 'build', NAME), isCheckout: true });
  const fallback = places.at(-1) ?? { file: NAME, isCheckout: false };
  return places.find((place) => existsSync(place.file)) ?? fallback;
}
