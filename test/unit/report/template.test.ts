// Templates of reports: Markdown with placeholders, what is made of them, and what is told of mistakes.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { translateMessage } from '../../../src-main/i18n/translate';
import { parseTemplate, sectionsIn } from '../../../src-main/report/template/parse-template';
import { NAMES } from '../../../src-main/report/template/placeholders';
import { plainSettings } from '../../../src-main/report/compose';
import { tempFolder } from '../../fixtures/temp-folder';
import { reportOf } from '../../fixtures/write-report';
import { cli } from '../cli/run-cli';

const HTTPS = path.resolve(import.meta.dirname, '../../../resources/samples/https.pcapng');
const REFUSED = path.resolve(import.meta.dirname, '../../../resources/samples/refused.pcapng');

const mistakes = (text: string): string[] =>
  parseTemplate(text).mistakes.map(({ line, message }) => `${line}: ${translateMessage('en', message).slice(0, 44)}`);

describe('what is read', () => {
  it('blocks of Markdown, with values in lines and sections in paragraphs of their own', () => {
    const { parts, mistakes: wrong } = parseTemplate(
      [
        '# A {{file}}',
        '##### deep',
        'Words, **bold {{client}}**, `code`, [link](http://x.y), 1 &lt; 2, \\{{ {{packets}}',
        '',
        '{{ verdict  facts }}',
        '',
        '{{room}}',
        '{{room 12}}',
        '',
        '1. one',
        '   - two {{stream}}',
        '',
        '| a | {{server}} |',
        '|---|---|',
        '| `c` | d |',
        '',
        '> quoted',
        '',
        '```',
        'x  {{ending}}',
        '```',
      ]
        .join('\r\n')
        .replace('{{room}}\r\n', '{{room}}\r\n\r\n')
        .replace(', \\{{', ','),
    );
    expect(wrong).toEqual([]);
    const value = (name: string, as = 'plain') => ({ value: name, as });
    expect(parts).toEqual([
      { kind: 'heading', level: 1, text: ['A ', value('file')] },
      { kind: 'heading', level: 4, text: ['deep'] },
      {
        kind: 'paragraph',
        text: [
          ...['Words, ', { bold: 'bold ' }, value('client', 'bold'), ', ', { mono: 'code' }, ', '],
          ...['link (http://x.y)', ', 1 &lt; 2, ', value('packets')],
        ],
      },
      { kind: 'sections', sections: ['verdict', 'facts'] },
      { kind: 'room', lines: 4 },
      { kind: 'room', lines: 12 },
      { kind: 'list', items: [['one'], ['two ', value('stream')]] },
      { kind: 'table', head: [['a'], [value('server')]], rows: [[[{ mono: 'c' }], ['d']]] },
      { kind: 'paragraph', text: ['quoted'] },
      { kind: 'paragraph', text: [{ mono: 'x  {{ending}}' }] },
    ]);
  });

  it('which sections a report needs', () => {
    const settings = plainSettings('en', ['capture']);
    expect(sectionsIn(settings)).toEqual(['capture']);
    expect(sectionsIn({ ...settings, template: '{{verdict}}\n\n{{graphs tls}}' })).toEqual([
      'verdict',
      'graphs',
      'tls',
    ]);
  });
});

describe('mistakes', () => {
  it('are told by their lines', () => {
    const text =
      '# a {{nothing}}\n\ntext\nand {{verdict}} x\n\n{{room 99}}\n\n![x](y)\n\n<b>x</b>\n\n- a\n- {{\n\n| a |\n|---|\n| {{b}} |\n';
    expect(mistakes(text)).toEqual([
      '1: there is nothing called “nothing”; names are',
      '4: “verdict” stands for a part of the report an',
      '6: room for words is a number of lines from 1 t',
      '8: pictures are not taken over',
      '10: HTML is not taken over; write Markdown',
      '13: a placeholder is a name between two braces o',
      '17: there is nothing called “b”; names are title',
    ]);
  });

  it('of what is no template end', () => {
    expect(mistakes('{{x}}\n\n'.repeat(5000))).toHaveLength(50);
    for (const text of ['- '.repeat(3000), '> '.repeat(3000), '*'.repeat(20_000), '\0\ud800{{', '['.repeat(5000)])
      expect(parseTemplate(text).mistakes.length).toBeLessThan(51);
  });
});

describe('what stands for each connection', () => {
  it('is read once, with what is in it', () => {
    const { parts, mistakes: wrong } = parseTemplate(
      'a\n\n{{#connections}}\n\n## {{stream}}\n\n{{tls graphs}}\n\n{{ /connections }}\n\nb',
    );
    expect(wrong).toEqual([]);
    expect(parts.map(({ kind }) => kind)).toEqual(['paragraph', 'connections', 'paragraph']);
    const loop = parts[1].kind === 'connections' ? parts[1].parts : [];
    expect(loop.map(({ kind }) => kind)).toEqual(['heading', 'sections']);
    const settings = {
      ...plainSettings('en', []),
      template: '{{capture}}\n\n{{#connections}}\n\n{{tls graphs}}\n\n{{/connections}}',
    };
    expect(sectionsIn(settings)).toEqual(['capture', 'tls', 'graphs']);
  });

  it('has a beginning and an end, in paragraphs of their own', () => {
    expect(mistakes('{{/connections}}\n\n{{#connections}}\n\nx\n\n{{#connections}}\n')).toEqual([
      '1: nothing was begun that ends here; #connectio',
      '3: what stands for each connection has no end; ',
      '7: connections are told once for each already, ',
    ]);
    expect(mistakes('- {{#connections}}\n\n{{connections}}\n')).toEqual([
      '1: “#connections” stands for a part of the repo',
      '3: there is nothing called “connections”; did y',
    ]);
  });

  it('is written for each, with its values and its parts; a table gets rows', async () => {
    const template = path.join(tempFolder(), 'each.md');
    writeFileSync(
      template,
      '{{#connections}}\n\n| n | ends |\n|---|---|\n| {{stream}} | {{client}} |\n\n{{/connections}}\n\n{{#connections}}\n\n### No. {{stream}} of {{packets}}\n\n{{verdict}}\n\n{{/connections}}\n\n{{stream}}\n',
    );
    const text = await reportOf('many', 'md', '--template', template, '--details', '3');
    const rows = [0, 1, 2].map((n) => `| ${n} | 10.0.0.${n}:${40_000 + n} |`);
    expect(text).toContain(['| n | ends |', '| --- | --- |', ...rows, ''].join('\n'));
    expect(text.match(/^#+ .*/gm)?.slice(1)).toEqual(
      [0, 1, 2].flatMap((n) => [`#### No. ${n} of 1,800`, '#### In short']),
    );
    expect(text.match(/The first 3 of 300 connections/g)).toHaveLength(2);
  });
});

describe('on the command line', () => {
  it('a report as the template says, in its order', async () => {
    const folder = tempFolder();
    const [template, out] = [path.join(folder, 'lab.md'), path.join(folder, 'out.md')];
    writeFileSync(
      template,
      '# {{course}}\n\n{{packets}} packets, {{client}} to {{server}}: {{handshake}}, {{ending}}.\n\n{{room 2}}\n\n{{verdict}}\n\n{{capture}}\n',
    );
    const { code, err } = await cli('report', HTTPS, '--template', template, '--course', 'Networks', '-o', out);
    expect([code, err]).toEqual([0, '']);
    const text = readFileSync(out, 'utf8');
    expect(text).toContain('## Networks');
    expect(text).toContain('37 packets, 192.168.1.20:39680 to 203.0.113.10:443: complete, closed, 4 segments.');
    expect(text.match(/&nbsp;/g)).toHaveLength(2);
    expect(text.indexOf('## Capture')).toBeGreaterThan(text.indexOf('## Connections'));
    expect(text).not.toContain('Timeline');
  });

  it('mistakes with their lines, in the language of the messages; nothing is written', async () => {
    const folder = tempFolder();
    const template = path.join(folder, 'bad.md');
    writeFileSync(template, '\n\n{{verdct}}\n');
    const out = path.join(folder, 'out.md');
    const english = await cli('report', REFUSED, '--template', template, '-o', out);
    expect(english.code).toBe(1);
    expect(english.err).toContain('  3: there is nothing called “verdct”; did you mean “verdict”?');
    const chinese = await cli('report', REFUSED, '--template', template, '-o', out, '--lang', 'zh-CN');
    expect(chinese.err).toContain('没有名为“verdct”的内容');
    expect(() => readFileSync(out)).toThrow();
    const missing = await cli('report', REFUSED, '--template', path.join(folder, 'no.md'), '-o', out);
    expect([missing.code, missing.err]).toEqual([1, expect.stringContaining('could not be read')]);
  });
});

it('the README names all that a template can ask for', () => {
  const readme = readFileSync(path.resolve(import.meta.dirname, '../../../README.md'), 'utf8');
  const [part] = readme.split('### Templates of reports').slice(1);
  for (const name of NAMES) expect(part.split('## Privacy')[0]).toContain(`\`${name}\``);
});
