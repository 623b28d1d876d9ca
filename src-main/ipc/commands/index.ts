// Every command, declared once. From here come the application menu, the keys of the window and the list of shortcuts. Keys are
// Wireshark's where it has one.
import { VIEWS, type ViewId } from '../views';
import { capture } from './capture';
import { colours } from './colours';
import type { Command, MenuName } from './command';
import { edit } from './edit';
import { file } from './file';
import { go } from './go';
import { help } from './help';
import { marks } from './marks';
import { timeline } from './timeline';
import { view } from './view';

export const MENUS: readonly MenuName[] = ['file', 'edit', 'view', 'go', 'capture', 'help'];

const DECLARED = { ...file, ...edit, ...marks, ...view, ...colours, ...go, ...capture, ...timeline, ...help };
const KEY_ONLY = {
  backToList: { label: 'keys.list', keys: ['Esc'], when: 'open', by: 'page', help: ['go', 'keys.list'] },
} as const satisfies Record<string, Command>;

type Declared = typeof DECLARED & typeof KEY_ONLY;
type CarriedOutBy<Who extends Command['by']> = {
  [Id in keyof Declared]: Declared[Id]['by'] extends Who ? Id : never;
}[keyof Declared];
type ViewCommand = `view.${ViewId}`;

export type CommandId = keyof Declared | ViewCommand;
/** What the page must be able to carry out. */
export type PageCommand = CarriedOutBy<'page' | 'both'> | ViewCommand;
/** What the page asks the main process for where it is chosen in the page. */
export type AskedCommand = Exclude<CommandId, PageCommand>;
/** What the main process must be able to carry out. */
export type MainCommand = CarriedOutBy<'main' | 'both'>;

/** One more page, one more key: Ctrl+1, Ctrl+2 … */
const showView = (id: ViewId, at: number): [string, Command] => [
  `view.${id}`,
  {
    label: `view.${id}`,
    menu: 'view.0',
    keys: [`Ctrl+${at + 1}`],
    when: 'open',
    by: 'page',
    help: ['go', `view.${id}`],
  },
];

const SHOW_VIEW = Object.fromEntries(VIEWS.map(showView)) as Record<ViewCommand, Command>;

export const COMMANDS: Readonly<Record<CommandId, Command>> = { ...DECLARED, ...SHOW_VIEW, ...KEY_ONLY };
export const COMMAND_IDS = Object.keys(COMMANDS) as CommandId[];

export const isPageCommand = (id: CommandId): id is PageCommand =>
  COMMANDS[id].by === 'page' || COMMANDS[id].by === 'both';
export const ASKED_COMMANDS = COMMAND_IDS.filter((id): id is AskedCommand => !isPageCommand(id));
export const isMainCommand = (id: CommandId): id is MainCommand =>
  COMMANDS[id].by === 'main' || COMMANDS[id].by === 'both';
