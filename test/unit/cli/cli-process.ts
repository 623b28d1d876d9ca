// The command line as a process of its own (bundled-workers.ts).
import { main } from '../../../src-main/cli/cli';

process.exitCode = await main(process.argv.slice(2));
