// `synscope report`: what it says of what it cannot do, and which connections it tells of.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { tempFolder } from '../../fixtures/temp-folder';
import { cli } from '../cli/run-cli';

const sample = (id: string): string => path.resolve(import.meta.dirname, '../../../resources/samples', `${id}.pcapng`);

async function reportOf(id: string, ...args: string[]): Promise<string> {
  const out = path.join(tempFolder(), 'report.html');
  expect(await cli('report', sample(id), '-o', out, ...args)).toMatchObject({ code: 0, err: '' });
  return readFileSync(out, 'utf8');
}

describe('the command', () => {
  it('tells what it does not know', async () => {
    const out = path.join(tempFolder(), 'a');
    process.env.ELECTRON_OVERRIDE_DIST_PATH = path.join(out, 'nowhere');
    onTestFinished(() => void delete process.env.ELECTRON_OVERRIDE_DIST_PATH);
    const pdf = await cli('report', sample('https'), '-o', `${out}.pdf`);
    expect([pdf.code, pdf.err]).toEqual([1, expect.stringContaining('the Electron runtime, which is not here')]);
    expect((await cli('report', sample('https'), '-o', `${out}.odt`)).err).toContain('html, pdf, docx, md');
    expect((await cli('report', sample('https'), '-o', `${out}.html`, '--sections', 'nothing')).err).toContain(
      'capture, quality',
    );
    expect((await cli('report', sample('https'), '-o', `${out}.html`, '-s', '7')).err).toContain('7');
    const missing = await cli('report', sample('https'), '-o', path.join(out, 'no', 'such.html'));
    expect(missing.code).toBe(1);
    expect(missing.err).toContain('could not be written');
  });

  it('reports on the connections that are asked for', async () => {
    const none = await reportOf('https', '-Y', 'udp', '--sections', 'overview,verdict');
    expect(none).toContain('There is no connection to report on.');
    const own = await reportOf('refused', '-s', '0', '--sections', 'verdict,appendix');
    expect(own).toContain('The connection was refused');
    expect(own).toContain('tcp.stream == 0');
  });

  it('leaves nothing, pictures neither, where it cannot be written; a name may be as long as the system takes', async () => {
    const folder = tempFolder();
    mkdirSync(path.join(folder, 'a.md'));
    const failed = await cli('report', sample('refused'), '-o', path.join(folder, 'a.md'), '--sections', 'states');
    expect([failed.code, failed.err]).toEqual([1, expect.stringContaining('Choose a folder that exists')]);
    expect(readdirSync(folder)).toEqual(['a.md']);
    const name = `${'好'.repeat(78)}.md`;
    const long = await cli('report', sample('refused'), '-o', path.join(folder, name), '--sections', 'states');
    expect([long.code, long.err]).toEqual([0, '']);
    expect(readdirSync(folder).sort()).toEqual(['a.md', name, `${'好'.repeat(78)}-pictures`].sort());
  });
});
