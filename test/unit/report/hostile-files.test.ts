// The same texts in everything else that is written or printed: pictures, results of checks, lines for a terminal, names of files, comments.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { forTerminal, forXml } from '../../../src-main/text/harmless';
import { headerSvg } from '../../../src-main/draw/header-svg';
import { machineSvg } from '../../../src-main/draw/machine-svg';
import { picture, textAt } from '../../../src-main/draw/svg';
import { objectName } from '../../../src-main/report/objects/object-name';
import { HOSTILE } from '../../fixtures/hostile-texts';
import { concat, ethernet, ipv4, NG_COMMENT, pcapng, tcp } from '../../fixtures/make-capture';
import { tempFolder } from '../../fixtures/temp-folder';
import { cli, cliWith, type Ran } from '../cli/run-cli';

/** What no line or picture may hold. */
const UNSEEN = /(?!\ufe0f)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufffe\uffff]/u;
/** … without two signs that XML alone does not have */
const OBEYED = /(?!\ufe0f)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
/** no half of a pair is in it */
const isWhole = (text: string): boolean => Buffer.from(text).toString() === text;
const withoutLines = (text: string): string => text.replaceAll('\n', '').replaceAll('\t', '');

/** Names of all elements and attributes of XML files, as a parser that is not ours reads them. */
function shapes(files: readonly string[]): string[] {
  const folder = tempFolder();
  files.forEach((text, i) => writeFileSync(path.join(folder, `${i}.xml`), text));
  const script = `
import sys, os, xml.etree.ElementTree as tree
for i in range(int(sys.argv[2])):
    print(' '.join(e.tag + str(sorted(e.attrib)) for e in tree.parse(os.path.join(sys.argv[1], f'{i}.xml')).iter()))
`;
  return execFileSync('python3', ['-c', script, folder, String(files.length)], { encoding: 'utf8' })
    .trim()
    .split('\n');
}

it('SVG: words of a picture', () => {
  const way = { edges: [], boxes: [], resetFrom: null, states: [] };
  const pictures = (text: string): string[] => [
    picture(9, 9, [textAt(text, { at: [1, 1] })]),
    machineSvg(way, text),
    headerSvg([{ bitAt: 0, bits: 16, name: text, short: text, value: text }]),
  ];
  const all = HOSTILE.map(pictures);
  for (const svg of all.flat()) expect(withoutLines(svg)).not.toMatch(UNSEEN);
  const wanted = shapes(pictures('plain'));
  const found = shapes(all.flat());
  for (const i of HOSTILE.keys())
    expect([HOSTILE[i], ...found.slice(3 * i, 3 * i + 3)]).toEqual([HOSTILE[i], ...wanted]);
});

it('JUnit XML of check, and of a file whose name is hostile', async () => {
  const junit = (text: string): string => `<suite name="${forXml(text)}">${forXml(text)}</suite>`;
  const all = HOSTILE.map(junit);
  for (const xml of all) expect(xml).not.toMatch(UNSEEN);
  const folder = tempFolder();
  const sample = readFileSync(path.resolve(import.meta.dirname, '../../../resources/samples/refused.pcapng'));
  const names = HOSTILE.filter((text) => /^[^/\0]+$/.test(text) && Buffer.byteLength(text) < 200 && isWhole(text));
  const outputs: string[] = [];
  for (const name of ['plain', ...names]) {
    const file = path.join(folder, `${name}.pcapng`);
    writeFileSync(file, sample);
    const { code, out } = await cli('check', file, '--max-refused', '0', '--format', 'junit');
    expect([name, code]).toEqual([name, 3]);
    expect(withoutLines(out)).not.toMatch(UNSEEN);
    outputs.push(out);
  }
  const found = shapes([...all, ...outputs]);
  expect(new Set(found.slice(0, all.length))).toEqual(new Set(["suite['name']"]));
  expect(new Set(found.slice(all.length)).size).toBe(1);
});

it('a terminal: one line each', async () => {
  for (const text of HOSTILE) expect(forTerminal(text)).not.toMatch(OBEYED);
  const { out } = await cliWith({ terminal: true }, 'fields', commented(), '-e', 'frame.comment');
  const lines = out.split('\n');
  expect(lines).toHaveLength(HOSTILE.length + 1);
  for (const line of lines) expect(line).not.toMatch(OBEYED);
});

it('names of objects: files of their own in the folder that was chosen', () => {
  const folder = tempFolder();
  const names = HOSTILE.flatMap((text, i) => [
    objectName(i + 1, 0, `/a/${text}`, text),
    objectName(4_294_967_295, i + 1, `/${text}`.repeat(9), 'text/html'),
    objectName(i + 1, 1, text, `text/html; ${text}`),
  ]);
  const long = ['a', '好', '\u{1f4a9}', 'e\u0301'].map((one) =>
    objectName(1, 2, `/${one.repeat(400)}.html`, 'text/html'),
  );
  for (const name of [...names, ...long]) {
    expect(name).toMatch(/^\d+(-\d+)?-[\p{L}\p{N}._-]+$/u);
    expect(name).toMatch(/\.[\p{L}\p{N}]{1,8}$/u);
    expect(isWhole(name)).toBe(true);
    // file systems that encrypt names have room for so many
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(143);
    expect(path.win32.basename(path.basename(name))).toBe(name);
    writeFileSync(path.join(folder, name), '');
  }
  expect(readdirSync(folder).sort()).toEqual([...new Set([...names, ...long])].sort());
});

it('comments of pcapng: the same texts in the file that is exported', async () => {
  const file = commented();
  const out = path.join(tempFolder(), 'out.pcapng');
  expect(await cli('export', 'packets', file, '-w', out)).toMatchObject({ code: 0 });
  const bytes = readFileSync(out);
  for (const text of HOSTILE) expect([text, bytes.includes(Buffer.from(text))]).toEqual([text, true]);
  const comments = (of: string): Promise<Ran> => cli('fields', of, '-e', 'frame.comment');
  expect(await comments(out)).toEqual(await comments(file));
});

/** A capture with a packet for each text, which its comment is. */
function commented(): string {
  const ng = pcapng();
  const bytes = ethernet({}, ipv4({}, tcp({ flags: 'S' })));
  const packets = HOSTILE.map((text) => ng.enhanced({ bytes, options: [[NG_COMMENT, text]] }));
  const file = path.join(tempFolder(), 'a.pcapng');
  writeFileSync(file, concat(ng.section(), ng.interface(), ...packets));
  return file;
}
