// What is said of a command, once: what it is called, its keys, its place in the menu, when it can be used and who carries it out.

export type MenuName = 'file' | 'edit' | 'view' | 'go' | 'capture' | 'help';
export type HelpGroup = 'file' | 'capture' | 'filter' | 'go' | 'find' | 'marks' | 'timeline' | 'view';

/**
 * `open`: a capture is open, from a file or an adapter; `idle`, `running`: packets are not, or are, being captured; `live`: what is open
 * has been captured here; `stopped`: that, and it can be saved; `fromFile`: what is
 * open is a file that was saved; `fileBefore`, `fileAfter`: of a set that has one there; `timeline`: the rows of a timeline have the focus, so that a key means
 * something else elsewhere.
 */
export type When =
  | 'always'
  | 'open'
  | 'fromFile'
  | 'fileBefore'
  | 'fileAfter'
  | 'idle'
  | 'running'
  | 'live'
  | 'stopped'
  | 'timeline'
  | 'developer';

export type Role =
  'quit' | 'undo' | 'redo' | 'cut' | 'copy' | 'paste' | 'selectAll' | 'togglefullscreen' | 'toggleDevTools';

export interface Command {
  /** key of the catalogues */
  label: string;
  /** menu and group in it; lines stand between groups, commands of one group in the order of their declaration */
  menu?: `${MenuName}.${number}`;
  /** what is pressed, as Linux and Windows write it; the first one is the one to show */
  keys?: readonly string[];
  /** what the menu of macOS has instead, as Electron writes it */
  macKey?: string;
  when: When;
  /** its label in the menu while a capture is open and it cannot be used, which says why; the same label unless told */
  whyNot?: string;
  /** `both`: the main process where it comes from the menu, so that a busy page cannot keep it; the page where it comes from a key */
  by: 'page' | 'main' | 'both' | { role: Role };
  /** group and text of its line in the list of shortcuts; without one it has no key, or shares that of another command */
  help?: readonly [group: HelpGroup, text: string];
}
