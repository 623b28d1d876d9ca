// `npm run oracle:filters -- [DIR] [--seed N] [--count N]`: which packets our display filters match, against tshark's.
import { inRoot, run, runScript } from '../../native/project.mjs';

await runScript(() =>
  run(process.execPath, ['--import', 'tsx', inRoot('test/oracle/filters/main.ts'), ...process.argv.slice(2)]),
);
