// The command line as a process of its own, from the sources.
import { main } from '../../../src-main/cli/cli';

const WORKERS = new URL('../engine/search/filter-worker.mjs', import.meta.url);

process.exitCode = await main(process.argv.slice(2), undefined, WORKERS);
