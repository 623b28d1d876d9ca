// A process that brings the store of a folder up to date again and again, each time after all captures have changed, until it is killed.
//   node update-again.js FOLDER DATABASE (bundled-workers.ts)
import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { updateFolder } from '../../../../src-main/engine/folder/folder-update';

const [folder, database] = process.argv.slice(2);
for (let time = 1; ; time++) {
  const end = await updateFolder(
    { folder, database, cacheFolder: folder },
    { progress: ({ done }) => void (done === 1 && console.log('reading')), stopped: () => false },
  );
  if (end.problem) throw new Error(JSON.stringify(end.problem));
  for (const name of readdirSync(folder)) utimesSync(join(folder, name), time, time);
}
