// Texts out of a capture, or typed by somebody, are texts in every file that a report becomes: never markup, a script, a link, a path.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report, ReportBlock } from '../../../src-main/ipc/contracts/report-contract';
import { reportDocx } from '../../../src-main/report/writers/docx';
import { picturesAsPng } from '../../../src-main/report/writers/picture-png';
import { HOSTILE } from '../../fixtures/hostile-texts';
import { reportHtml } from '../../../src-main/report/writers/html';
import { reportMarkdown } from '../../../src-main/report/writers/markdown';

const everywhere = (text: string): Report => {
  const blocks: ReportBlock[] = [
    { kind: 'heading', level: 2, text },
    { kind: 'paragraph', text },
    { kind: 'paragraph', text: [text, { mono: text }, { bold: text }, { frame: 1 }] },
    { kind: 'list', items: [text, [{ mono: text }]] },
    { kind: 'table', caption: text, head: [text, text], rows: [[text, [{ mono: text }]]], mono: [0], indent: [1] },
    {
      kind: 'picture',
      name: text,
      caption: text,
      alt: text,
      svg: '<svg xmlns="http://www.w3.org/2000/svg"/>',
      width: 9,
      height: 9,
    },
    { kind: 'fold', title: text, blocks: [{ kind: 'paragraph', text }] },
    { kind: 'room', label: text, lines: 1 },
  ];
  return { language: 'en', title: text, heading: [[text, text]], blocks, madeBy: text, mistakes: [] };
};

/** What is not seen, or lets a text be read as another one; ends of lines and tabs apart. */
const DECEIVES = /(?!\ufe0f|[\n\t])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufffe\uffff]/u;

/** Names of all elements and attributes, whatever their values. */
const elements = (markup: string): string =>
  [...markup.matchAll(/<(\/?[a-z!][\w:-]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>/gi)]
    .map(([, name, attributes]) => `${name} ${attributes.replace(/="[^"]*"/g, '')}`)
    .join('\n');

describe.each([
  ['on the screen', false],
  ['for PDF', true],
])('HTML %s', (_, paper) => {
  const plain = elements(reportHtml(everywhere('plain'), paper));
  it.each(HOSTILE)('%j', (text) => {
    const html = reportHtml(everywhere(text), paper);
    const breaks = /<br ?>/g;
    expect(elements(html).replace(/w?br \n/g, '')).toBe(plain);
    // every sign < in it begins one of our own elements
    expect([...html.matchAll(/</g)]).toHaveLength([...elements(html).matchAll(/\n/g)].length + 1);
    expect(html.replace(breaks, '')).not.toMatch(DECEIVES);
    for (const [, id] of html.matchAll(/href="([^"]*)"/g)) expect(id).toMatch(/^#part-\d+$/);
  });
});

/** A line as a reader of Markdown takes it (CommonMark 6.1): an escaped sign is a letter, a span of code another one. */
function withoutCode(line: string): string {
  let out = '';
  for (let at = 0; at < line.length;) {
    const [escape] = /^\\[!-/:-@[-`{-~]/.exec(line.slice(at)) ?? [];
    const [span] = /^(`+)(?!`).*?(?<!`)\1(?!`)/.exec(line.slice(at)) ?? [];
    out += escape ? 'x' : span ? 'c' : line[at];
    at += (escape ?? span ?? ' ').length;
  }
  return out;
}

describe('Markdown', () => {
  it.each(HOSTILE)('%j', (text) => {
    const { text: markdown, pictures } = reportMarkdown(everywhere(text), 'a-pictures');
    const outside = markdown.split('\n').map(withoutCode);
    for (const line of outside) {
      const own = line.replace(/^!\[[^\]]*\]\(<a-pictures\/[a-z0-9-]+\.svg>\)$/i, '');
      expect(own).not.toMatch(/[<`~$]|!?\[|\]\(|https?:|ftp:|mailto:|www\.|@/);
      if (/^\s*(#|>|[-+=*]{2,}|\d+[.)]\s|[-+*]\s)/.test(own))
        // headings, lists, lines and rows are ours: the same of a plain text
        expect(own).toMatch(/^(#{1,6} |- |---$|\*\*?)/);
    }
    const shape = (one: string): number => one.split('\n').length;
    expect(shape(markdown)).toBe(shape(reportMarkdown(everywhere('plain'), 'a-pictures').text));
    // bars of a table row: a hostile one adds none
    const bars = (one: string): number[] =>
      one
        .split('\n')
        .filter((line) => line.startsWith('|'))
        .map((line) => line.replace(/\\\|/g, '').split('|').length);
    expect(bars(markdown)).toEqual(bars(reportMarkdown(everywhere('plain'), 'a-pictures').text));
    for (const { name } of pictures) expect(name).toMatch(/^[a-z0-9-]+\.svg$/i);
  });
});

describe('DOCX', () => {
  it('holds all of them as text, and refers to nothing outside', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'synscope-report-'));
    try {
      const blocks = HOSTILE.flatMap((text) => everywhere(text).blocks);
      const title = HOSTILE.join(' ');
      const bytes = await reportDocx({
        language: 'en',
        title,
        heading: [[title, title]],
        blocks,
        madeBy: title,
        mistakes: [],
      });
      const plain = await reportDocx({ ...everywhere('x'), blocks: HOSTILE.flatMap(() => everywhere('x').blocks) });
      const documents = [bytes, plain].map((one, i) => {
        const file = path.join(folder, `${i}.docx`);
        writeFileSync(file, one);
        // python's parser refuses what is no XML
        execFileSync('python3', ['-c', CHECK, file, path.join(folder, `${i}.txt`)]);
        return readFileSync(path.join(folder, `${i}.txt`), 'utf8');
      });
      expect(documents[0]).toBe(documents[1]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('pictures in DOCX', () => {
  const square = (fill: string): ReportBlock => ({
    ...{ kind: 'picture', name: fill, caption: fill, alt: fill, width: 100, height: 50 },
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50"><rect width="100" height="50" fill="${fill}"/></svg>`,
  });
  const size = ({ width, height }: { width: number; height: number }) => ({ width, height });

  it('are drawn in points for programs that draw no SVG, folded ones too', async () => {
    const blocks: ReportBlock[] = [square('red'), { kind: 'fold', title: 'x', blocks: [square('blue')] }];
    const drawn = await picturesAsPng(blocks, size, () => false);
    expect(drawn.size).toBe(2);
    const [red, blue] = [...drawn.values()].map((png) => Buffer.from(png));
    // RFC 2083: signature, then IHDR with width and height
    for (const png of [red, blue]) expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([200, 100]);
    expect(red.equals(blue)).toBe(false);
    const packed = Buffer.from(await reportDocx({ ...everywhere('x'), blocks }));
    expect(packed.includes('.png')).toBe(true);
    expect(packed.length).toBeGreaterThan(red.length);
  });

  it('are left out where they cannot be drawn, or nobody wants them any more', async () => {
    const broken = { ...square('blue'), svg: '<svg' } as ReportBlock;
    expect((await picturesAsPng([broken, square('red')], size, () => false)).size).toBe(1);
    expect((await picturesAsPng([square('red')], size, () => true)).size).toBe(0);
  });
});

/** Writes the names of all elements of the document and the targets of all references. */
const CHECK = `
import sys, zipfile, xml.etree.ElementTree as tree
with zipfile.ZipFile(sys.argv[1]) as packed:
    names = [e.tag for e in tree.fromstring(packed.read('word/document.xml')).iter()]
    for name in packed.namelist():
        if name.endswith('.xml'): tree.fromstring(packed.read(name))
        if name.endswith('.rels'):
            for one in tree.fromstring(packed.read(name)):
                assert one.get('TargetMode') != 'External', one.attrib
open(sys.argv[2], 'w').write('\\n'.join(names))
`;
