// Which dialogs of the window are open.

class Dialogs {
  goTo = $state(false);
  shortcuts = $state(false);
  about = $state(false);
  /** there is nothing to print: what to do for it */
  printHint = $state(false);
}

export const dialogs = new Dialogs();
