// `npm run pack`: the app as an unpacked folder in dist/, of package.json's Electron where it could be had.
import path from 'node:path';
import { ensureBuilt } from './build.mjs';
import { electronProgram, runtimeVersion, sayRuntime, wantedVersion } from './parts/electron-runtime.mjs';
import { runBin, runScript, say } from './project.mjs';
import { setup } from './setup.mjs';

await runScript(async () => {
  await setup();
  await ensureBuilt();
  sayRuntime();
  const version = runtimeVersion();
  const dist = path.dirname(electronProgram());
  // a version that npm does not name has to be named; what is unpacked already is never downloaded again
  const runtime = [`-c.electronVersion=${version}`, `-c.electronDist=${dist}`];
  const code = await runBin('electron-builder', [
    '--dir',
    '--publish',
    'never',
    '-c',
    'resources/electron-builder.yml',
    ...(version === wantedVersion() ? [] : runtime),
  ]);
  if (code === 0) say('the app is in dist/');
  return code;
});
