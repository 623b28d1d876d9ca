// Which dialogs of the window are open.
import type { ConversationEnds, PortTable } from '../../src-main/ipc/decode-as';

class Dialogs {
  /** what one of these ports leads to is to be chosen; null: no dialog */
  decodeAs = $state.raw<{ table: PortTable; ports: readonly number[]; ends: ConversationEnds } | null>(null);
  /** field of the column whose title is edited; null: no dialog */
  columnTitle = $state<string | null>(null);
  goTo = $state(false);
  /** the times of all packets are to be shifted */
  timeShift = $state(false);
  /** the colouring rules are edited */
  colours = $state(false);
  shortcuts = $state(false);
  settings = $state(false);
  profiles = $state(false);
  /** where the panes of the packet page stand */
  panes = $state(false);
  /** keys are given to commands */
  changeKeys = $state(false);
  /** of all commands */
  palette = $state(false);
  about = $state(false);
  /** of the connection whose timeline is shown */
  certificates = $state(false);
  /** of the keys of TLS: the part that is shown; null: no dialog */
  keys = $state<'connections' | 'guide' | null>(null);
}

export const dialogs = new Dialogs();
