// What the controllers of the window take of each other, and no more: a test puts its own in place of it.
import type { EngineClient, ShellClient } from './client';
import type { DisplayFilter } from './filter/display-filter.svelte';
import type { PreferencesState } from './preferences.svelte';
import type { Selection } from './selection.svelte';
import type { Session } from './session.svelte';
import type { Tabs } from './tabs.svelte';

export interface Parts {
  engine: Pick<EngineClient, 'request' | 'on' | 'onConnect' | 'disconnect'>;
  shell: Pick<ShellClient, 'request' | 'on'>;
  preferences: Pick<PreferencesState, 'now' | 'set' | 'language'>;
  session: Pick<Session, 'frames' | 'generation' | 'report' | 'status' | 'stem'>;
  tabs: Pick<Tabs, 'current' | 'show'>;
  selection: Pick<Selection, 'frame' | 'flow' | 'selectFrame' | 'showTab' | 'refresh' | 'settledFlow'>;
  displayFilter: Pick<DisplayFilter, 'source' | 'total'>;
}
