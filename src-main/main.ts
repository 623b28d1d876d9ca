// Electron's entry. Everything it does stands in shell/; the command line of an installed app runs in the same program.
import { runApp } from './shell/app';
import { commandLineWords, runInTerminal } from './shell/terminal';

const words = commandLineWords(process.argv);
if (words === null) runApp();
else runInTerminal(async () => (await import('./cli/cli')).main(words));
