// What stands in the margins of printed pages and beside the facts.
import { afterEach, expect, test, vi } from 'vitest';
import type { TreeNode } from '../../../src-main/ipc/contracts/engine-contract';
import type { PageSetup } from '../../../src-main/ipc/contracts/print-contract';
import { cssString, pageStyle } from '../../../src-main/draw/page-style';
import { zoneOf } from '../../../src-renderer/format/zone';

vi.mock('../../../src-renderer/state/client', () => ({ engine: {} }));
const { optionNames } = await import('../../../src-renderer/state/views/timeline-sheet');

const A4: PageSetup = { paper: 'A4', landscape: false, margins: 'normal', scale: 100 };

afterEach(() => vi.unstubAllEnvs());

test.each([
  ['plain.pcap', '"plain.pcap"'],
  ['捕获.pcap', '"捕获.pcap"'],
  ['a"b\\c', '"a\\22 b\\5c c"'],
  ['a\nb\u2028c', '"a\\a b\\2028 c"'],
  ['</style>', '"\\3c /style\\3e "'],
])('%j is one string of CSS', (text, css) => expect(cssString(text)).toBe(css));

test('pages are counted in the reader’s language, and a hostile name stays a name', () => {
  const en = pageStyle(A4, 'x" } body { display: none', (page, pages) => `Page ${page} of ${pages}`);
  expect(en).toContain('content: "Page " counter(page) " of " counter(pages) ""');
  expect(en).toContain('"x\\22  } body { display: none"');
  expect(pageStyle(A4, 'x', (page, pages) => `第 ${page} 页，共 ${pages} 页`)).toContain(
    '"第 " counter(page) " 页，共 " counter(pages) " 页"',
  );
  expect(pageStyle(A4, 'x'.repeat(500), String)).toContain(`"${'x'.repeat(79)}…"`);
});

test.each([
  ['UTC', 0, 'UTC'],
  ['Asia/Shanghai', 1_700_000_000, 'UTC+08:00'],
  ['America/St_Johns', 1_700_000_000, 'UTC−03:30'],
])('the time zone %s', (zone, sec, text) => {
  vi.stubEnv('TZ', zone);
  expect(zoneOf(sec)).toBe(text);
});

const node = (abbrev: string, value: string, children: TreeNode[] = []): TreeNode => ({
  abbrev,
  name: '',
  value,
  source: 0,
  at: 0,
  len: 0,
  filter: '',
  children,
});

test('options of a SYN in short, each once, however deep they stand', () => {
  const tree = [
    node('tcp', '', [
      node('tcp.options', '', [
        node('tcp.options.wscale.multiplier', '128'),
        node('tcp.options.mss', '', [node('tcp.options.mss_val', '1460')]),
        node('tcp.options.sack_perm', ''),
        node('tcp.options.mss_val', '9'),
      ]),
    ]),
  ];
  expect(optionNames(tree)).toBe('MSS=1460 SACK_PERM WS=128');
  expect(optionNames([])).toBe('');
});
