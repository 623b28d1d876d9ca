// Order of things before the first paint: preferences, then listeners, then the window is drawn.
import {
  adapters,
  capture,
  captureCheck,
  comparing,
  colouring,
  displayFilter,
  expert,
  keyDoctor,
  tlsList,
  find,
  folders,
  preferences,
  selection,
  session,
  sql,
  statistics,
} from './window';
import { engine } from './client';
import { t } from './i18n.svelte';
import { followTheme } from './theme.svelte';
import { toasts } from './toasts.svelte';

export async function start(): Promise<void> {
  window.addEventListener('unhandledrejection', (event) => session.report(event.reason));
  session.listen();
  selection.listen();
  displayFilter.listen();
  colouring.listen();
  find.listen();
  expert.listen();
  engine.onConnect(() => sql.reset());
  folders.listen();
  comparing.listen();
  tlsList.listen();
  keyDoctor.listen();
  statistics.listen();
  capture.listen();
  captureCheck.listen();
  adapters.listen();
  capture.onSaved = () => toasts.show(t('live.saved'));
  window.addEventListener('pagehide', () => preferences.save());
  await preferences.load();
  followTheme();
}
