// Nothing that a capture, a file name or the command line holds can forge a line or steer a terminal.
import { describe, expect, test } from 'vitest';
import { forColumn, forJson, forTerminal } from '../../../src-main/text/harmless';
import { csvCell } from '../../../src-main/text/table-cell';
import { bytesOf, concat, ethernet, ipv4, pcapng, tcp } from '../../fixtures/make-capture';
import { save } from '../engine/captures';
import { cli, cliWith, type Ran } from './run-cli';

// forged lines, colours and titles, C1, bidirectional override and isolate, zero width, separators of lines, a tag, half a pair
const HOSTILE =
  'a\r\nsynscope: b\x1b[2J\x1b]0;t\x07\u009b31m\u0085\u202e\u2066\u200b\ufeff\u2028\u061c\u{e0041}\ud800\x7fz';
/** All that no line may hold. */
const UNSAFE =
  // eslint-disable-next-line no-control-regex -- these are the characters to look for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e0fff}]|[\ud800-\udfff]/u;
// eslint-disable-next-line no-control-regex -- this one too
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/u;

describe('texts', () => {
  test.each([
    ['plain text, 中文, é, 😀, ❤️', 'plain text, 中文, é, 😀, ❤️'],
    ['a\tb\nc\rd\fe\bf', 'a\\tb\\nc\\rd\\fe\\bf'],
    ['\x00\x1b\x7f\u0085\u009b', '\\x00\\x1b\\x7f\\x85\\x9b'],
    ['\u202e\u2066\u200b\u2028', '\\u{202e}\\u{2066}\\u{200b}\\u{2028}'],
    ['\u{e0041}\ud800', '\\u{e0041}\\u{d800}'],
  ])('for a terminal: %j', (text, expected) => {
    expect(forTerminal(text)).toBe(expected);
    expect(forColumn(text, true)).toBe(expected);
  });
  test('every character of C0 and C1, and no other of Latin 1', () => {
    for (let code = 0; code < 0x100; code++) {
      const text = String.fromCharCode(code);
      const isControl = code < 0x20 || (code >= 0x7f && code < 0xa0);
      const invisible = code === 0xad; // soft hyphen
      expect([code, forTerminal(text) === text]).toEqual([code, !isControl && !invisible]);
      expect([code, forColumn(text, false) === text]).toEqual([code, !isControl]);
    }
  });
  test('for a program: what deceives only people stays', () => {
    expect(forColumn('\u202eא\u200d', false)).toBe('\u202eא\u200d');
    expect(forColumn(HOSTILE, false)).not.toMatch(CONTROL);
  });
  test('JSON means what it meant', () => {
    const value = { [HOSTILE]: [HOSTILE, 1, null] };
    for (const indent of [undefined, 2]) {
      const text = forJson(value, indent);
      expect(text).not.toMatch(UNSAFE);
      expect(JSON.parse(text)).toEqual(value);
    }
  });
  test.each<[string | number | null, string]>([
    ['a,b', '"a,b"'],
    ['a"b', '"a""b"'],
    ['a\r\nb', 'a\\r\\nb'],
    ['=1+1', "'=1+1"],
    [5, '5'],
    [-5, '-5'],
    [null, ''],
  ])('CSV of %j', (value, text) => expect(csvCell(value)).toBe(text));
});

const frame = ethernet({}, ipv4({}, tcp({ flags: 'S' })));
function capture(comments: (string | Uint8Array)[], name = 'if'): string {
  const ng = pcapng();
  const packets = comments.map((comment) => ng.enhanced({ bytes: frame, options: [[1, comment]] }));
  return save(
    concat(
      ng.section(),
      ng.interface({
        options: [
          [2, name],
          [3, `${name}!`],
        ],
      }),
      ...packets,
    ),
    'a.pcapng',
  );
}

describe('fields', () => {
  test('one line a packet, as tshark 4.0.17 writes it; other control characters as \\x', async () => {
    const bytes = Array.from({ length: 127 }, (_, i) => bytesOf('a', i + 1, 'b'));
    const { out } = await cli('fields', capture(bytes), '-e', 'frame.number', '-e', 'frame.comment');
    const lines = out.split('\n');
    expect(lines).toHaveLength(128);
    const letters: Record<number, string> = { 8: '\\b', 9: '\\t', 10: '\\n', 12: '\\f', 13: '\\r' };
    for (let code = 1; code < 128; code++) {
      const hex = `\\x${code.toString(16).padStart(2, '0')}`;
      const shown = letters[code] ?? (code < 32 || code === 127 ? hex : String.fromCharCode(code));
      expect(lines[code - 1]).toBe(`${code}\ta${shown}b`);
    }
  });
  test('quotes, separators and backslashes of values stay, as tshark leaves them', async () => {
    const path = capture(['a"b', "a'b", 'a,b', 'a\\b', 'a;b']);
    const { out } = await cli('fields', path, '-e', 'frame.comment', '-E', 'quote=d', '-E', 'separator=;');
    expect(out).toBe('"a"b"\n"a\'b"\n"a,b"\n"a\\b"\n"a;b"\n');
  });
  test('invalid UTF-8 ends no line', async () => {
    const bytes = [
      [0xc3, 0x28],
      [0xff, 0xfe],
      [0xed, 0xa0, 0x80],
      [0x80, 0x9b],
    ].map((list) => bytesOf(list));
    const { out } = await cli('fields', capture(bytes), '-e', 'frame.comment');
    expect(out.split('\n')).toHaveLength(5);
    expect(out).not.toMatch(CONTROL);
  });
  test('to a terminal nothing unseen goes either', async () => {
    const path = capture(['x\u202ey\u200bz'], 'i\u2066f');
    const args = ['fields', path, '-e', 'frame.comment', '-e', 'frame.interface_name'];
    expect((await cliWith({ terminal: true }, ...args)).out).toBe('x\\u{202e}y\\u{200b}z\ti\\u{2066}f\n');
    expect((await cli(...args)).out).toBe('x\u202ey\u200bz\ti\u2066f\n');
  });
});

/** Command, and how many lines it prints to each stream at least and at most. */
type Row = [name: string, args: (path: string) => string[], out: number, err: number];
const NEVER = '/nowhere/' + HOSTILE.replaceAll('\0', '');
const ROWS: Row[] = [
  // what the capture holds
  [
    'fields',
    (path) => [
      'fields',
      path,
      '-e',
      'frame.comment',
      '-e',
      'frame.interface_name',
      '-e',
      'frame.interface_description',
    ],
    1,
    0,
  ],
  ['packets', (path) => ['packets', path], 1, 0],
  ['packets --json', (path) => ['packets', path, '--json'], 3, 0],
  ['flows', (path) => ['flows', path], 2, 0],
  ['flows --csv', (path) => ['flows', path, '--csv'], 2, 0],
  ['timeline', (path) => ['timeline', path, '0'], 5, 0],
  // names of files
  ...['fields', 'packets', 'tree', 'flows', 'timeline'].map((command): Row => {
    const more = { fields: ['-e', 'ip.src'], tree: ['1'], timeline: ['0'] }[command] ?? [];
    return [`${command} FILE`, () => [command, NEVER, ...more], 0, 1];
  }),
  ['fields -r', () => ['fields', '-r', NEVER, '-e', 'ip.src'], 0, 1],
  // what is typed
  ['-e', (path) => ['fields', path, '-e', HOSTILE], 0, 1],
  ['-E', (path) => ['fields', path, '-e', 'ip.src', '-E', HOSTILE], 0, 1],
  ['-o', (path) => ['fields', path, '-e', 'ip.src', '-o', HOSTILE], 0, 1],
  ['-T', (path) => ['fields', path, '-e', 'ip.src', '-T', HOSTILE], 0, 1],
  ...['fields', 'packets', 'flows'].map((command): Row => {
    const more = command === 'fields' ? ['-e', 'ip.src'] : [];
    return [`${command} -Y`, (path) => [command, path, ...more, '-Y', `tcp.port == "${HOSTILE}`], 0, 3];
  }),
  ['filter --explain, wrong', () => ['filter', '--explain', `tcp.port == ${HOSTILE}`], 0, 3],
  ['filter --explain', () => ['filter', '--explain', `frame.comment == "${HOSTILE}"`], 10, 0],
  ['--where', (path) => ['flows', path, '--where', HOSTILE], 0, 1],
  ['--where, a text', (path) => ['flows', path, '--where', `address_a = '${HOSTILE}' = = 1`], 0, 1],
  ['tree N', (path) => ['tree', path, HOSTILE], 0, 1],
  ['timeline N', (path) => ['timeline', path, HOSTILE], 0, 1],
  ['command', () => [HOSTILE], 0, 1],
  ['option', () => ['packets', 'x', `--${HOSTILE}`], 0, 1],
  ['--lang', () => ['--lang', HOSTILE, 'packets', 'x'], 0, 1],
  ['capture -c', () => ['capture', '-i', 'x', '-w', 'y', '-c', HOSTILE], 0, 1],
  ['capture -a', () => ['capture', '-i', 'x', '-w', 'y', '-a', HOSTILE], 0, 1],
  ['capture -b', () => ['capture', '-i', 'x', '-w', 'y', '-b', HOSTILE], 0, 1],
];

const lines = (text: string): number => text.split('\n').length - 1;

describe('every command, every place where texts come in', () => {
  test.each(ROWS)('%s', async (_name, args, out, err) => {
    const path = capture([HOSTILE.replace('\ud800', '')], HOSTILE.replace('\ud800', ''));
    const ran: Ran = await cli(...args(path));
    expect(ran.out.replaceAll('\u202e', '')).not.toMatch(CONTROL);
    expect(ran.err).not.toMatch(UNSAFE);
    expect(lines(ran.err)).toBeLessThanOrEqual(err === 3 ? 4 : err);
    expect(lines(ran.err)).toBeGreaterThanOrEqual(err);
    expect(lines(ran.out)).toBeGreaterThanOrEqual(out);
    // nothing that was given begins a line
    expect(`\n${ran.out}`).not.toContain('\nsynscope: b');
    expect(`\n${ran.err}`).not.toContain('\nsynscope: b');
    if (args(path)[0] !== 'fields') expect(ran.out).not.toMatch(UNSAFE);
  });

  test('tree, as lines and as JSON', async () => {
    const path = capture(['x\u202ey\x1b[2J\nz'], 'i\u2066\x07f');
    const { out } = await cli('tree', path, '1');
    expect(out).toContain('x\\u{202e}y\\x1b[2J\\nz');
    expect(out).toContain('i\\u{2066}\\x07f');
    expect(out).not.toMatch(UNSAFE);
    const json = (await cli('tree', path, '1', '--json')).out;
    expect(json).not.toMatch(UNSAFE);
    expect(JSON.stringify(JSON.parse(json))).toContain('x\u202ey\\u001b[2J\\nz');
  });

  test('the place of a mistake is marked below what is shown', async () => {
    const { err } = await cli('packets', 'x', '-Y', 'frame.comment == "\x1b\u202e" and tcp.prt == 80');
    const [, shown, mark] = err.split('\n');
    expect(shown).toBe('    frame.comment == "\\x1b\\u{202e}" and tcp.prt == 80');
    expect(mark.indexOf('^')).toBe(shown.indexOf('tcp.prt'));
  });
});
