// `npm run oracle -- DIR`: our fields against tshark's, cell by cell, on every capture below DIR.
import { inRoot, run, runScript } from '../../native/project.mjs';

await runScript(() =>
  run(process.execPath, ['--import', 'tsx', inRoot('test/oracle/main.ts'), ...process.argv.slice(2)]),
);
