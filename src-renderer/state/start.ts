// Order of things before the first paint: preferences, then listeners, then the window is drawn.
import { adapters } from './adapters.svelte';
import { captureCheck } from './capture-check.svelte';
import { capture } from './capture.svelte';
import { displayFilter, expert, find, selection, session } from './window';
import { preferences } from './preferences.svelte';
import { followTheme } from './theme.svelte';

export async function start(): Promise<void> {
  window.addEventListener('unhandledrejection', (event) => session.report(event.reason));
  session.listen();
  selection.listen();
  displayFilter.listen();
  find.listen();
  expert.listen();
  capture.listen();
  captureCheck.listen();
  adapters.listen();
  await preferences.load();
  followTheme();
}
