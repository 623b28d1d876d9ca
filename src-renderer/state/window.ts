// The controllers of this window, put together: what is open, selected, filtered.
import { engine, shell } from './client';
import { Expert } from './expert.svelte';
import { DisplayFilter } from './display-filter.svelte';
import { Find } from './find.svelte';
import { preferences } from './preferences.svelte';
import { Selection } from './selection.svelte';
import { Session } from './session.svelte';
import { Tabs } from './tabs.svelte';
import { TimelineState } from './timeline.svelte';
import { VerdictState } from './verdict.svelte';
import { Walk } from './walk';

export const session = new Session({ engine, shell });
export const tabs = new Tabs({ preferences });
export const selection = new Selection({ engine, session, tabs }, () => preferences.isOn('secondOpinion', true));
export const displayFilter = new DisplayFilter({ engine, preferences, selection, session });
export const find = new Find({ engine, preferences, displayFilter, selection, session });
export const timelines = new TimelineState({ engine, session });
export const expert = new Expert({ engine, displayFilter, session });
export const verdicts = new VerdictState({ engine, session });
export const walk = new Walk({ engine, displayFilter, selection, session });
