// The app as it is packed (`npm run pack -- dir tree`): what protects it, what is in it, and what its packages install.
import { listPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { tempFolder } from '../fixtures/temp-folder';

const ROOT = path.resolve(import.meta.dirname, '../..');
const APP = path.join(ROOT, 'dist/linux-unpacked');
const TREE = path.join(ROOT, 'dist/tree');
/** how a fuse is written in the program: an ASCII digit */
const OFF = 0x30;
const ON = 0x31;
const inTree = (file: string): string => readFileSync(path.join(TREE, file), 'utf8');

describe.runIf(process.platform === 'linux')('the packed app', () => {
  beforeAll(() => {
    execFileSync(process.execPath, ['native/pack.mjs', 'dir', 'tree'], { cwd: ROOT, stdio: 'pipe' });
  });

  it('has its fuses set: its own code and nothing else', async () => {
    const wire = await getCurrentFuseWire(path.join(APP, 'synscope'));
    expect(wire.version).toBe(FuseVersion.V1);
    expect(wire[FuseV1Options.OnlyLoadAppFromAsar]).toBe(ON);
    for (const off of [
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
      FuseV1Options.GrantFileProtocolExtraPrivileges,
      FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
    ])
      expect(wire[off], FuseV1Options[off]).toBe(OFF);
    expect(existsSync(path.join(APP, 'resources/default_app.asar'))).toBe(false);
  });

  it('holds what was built and the SQLite addon of this system', () => {
    const files = listPackage(path.join(APP, 'resources/app.asar'), { isPack: false });
    const beginnings = new Set(files.map((file) => file.split('/').slice(1, 3).join('/')));
    expect([...beginnings].sort()).toEqual(
      [
        'node_modules',
        'node_modules/@resvg',
        'node_modules/@sqlite.org',
        'node_modules/better-sqlite3',
        'out',
        'out/main',
        'out/preload',
        'out/renderer',
        'package.json',
      ].sort(),
    );
    const addons = files.filter((file) => file.endsWith('.node')).map((file) => path.basename(file));
    const own = ['better_sqlite3.node', `linux-${process.arch}.node`, `resvgjs.linux-${process.arch}-gnu.node`];
    expect(addons.filter((name) => !own.includes(name))).toEqual([]);
    expect(addons).toContain(own[2]);
    expect(addons.length).toBeGreaterThan(1);
  });

  it('asks captures by SQL: WebAssembly out of the archive, in a thread', () => {
    const script = inTree('usr/bin/synscope-cli').replaceAll('/opt/synscope', APP);
    const sample = path.join(ROOT, 'resources/samples/https.pcapng');
    const args = ['-c', script, 'synscope-cli', 'sql', '-f', 'csv', sample, 'SELECT count(*) AS n FROM connection'];
    const done = spawnSync('sh', args, { encoding: 'utf8', env: { PATH: process.env.PATH, HOME: '/nonexistent' } });
    expect([done.stdout, done.stderr]).toEqual(['n\n1\n', '']);
  });

  it('is the command line, too, without a display', () => {
    const script = inTree('usr/bin/synscope-cli').replaceAll('/opt/synscope', APP);
    const sample = path.join(ROOT, 'resources/samples/https.pcapng');
    const args = ['-c', script, 'synscope-cli', 'fields', sample, '-e', 'frame.number', '-E', 'header=y'];
    const env = { PATH: process.env.PATH, HOME: '/nonexistent' };
    const done = spawnSync('sh', args, { encoding: 'utf8', env });
    expect(done.stderr).toBe('');
    expect(done.stdout.split('\n').slice(0, 3)).toEqual(['frame.number', '1', '2']);
    expect(spawnSync('sh', ['-c', script, 'synscope-cli', '--nonsense'], { env }).status).toBe(2);
    // drawings become points by an addon that lies beside the archive
    const report = path.join(tempFolder(), 'report.docx');
    const told = spawnSync('sh', ['-c', script, 'synscope-cli', 'report', sample, '-o', report], {
      encoding: 'utf8',
      env,
    });
    expect([told.status, told.stderr]).toEqual([0, '']);
    expect(statSync(report).size).toBeGreaterThan(150_000);
  });

  it('installs manual and completions that their programs can read', () => {
    const manual = gunzipSync(readFileSync(path.join(TREE, 'usr/share/man/man1/synscope-cli.1.gz'))).toString();
    for (const name of ['fields', 'packets', 'tree', 'flows', 'timeline', 'capture', 'interfaces'])
      expect(manual).toContain(`synscope\\-cli ${name} `);
    // a line that begins with a dot is a request; each has to be one of man(7)
    const requests = new Set(manual.match(/^\.\w+/gm));
    for (const request of requests)
      expect('.TH .SH .SS .PP .TP .B .I .BR .nf .fi .RS .RE'.split(' ')).toContain(request);
    const bash = path.join(TREE, 'usr/share/bash-completion/completions/synscope-cli');
    const asked = `. '${bash}'; COMP_WORDS=(synscope-cli packets --disp); COMP_CWORD=2; _synscope_cli; echo "\${COMPREPLY[*]}"`;
    expect(execFileSync('bash', ['-c', asked], { encoding: 'utf8' })).toBe('--display-filter\n');
  });

  it('installs a menu entry for every type that it declares', () => {
    const entry = inTree('usr/share/applications/synscope.desktop');
    const offered = /^MimeType=(.*);$/m.exec(entry)?.[1].split(';') ?? [];
    const declared = [...inTree('usr/share/mime/packages/synscope.xml').matchAll(/<mime-type type="([^"]+)"/g)];
    expect(declared.map((one) => one[1]).sort()).toEqual([...offered].sort());
    expect(readdirSync(path.join(TREE, 'usr/share/icons/hicolor'))).toHaveLength(8);
  });

  it('names the licence of every library in it', () => {
    const doc = 'usr/share/doc/synscope';
    const bom = JSON.parse(inTree(`${doc}/synscope.cdx.json`)) as {
      components: { name: string; licenses?: unknown[] }[];
    };
    expect(bom.components.map((one) => one.name)).toEqual(
      expect.arrayContaining(['better-sqlite3', 'electron', 'svelte', 'commander']),
    );
    const notices = inTree(`${doc}/THIRD-PARTY-NOTICES.txt`);
    const licences = [...notices.matchAll(/^Licence: (.*)$/gm)].map((one) => one[1]);
    expect(licences.length).toBe(bom.components.length - 1); // Electron's stand in files of their own
    expect(new Set(licences)).toEqual(
      new Set([
        ...['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'MPL-2.0', 'Apache-2.0', 'MIT AND Apache-2.0'],
        'as below',
      ]),
    );
    expect(notices).toMatch(/^Apache License\nVersion 2\.0, January 2004$/m);
  });

  it('gives away no right that it need not', () => {
    expect(statSync(path.join(TREE, 'opt/synscope/chrome-sandbox')).mode & 0o7777).toBe(0o4755);
    expect(statSync(path.join(TREE, 'opt/synscope/resources/bin/capture-helper')).mode & 0o7777).toBe(0o750);
    for (const name of readdirSync(TREE, { recursive: true, encoding: 'utf8' }))
      if (!name.startsWith('usr/bin/')) expect(statSync(path.join(TREE, name)).mode & 0o022, name).toBe(0);
  });
});
