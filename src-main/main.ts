// Electron's entry. Everything it does stands in shell/; the command line of an installed app, and what prints for it, run in the same program.
import { runApp } from './shell/app';
import { pageToPrint, printPage } from './shell/print-page';
import { commandLineWords, runInTerminal } from './shell/terminal';

const words = commandLineWords(process.argv);
const page = pageToPrint(process.argv);
if (page !== null) printPage(page);
else if (words === null) runApp();
else runInTerminal(async () => (await import('./cli/cli')).main(words));
