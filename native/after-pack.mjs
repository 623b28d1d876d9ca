// electron-builder's hook: a package runs our app and no other, so Electron's own start page has no place in it.
import fs from 'node:fs';
import path from 'node:path';

export default function afterPack({ appOutDir }) {
  fs.rmSync(path.join(appOutDir, 'resources/default_app.asar'), { force: true });
}
