// Which theme is on, as `data-theme` of the document: the styles hang on it.
import { MediaQuery } from 'svelte/reactivity';
import { preferences } from './window';

const systemIsDark = new MediaQuery('(prefers-color-scheme: dark)');

class Theme {
  readonly current = $derived<'light' | 'dark'>(this.#resolve());

  #resolve(): 'light' | 'dark' {
    const chosen = preferences.now.theme;
    return chosen === 'system' ? (systemIsDark.current ? 'dark' : 'light') : chosen;
  }

  toggle(): void {
    preferences.set({ theme: this.current === 'dark' ? 'light' : 'dark' });
  }
}

export const theme = new Theme();

/** Keeps the document's theme and language attributes up to date for the life of the window. */
export function followTheme(): void {
  $effect.root(() => {
    $effect(() => {
      document.documentElement.dataset.theme = theme.current;
      document.documentElement.lang = preferences.language;
    });
  });
}
