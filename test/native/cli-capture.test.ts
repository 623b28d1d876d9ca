// `synscope interfaces` and `synscope capture` with the real helper.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cli } from '../unit/cli/run-cli';
import { builtHelper, cannotCapture, loopbackPort, TestFolder, tsharkFrames, until } from './staging';

const ROOT = resolve(import.meta.dirname, '../..');

describe.skipIf(cannotCapture !== null)('the command line captures', () => {
  let folder: TestFolder;
  let udp: Awaited<ReturnType<typeof loopbackPort>>;
  beforeAll(() => {
    builtHelper();
  });
  beforeEach(async () => {
    folder = new TestFolder();
    udp = await loopbackPort();
  });
  afterEach(() => {
    udp.close();
    folder.remove();
  });
  const file = (): string => folder.file('a.pcapng');
  const filter = (): string[] => ['-f', `udp and dst port ${udp.port}`];

  it('lists adapters, for people and for programs', async () => {
    const text = await cli('interfaces');
    expect(text.code).toBe(0);
    expect(text.out).toMatch(/^lo\t.*127\.0\.0\.1\/8.*\tloopback$/m);
    const json = await cli('interfaces', '--json');
    const adapters = JSON.parse(json.out) as { name: string; loopback: boolean }[];
    expect(adapters.find(({ name }) => name === 'lo')).toMatchObject({ loopback: true, up: true });
  });

  it('stops after so many packets', async () => {
    const running = cli('capture', '-i', 'lo', ...filter(), '-c', '5', '-w', file());
    await until('the file', () => existsSync(file()));
    await udp.send(20);
    const { code, out, err } = await running;
    expect([code, out]).toEqual([0, '']);
    expect(err).toContain('5 packets captured; dropped by the kernel: 0');
    expect(tsharkFrames(file())).toHaveLength(5);
  });

  it('ends in order when it is interrupted', async () => {
    const program = `const { main } = await import('${join(ROOT, 'src-main/cli/cli.ts')}');
      process.exitCode = await main(process.argv.slice(1));`;
    const args = ['capture', '-i', 'lo', ...filter(), '-w', file()];
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program, '--', ...args], {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let err = '';
    child.stderr.on('data', (bytes: Buffer) => (err += bytes.toString()));
    await until('the capture', () => err.includes('Ctrl+C'));
    await udp.send(30);
    child.kill('SIGINT');
    const [code] = (await once(child, 'close')) as [number | null];
    expect([code, err]).toEqual([0, expect.stringContaining('30 packets captured')]);
    expect(tsharkFrames(file())).toHaveLength(30);
  });

  it('writes a ring of files and keeps the newest', async () => {
    const running = cli(
      'capture',
      '-i',
      'lo',
      ...filter(),
      ...['-b', 'filesize:66', '-b', 'files:2'],
      '-c',
      '2000',
      '-w',
      file(),
    );
    await until('the first file', () =>
      spawnSync('ls', [folder.path], { encoding: 'utf8' }).stdout.includes('a_00001'),
    );
    await udp.send(2100);
    const { code, err } = await running;
    expect([code, err]).toEqual([0, expect.stringContaining('2,000 packets captured')]);
    const names = spawnSync('ls', [folder.path], { encoding: 'utf8' }).stdout.trim().split('\n');
    expect(names).toHaveLength(2);
    for (const name of names) expect(tsharkFrames(folder.file(name)).length).toBeGreaterThan(0);
  });

  it.each([
    [['-i', 'nosuch0'], 'There is no adapter “nosuch0”. Adapters: '],
    [['-i', 'lo', '-f', 'tcp prot 80'], 'syntax error'],
  ])('%j ends with 1 and one line', async (args, words) => {
    const { code, err } = await cli('capture', ...args, '-w', file());
    expect(code).toBe(1);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).toContain(words);
    expect(existsSync(file())).toBe(false);
  });

  it('never writes over a file', async () => {
    spawnSync('sh', ['-c', `echo precious > ${file()}`]);
    expect(await cli('capture', '-i', 'lo', '-w', file())).toMatchObject({ code: 1 });
    expect(readFileSync(file(), 'utf8')).toBe('precious\n');
  });
});
