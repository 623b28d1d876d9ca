// What else is in a package: its licences for people (THIRD-PARTY-NOTICES.txt), its list of components for machines
// (CycloneDX). Both are made of what the build has really put in, which the build writes down (electron.config.ts).
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { inRoot, Stop } from '../project.mjs';

/** Where Debian keeps the licence of the library that a portable helper has in it. */
const LIBPCAP = ['/usr/share/doc/libpcap-dev/copyright'];

/** Folders of the npm packages that a build put into the app or that lie beside it, sorted by name. */
export function shippedPackages() {
  const bundled = ['main', 'preload', 'renderer'].flatMap((part) =>
    JSON.parse(fs.readFileSync(inRoot('out', part, 'packages.json'), 'utf8')),
  );
  const { dependencies } = JSON.parse(fs.readFileSync(inRoot('package.json'), 'utf8'));
  const names = [...new Set([...bundled, ...Object.keys(dependencies)])].sort();
  return names.map((name) => {
    const folder = inRoot('node_modules', name);
    const { version, license, homepage, repository } = JSON.parse(
      fs.readFileSync(path.join(folder, 'package.json'), 'utf8'),
    );
    const url = typeof repository === 'string' ? repository : repository?.url;
    return { name, version, license: license ?? null, homepage: homepage ?? url ?? null, texts: licenceTexts(folder) };
  });
}

/** Of the package's folder and of one below it that holds nothing else (`LICENSES`, as REUSE names it). */
function licenceTexts(folder) {
  const below = path.join(folder, 'LICENSES');
  const own = fs.readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice)(\b|[-_.])/i.test(name));
  const more = fs.existsSync(below) ? fs.readdirSync(below).map((name) => path.join('LICENSES', name)) : [];
  return [...own.sort(), ...more.sort()].map((name) => fs.readFileSync(path.join(folder, name), 'utf8').trim());
}

/** THIRD-PARTY-NOTICES.txt */
export function notices(packages, electronVersion) {
  const rule = '='.repeat(80);
  const entries = packages.map(({ name, version, license, homepage, texts }) =>
    [
      rule,
      `${name} ${version}`,
      `Licence: ${license ?? 'as below'}`,
      ...(homepage ? [homepage] : []),
      '',
      ...texts,
    ].join('\n'),
  );
  return `Third-party software in Synscope

Electron ${electronVersion} with Chromium and Node.js: LICENSE.electron.txt and LICENSES.chromium.html
in the folder of the app.
SQLite, which is part of better-sqlite3 and of sqlite-wasm, is in the public domain (https://www.sqlite.org/copyright.html).
libpcap, which is part of the capture helper except in the .deb: the BSD licence below.
sqlite-wasm comes without the text of its licence, Apache-2.0: it stands with opencc-js.

${entries.join('\n\n')}

${rule}
${LIBPCAP.map((file) => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim() : '')).join('')}
`;
}

/**
 * The list of components as CycloneDX JSON: what `npm sbom` says of the packages that are shipped, and Electron.
 * `epoch`: seconds since 1970, its time.
 */
export function components(packages, electronVersion, epoch) {
  const npm = process.env.npm_execpath;
  const [command, args] = npm ? [process.execPath, [npm]] : ['npm', []];
  const done = spawnSync(command, [...args, 'sbom', '--sbom-format=cyclonedx', '--package-lock-only'], {
    cwd: inRoot(),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (done.status !== 0) throw new Stop(`npm sbom failed:\n${done.stderr}`);
  const all = JSON.parse(done.stdout);
  const shipped = new Set(packages.map(({ name, version }) => `${name}@${version}`));
  const own = all.metadata.component;
  const listed = all.components
    .filter(({ group, name, version }) => shipped.has(`${group ? `${group}/` : ''}${name}@${version}`))
    .map((component) => {
      const kept = { ...component };
      // that the app has them bundled is no matter of development to whoever uses it
      delete kept.properties;
      delete kept.scope;
      return kept;
    });
  const electron = {
    'bom-ref': `electron@${electronVersion}`,
    type: 'framework',
    name: 'electron',
    version: electronVersion,
    purl: `pkg:npm/electron@${electronVersion}`,
    licenses: [{ license: { id: 'MIT' } }],
  };
  const refs = [...listed, electron].map((one) => one['bom-ref']);
  const bom = {
    ...all,
    metadata: {
      ...all.metadata,
      component: { ...own, type: 'application', name: 'synscope' },
      timestamp: new Date(epoch * 1000).toISOString(),
    },
    components: [...listed, electron],
    dependencies: [{ ref: own['bom-ref'], dependsOn: refs }, ...refs.map((ref) => ({ ref, dependsOn: [] }))],
  };
  delete bom.serialNumber;
  const digest = createHash('sha256').update(JSON.stringify(bom)).digest('hex');
  const uuid = digest.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/, '$1-$2-5$3-8$4-$5');
  return `${JSON.stringify({ ...bom, serialNumber: `urn:uuid:${uuid}` }, null, 2)}\n`;
}
