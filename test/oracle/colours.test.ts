// Colouring rules and comments against tshark: it reads the rules that are exported and colours every packet by the same one; it reads the
// comments that are exported, and leaves the other options of a packet where they were.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { reportBug } from '../../src-main/engine/base/bug-log';
import { setComments } from '../../src-main/engine/answers/comments';
import { CaptureDocument } from '../../src-main/engine/document/document';
import { exportSource } from '../../src-main/engine/exports/export-source';
import { DEFAULT_COLOUR_RULES } from '../../src-main/ipc/colour-defaults';
import type { ColourRule } from '../../src-main/ipc/contracts/colour-contract';
import { exportPackets } from '../../src-main/report/export-packets';
import { printColourFilters } from '../../src-renderer/format/colour-filters';
import { ethernet, ipv4, NG_COMMENT, pcapng, tcp, concat, type NgOption } from '../fixtures/make-capture';
import { tempFolder } from '../fixtures/temp-folder';
import { ask, loaded, until } from '../unit/engine/open-session';
import { tsharkEnvironment, tsharkVersion } from './tshark';

const lacks = tsharkVersion() === null;

function tshark(args: string[], settings = '/nonexistent'): string[][] {
  const options = { encoding: 'utf8', env: tsharkEnvironment(settings), maxBuffer: 1 << 24 } as const;
  return execFileSync('tshark', args, options)
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split('\t'));
}
async function open(file: string): Promise<CaptureDocument> {
  const opened = await CaptureDocument.open(file);
  if (!opened.ok) throw new Error(opened.problem.kind);
  await opened.document.read({ progress: () => undefined, stopped: () => false });
  return opened.document;
}

describe.skipIf(lacks)('tshark', () => {
  const OFF: ColourRule = { name: 'Off', filter: 'tcp', on: false, colour: 'red' };

  test.each(['https', 'lost', 'prohibited'])('colours %s by the same rules', async (sample) => {
    const settings = tempFolder();
    mkdirSync(path.join(settings, 'wireshark'), { recursive: true });
    writeFileSync(path.join(settings, 'wireshark', 'colorfilters'), printColourFilters([OFF, ...DEFAULT_COLOUR_RULES]));
    const file = path.join(import.meta.dirname, `../../resources/samples/${sample}.pcapng`);
    const theirs = tshark(['-2', '-r', file, '--color', '-T', 'fields', '-e', 'frame.coloring_rule.name'], settings);
    const session = await loaded(file);
    await until('the messages', () =>
      session.status().passes.some((one) => one.id === 'messages' && one.state === 'done'),
    );
    const rules = DEFAULT_COLOUR_RULES.map(({ name, filter }) => ({ name, filter }));
    ask(session, 'setColouring', { id: 1, rules, macros: [] });
    const { rule } = ask(session, 'packetRows', { from: 0, count: theirs.length, colours: true });
    const ours = Array.from(rule, (at) => [rules[at]?.name ?? '']);
    expect(ours).toEqual(theirs);
    expect(new Set(ours.flat()).size).toBeGreaterThan(1);
  });

  test('reads comments that were written, and the options beside them', async () => {
    const ng = pcapng();
    const FLAGS: NgOption = [2, Uint8Array.of(1, 0, 0, 0)];
    const bytes = ethernet({}, ipv4({}, tcp({})));
    const from = path.join(tempFolder(), 'from.pcapng');
    const frames = [
      ng.enhanced({ bytes }),
      ng.enhanced({ bytes, options: [FLAGS, [NG_COMMENT, 'of the file']] }),
      ng.enhanced({ bytes, options: [[NG_COMMENT, 'taken away'], FLAGS] }),
      ng.enhanced({ bytes, options: [[NG_COMMENT, 'left alone']] }),
    ];
    writeFileSync(from, concat(ng.section(), ng.interface(), ...frames));
    const document = await open(from);
    setComments(document, { frame: 1, comments: ['first', '第二条 “é”'] });
    setComments(document, { frame: 2, comments: ['another'] });
    setComments(document, { frame: 3, comments: [] });
    setComments(document, { frame: null, comments: ['about all of it'] });
    const written = async (form: { cut?: boolean; anonymise?: boolean }): Promise<string> => {
      const to = path.join(tempFolder(), 'to.pcapng');
      const end = await exportPackets(exportSource(document), [[0, 1, 2, 3]], {
        ...{ path: to, format: 'pcapng', cut: false, anonymise: false, ...form },
        application: 'a test',
        report: reportBug,
        progress: () => undefined,
        stopped: () => false,
      });
      expect(end.kind).toBe('written');
      return to;
    };
    const read = (file: string): string[][] =>
      tshark(['-r', file, '-T', 'fields', '-e', 'frame.comment', '-e', 'frame.packet_flags']);
    const whole = await written({});
    const expected = [
      ['first,第二条 “é”', ''],
      ['another', '0x00000001'],
      ['', '0x00000001'],
      ['left alone', ''],
    ];
    expect(read(whole)).toEqual(expected);
    expect(read(await written({ cut: true }))).toEqual(expected);
    expect(read(await written({ anonymise: true })).map(([comment]) => comment)).toEqual(['', '', '', '']);
    const about = execFileSync('capinfos', ['-k', whole], { encoding: 'utf8' });
    expect(about).toContain('about all of it');
    document.close();
  });
});
