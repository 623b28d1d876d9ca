// What each page of an open capture draws. Their order, names and keys are declared in `src-main/ipc/views.ts`; one that has no line here
// does not compile.
import type { Component } from 'svelte';
import type { ViewId } from '../../src-main/ipc/views';
import SelectedField from '../components/packets/SelectedField.svelte';
import TimeMenu from '../components/packets/TimeMenu.svelte';
import CompareView from './CompareView.svelte';
import ConnectionsView from './ConnectionsView.svelte';
import ExpertView from './ExpertView.svelte';
import FollowView from './FollowView.svelte';
import GraphsView from './GraphsView.svelte';
import PacketsView from './PacketsView.svelte';
import SqlView from './SqlView.svelte';
import StatisticsView from './StatisticsView.svelte';
import TlsView from './TlsView.svelte';

interface View {
  component: Component;
  /** what it adds to the toolbar */
  tools?: Component;
  /** what it says in the status bar */
  status?: Component;
}

export const VIEW: Record<ViewId, View> = {
  packets: { component: PacketsView, tools: TimeMenu, status: SelectedField },
  connections: { component: ConnectionsView },
  tls: { component: TlsView },
  follow: { component: FollowView },
  graphs: { component: GraphsView },
  expert: { component: ExpertView },
  statistics: { component: StatisticsView },
  sql: { component: SqlView },
  compare: { component: CompareView },
};
