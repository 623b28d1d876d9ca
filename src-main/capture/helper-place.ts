// Where the capture helper lies: in the installed app, or in a checkout.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface HelperPlace {
  file: string;
  /** it can be built here */
  isCheckout: boolean;
}

const NAME = process.platform === 'win32' ? 'capture-helper.exe' : 'capture-helper';

/**
 * The helper of an installed app (`resources`: Electron's resources folder), else of a checkout (`checkout`: its root).
 * SYNSCOPE_CAPTURE_HELPER names another one. Where there is none, the place where it should be.
 */
export function locateHelper(roots: { resources?: string; checkout?: string }): HelperPlace {
  const named = process.env.SYNSCOPE_CAPTURE_HELPER;
  if (named) return { file: named, isCheckout: false };
  const places: HelperPlace[] = [];
  if (roots.resources) places.push({ file: join(roots.resources, 'bin', NAME), isCheckout: false });
  if (roots.checkout) places.push({ file: join(roots.checkout, 'native', 'build', NAME), isCheckout: true });
  const fallback = places.at(-1) ?? { file: NAME, isCheckout: false };
  return places.find((place) => existsSync(place.file)) ?? fallback;
}
