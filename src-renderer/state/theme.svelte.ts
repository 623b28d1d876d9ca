// Which theme is on and how much contrast it has, as `data-theme` and `data-contrast` of the document: the styles hang on them.
import { MediaQuery } from 'svelte/reactivity';
import { preferences } from './window';

const systemIsDark = new MediaQuery('(prefers-color-scheme: dark)');
const systemWantsMore = new MediaQuery('(prefers-contrast: more)');
const systemHasColours = new MediaQuery('(forced-colors: active)');

class Theme {
  readonly current = $derived<'light' | 'dark'>(this.#resolve());

  readonly contrast = $derived<'normal' | 'more'>(this.#resolveContrast());

  #resolveContrast(): 'normal' | 'more' {
    const chosen = preferences.now.contrast;
    if (chosen !== 'system') return chosen;
    return systemWantsMore.current || systemHasColours.current ? 'more' : 'normal';
  }

  #resolve(): 'light' | 'dark' {
    const chosen = preferences.now.theme;
    return chosen === 'system' ? (systemIsDark.current ? 'dark' : 'light') : chosen;
  }

  toggle(): void {
    preferences.set({ theme: this.current === 'dark' ? 'light' : 'dark' });
  }
}

export const theme = new Theme();

/** Keeps the document's theme, contrast and language attributes up to date for the life of the window. */
export function followTheme(): void {
  $effect.root(() => {
    $effect(() => {
      document.documentElement.dataset.theme = theme.current;
      document.documentElement.dataset.contrast = theme.contrast;
      document.documentElement.lang = preferences.language;
    });
  });
}
