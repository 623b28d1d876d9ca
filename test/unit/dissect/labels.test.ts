// Lines of the field tree in both languages, and that no field was forgotten in Chinese.
import { describe, expect, it } from 'vitest';
import { registry } from '../../../src-main/dissect/protocols/registry';
import { fieldNameZh } from '../../../src-main/i18n/fields-zh-cn';
import { treeLabel, type LabelNode } from '../../../src-main/i18n/tree-label';
import { nodesOf, treeOf } from '../../fixtures/dissect-frame';
import { SAMPLE_FRAMES } from '../../fixtures/sample-frames';

it('every field and protocol has a Chinese name', () => {
  const missing = [...registry.fields()].filter((field) => fieldNameZh(field.abbrev, field.name) === undefined);
  expect(missing.map((field) => `${field.abbrev}: ${field.name}`)).toEqual([]);
});

it('so has every line of the samples that is no field, and every title', () => {
  const names = new Set<string>();
  for (const { bytes, linkType } of SAMPLE_FRAMES)
    for (const node of nodesOf(treeOf({ bytes, linkType })))
      if (!node.message && fieldNameZh(node.abbrev, node.name) === undefined) names.add(node.name);
  expect([...names]).toEqual([]);
});

const node = (more: Partial<LabelNode>): LabelNode => ({
  abbrev: 'tcp.srcport',
  name: 'Source Port',
  value: '',
  ...more,
});

describe.each<[string, LabelNode, string, string]>([
  ['name and value', node({ value: '443' }), 'Source Port: 443', '源端口：443'],
  [
    'bits',
    node({ abbrev: 'tcp.flags.syn', name: 'Syn', value: 'Set', bits: '.... ..1.' }),
    '.... ..1. = Syn: Set',
    '.... ..1. = 同步（SYN）：置位',
  ],
  [
    'note',
    node({ abbrev: 'ip.checksum', name: 'Header Checksum', value: '0x1234', note: { key: 'tree.checksum.correct' } }),
    'Header Checksum: 0x1234 (correct)',
    '首部校验和：0x1234（正确）',
  ],
  [
    'computed',
    node({ abbrev: 'tcp.stream', name: 'Stream index', value: '0', generated: true }),
    '[Stream index: 0]',
    '[流编号：0]',
  ],
  [
    'heads',
    node({
      abbrev: 'udp',
      name: 'User Datagram Protocol',
      head: [
        ['Src Port', '53'],
        ['Dst Port', '4711'],
      ],
    }),
    'User Datagram Protocol, Src Port: 53, Dst Port: 4711',
    '用户数据报协议，源端口：53，目的端口：4711',
  ],
  [
    'head without a label',
    node({ abbrev: 'arp', name: 'Address Resolution Protocol', head: [['', 'request']] }),
    'Address Resolution Protocol (request)',
    '地址解析协议（请求）',
  ],
  [
    'named number',
    node({ abbrev: 'arp.opcode', name: 'Opcode', value: 'reply (2)' }),
    'Opcode: reply (2)',
    '操作码：应答（2）',
  ],
  ['size', node({ abbrev: '', name: 'Options', value: '(20 bytes)' }), 'Options (20 bytes)', '选项（20 字节）'],
  [
    'bytes',
    node({ abbrev: 'ip.hdr_len', name: 'Header Length', value: '20 bytes (5)' }),
    'Header Length: 20 bytes (5)',
    '首部长度：20 字节（5）',
  ],
  [
    'value that is a word by accident',
    node({ value: 'constructor' }),
    'Source Port: constructor',
    '源端口：constructor',
  ],
  ['unknown field', node({ abbrev: 'x.y', name: 'Something', value: '1' }), 'Something: 1', 'Something：1'],
])('%s', (_what, input, en, zh) => {
  it('in English', () => expect(treeLabel(input, 'en')).toBe(en));
  it('in Chinese', () => expect(treeLabel(input, 'zh-CN')).toBe(zh));
});
