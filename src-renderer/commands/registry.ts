// What the page does for each command that `src-main/ipc/commands` declares, whatever it comes from: application menu, key, button.
import { COMMANDS, COMMAND_IDS, isPageCommand, type CommandId, type PageCommand } from '../../src-main/ipc/commands';
import type { ExportedTable } from '../../src-main/ipc/contracts/export-contract';
import type { When } from '../../src-main/ipc/commands/command';
import { keysOf } from '../../src-main/ipc/commands/keys';
import { shell } from '../state/client';
import { dialogs } from '../state/dialogs.svelte';
import { mainList } from '../state/list/main-list';
import { printing } from '../state/views/print.svelte';
import { report } from '../state/views/report.svelte';
import {
  comparing,
  displayFilter,
  exporting,
  pickedFlows,
  practice,
  preferences,
  selection,
  statistics,
  tabs,
} from '../state/window';
import { capture } from './capture';
import { colours } from './colours';
import { filter } from './filter';
import { go, showViews } from './go';
import { marks } from './marks';
import { pressed } from './pressed';
import { timeline } from './timeline';
import { WHEN } from './when';

/** The table that is looked at. */
const exportedTable = (): ExportedTable =>
  tabs.current === 'statistics'
    ? shownStatistics()
    : tabs.current === 'connections'
      ? 'connections'
      : tabs.current === 'expert'
        ? 'notes'
        : 'packets';
const shownStatistics = (): ExportedTable =>
  statistics.page === 'io' ? 'io' : (statistics.table ?? 'conversations-ip');

/** Connections that somebody has picked out of their list are what is meant. */
const exportedRows = (): 'all' | 'flows' =>
  tabs.current === 'connections' && pickedFlows.several.size > 1 ? 'flows' : 'all';

/** A command without one does not compile, nor does one that is not declared. */
const RUN: Record<PageCommand, () => unknown> = {
  ...go,
  ...showViews,
  ...filter,
  ...marks,
  ...capture,
  ...colours,
  ...timeline,
  exportPackets: () =>
    exporting.open({ what: 'packets', scope: displayFilter.isFiltered ? 'displayed' : 'all', flows: [] }),
  exportObjects: () => exporting.open({ what: 'objects' }),
  exportTable: () => exporting.open({ what: 'table', table: exportedTable(), scope: exportedRows() }),
  copyTable: () => mainList.copy?.(),
  print: async () => {
    await selection.settledFlow();
    printing.show();
  },
  compareWith: () => {
    selection.showTab('compare');
    comparing.choose();
  },
  report: async () => {
    await selection.settledFlow();
    report.show(pickedFlows.ids);
  },
  timeShift: () => (dialogs.timeShift = true),
  keyDoctor: () => (dialogs.keys = 'connections'),
  keyGuide: () => (dialogs.keys = 'guide'),
  shortcuts: () => (dialogs.shortcuts = true),
  panes: () => (dialogs.panes = true),
  profiles: () => (dialogs.profiles = true),
  changeKeys: () => (dialogs.changeKeys = true),
  settings: () => (dialogs.settings = true),
  practice: () => practice.show(),
  palette: () => (dialogs.palette = true),
  about: () => (dialogs.about = true),
};

const OF_PAGE = COMMAND_IDS.filter(isPageCommand);

/** Carries the command out, where it can be used now. */
export function runCommand(id: PageCommand): void {
  if (WHEN[COMMANDS[id].when]()) RUN[id]();
}

/** The same for any command, also for those that the main process carries out. */
export function askCommand(id: CommandId): void {
  if (isPageCommand(id)) runCommand(id);
  else void shell.request('runCommand', { command: id });
}

/** A key of the timeline is a letter of the text anywhere else. */
const isMeantHere = (when: When): boolean => when !== 'timeline' || WHEN.timeline();

/** Keys of the window. Those with a menu accelerator come by way of the menu as well; whoever is first wins. */
export function runKey(event: KeyboardEvent): void {
  if (event.defaultPrevented) return;
  const key = pressed(event, preferences.platform === 'darwin');
  const chosen = preferences.now.keys;
  const meant = OF_PAGE.filter((id) => keysOf(id, chosen).includes(key) && isMeantHere(COMMANDS[id].when));
  if (meant.length === 0) return;
  if (key !== 'Esc') event.preventDefault(); // what else Esc closes closes as well
  const usable = meant.find((id) => WHEN[COMMANDS[id].when]());
  if (usable) runCommand(usable);
}
