// Order of things before the first paint: preferences, then listeners, then the window is drawn.
import { preferences } from './preferences.svelte';
import { selection } from './selection.svelte';
import { session } from './session.svelte';
import { followTheme } from './theme.svelte';

export async function start(): Promise<void> {
  window.addEventListener('unhandledrejection', (event) => session.report(event.reason));
  session.listen();
  selection.listen();
  await preferences.load();
  followTheme();
}
