// The command line as scripts have it, a process of its own out of the build: what `$?` is, what stands on standard error, what is left.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, ROOT, sample, test } from './app';

test.skip(process.platform === 'win32', 'a script of a shell');

const PROGRAM = `'${process.execPath}' '${path.join(ROOT, 'native/synscope.mjs')}'`;
const [HTTPS, REFUSED, LOST] = ['https', 'refused', 'lost'].map((id) => `'${sample(id)}'`);
interface Ran {
  status: number | null;
  out: string;
  err: string;
}
/** Runs lines of a shell in the folder; `synscope` is what is built. */
function script(cwd: string, lines: string): Ran {
  const text = `synscope() { ${PROGRAM} "$@"; }\n${lines}`;
  const env = { ...process.env, LANG: 'en_US.UTF-8', LC_ALL: '', DISPLAY: '', WAYLAND_DISPLAY: '' };
  const { status, stdout, stderr } = spawnSync('bash', ['-c', text], { cwd, env, encoding: 'utf8', timeout: 60_000 });
  return { status, out: stdout, err: stderr };
}

test('check: 0 where the limits are kept, 3 where not, 2 and 1 where it cannot be told; JUnit for who reads XML', ({
  folder,
}) => {
  const { out, err } = script(
    folder,
    `synscope check ${LOST} --max-resets 0 >/dev/null; echo kept $?
     synscope check ${REFUSED} --max-refused 0 >/dev/null; echo broken $?
     if synscope check ${REFUSED} --max-refused 0 >/dev/null; then echo taken for good; else echo told; fi
     synscope check ${REFUSED} --max-refused x >/dev/null; echo usage $?
     synscope check nowhere.pcapng --max-refused 0 >/dev/null; echo missing $?
     synscope check ${REFUSED} --max-refused 0 --max-resets 5 --format junit >broken.xml; echo junit $?
     synscope check ${LOST} --max-resets 0 --format junit >kept.xml; echo junit $?
     synscope check ${REFUSED} --max-refused 0 | true; echo nobody reads it \${PIPESTATUS[0]}`,
  );
  expect(out.trimEnd().split('\n')).toEqual([
    ...['kept 0', 'broken 3', 'told', 'usage 2', 'missing 1', 'junit 3', 'junit 0', 'nobody reads it 3'],
  ]);
  expect(err.trimEnd().split('\n')).toEqual([
    expect.stringMatching(/^synscope: .*refused/),
    expect.stringMatching(/^synscope: nowhere\.pcapng: /),
  ]);
  const read = `import sys, xml.etree.ElementTree as E
for f in sys.argv[1:]:
    r = E.parse(f).getroot()
    print(r.tag, r.get('tests'), r.get('failures'), len(r.findall('.//testcase')), len(r.findall('.//failure')))`;
  const python = spawnSync('python3', ['-c', read, 'broken.xml', 'kept.xml'], { cwd: folder, encoding: 'utf8' });
  test.skip(python.error !== undefined, 'there is no python3 to read XML');
  expect(python.stdout).toBe('testsuites 2 1 2 1\ntestsuites 1 0 1 0\n');
});

const FILES = [
  ['report', `synscope report ${REFUSED} --sections verdict -o`, 'html'],
  ['report', `synscope report ${REFUSED} --sections verdict -o`, 'md'],
  ['report', `synscope report ${REFUSED} --sections verdict -o`, 'docx'],
  ['report', `synscope report ${REFUSED} --sections verdict -o`, 'pdf'],
  ['packets', `synscope export packets ${HTTPS} -w`, 'pcapng'],
  ['flows', `synscope export flows ${HTTPS} -w`, 'parquet'],
  ['flows', `synscope export flows ${HTTPS} -w`, 'csv'],
  ['objects', `synscope export objects ${HTTPS} --folder`, 'd'],
] as const;

test('what cannot be written ends in one line and a status; nothing is left', ({ folder }) => {
  writeFileSync(path.join(folder, 'file'), '');
  for (const [name, command, ending] of FILES) {
    // a folder that says it is not there when something is to be made in it
    const places = ['file/x', ...(name === 'objects' && existsSync('/proc/self') ? ['/proc/x'] : [])];
    const lines = places.map((place) => `${command} ${place}.${ending} >/dev/null; echo $?`);
    const { out, err } = script(folder, lines.join('\n'));
    expect([command, ending, out]).toEqual([command, ending, '1\n'.repeat(places.length)]);
    const said = err.trimEnd().split('\n');
    expect(said).toHaveLength(places.length);
    for (const [i, line] of said.entries()) {
      expect(line).toMatch(/^synscope: .* could not be written/);
      expect(line).toContain(`${places[i]}.${ending}`);
    }
  }
  expect(readdirSync(folder)).toEqual(['file']);
});

test('nobody reads what is said: the file is whole all the same', ({ folder }) => {
  for (const [name, command, ending] of FILES.filter(([, , one]) => ['html', 'csv', 'd'].includes(one))) {
    const { out, err } = script(folder, `${command} ${name}.${ending} | true; echo \${PIPESTATUS[0]}`);
    expect([command, out, err]).toEqual([command, '0\n', '']);
    const file = path.join(folder, `${name}.${ending}`);
    const length = name === 'objects' ? readdirSync(file).length : readFileSync(file).length;
    expect(length).toBeGreaterThan(name === 'objects' ? 0 : 500);
  }
});
