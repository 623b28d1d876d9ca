import { expect, it } from 'vitest';
import { parseCommandLine } from '../../../src-main/shell/command-line';

const rows: [what: string, argv: string[], isDefaultApp: boolean, file: string | null, screenshot: string | null][] = [
  ['packed, nothing', ['/opt/synscope'], false, null, null],
  ['packed, relative file', ['/opt/synscope', 'a b.pcap'], false, '/home/u/a b.pcap', null],
  ['packed, absolute file', ['/opt/synscope', '/x/a.pcap'], false, '/x/a.pcap', null],
  ['from a checkout: the first word is the app', ['/e/electron', '.'], true, null, null],
  ['from a checkout, with file', ['/e/electron', '.', 'a.pcap'], true, '/home/u/a.pcap', null],
  [
    'switches between',
    ['/e/electron', '--no-sandbox', '/app', '--user-data-dir=/d', 'a.pcap'],
    true,
    '/home/u/a.pcap',
    null,
  ],
  ['picture', ['/opt/synscope', '--screenshot=p.png', 'a.pcap'], false, '/home/u/a.pcap', '/home/u/p.png'],
  ['picture without a name', ['/opt/synscope', '--screenshot='], false, null, null],
  ['an empty word', ['/opt/synscope', ''], false, null, null],
];

it.each(rows)('%s', (_what, argv, isDefaultApp, file, screenshot) => {
  expect(parseCommandLine(argv, isDefaultApp, '/home/u')).toEqual({ file, screenshot });
});
