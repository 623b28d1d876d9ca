// Fuzz target: display filters of random pieces and characters through scanner, parser, checker and printer.
// An input is the text in UTF-8.
import { strict as assert } from 'node:assert';
import { registry } from '../../src-main/dissect/protocols/registry';
import { compileFilter, type FilterEnvironment } from '../../src-main/filter/compile';
import { planLines } from '../../src-main/filter/help/plan-text';
import { printFilter } from '../../src-main/filter/language/print';
import { translateMessage } from '../../src-main/i18n/translate';
import { MAX_FILTER_TEXT, type FilterMistake } from '../../src-main/ipc/contracts/filter-contract';
import { fuzzTarget } from './target';

export const name = 'filters';
export const iterations = 200_000;

const FIELDS = Array.from(registry.fields(), ({ abbrev }) => abbrev);
const PIECES = [
  ...[
    '==',
    '!=',
    '===',
    '!==',
    '<',
    '<=',
    '>',
    '>=',
    '~',
    '=',
    '=>',
    '<>',
    '&',
    '|',
    '^',
    '&&',
    '||',
    '^^',
    '!',
    '+',
    '-',
  ],
  ...[
    '*',
    '/',
    '%',
    '(',
    ')',
    '{',
    '}',
    '[',
    ']',
    ',',
    '..',
    '.',
    ':',
    ';',
    '@',
    '#',
    '$',
    '${',
    '"',
    "'",
    '\\',
    'r"',
    '=~',
  ],
  ...['and', 'or', 'xor', 'not', 'any', 'all', 'in', 'not in', 'contains', 'matches', 'eq', 'ne', 'bitand', 'any_ne'],
  ...[
    '0',
    '1',
    '80',
    '0x50',
    '017',
    '0b1',
    '65536',
    '99999999999999999999',
    '1.5',
    '80-90',
    '08',
    'ff:',
    '47:45:54',
    ':fc',
  ],
  ...[
    '10.0.0.1',
    '10.0.0.0/8',
    '1.2.3',
    '::1',
    'fe80::/10',
    '00:00:5e:00:53:01',
    '2024-01-31',
    '"2024-01-31 12:00:00"',
  ],
  ...[
    '"GET"',
    '"a\\x41"',
    'r"\\d"',
    "'A'",
    '"("',
    '"Set"',
    'true',
    'TCP',
    '[0]',
    '[1:2]',
    '[-2:]',
    '[3-1]',
    '#1',
    '#[1-2]',
  ],
  ...[
    'tcp',
    'tcp.port',
    'ip.addr',
    'tcp.payload',
    'tcp.flags.str',
    'tcp.flags.syn',
    'frame.time',
    'frame.time_delta',
    'eth.addr',
  ],
  ...[
    'len(',
    'max(',
    'upper(',
    'string(',
    'abs(',
    'ip_rfc1918(',
    'nosuch(',
    'http',
    'tcp.prot',
    'ip.proto',
    'tcp.port == 80',
  ],
  ...[
    '${ip.src}',
    '$ip.src',
    '$@ip.src#1',
    '${m}',
    '${n:tcp.len;5}',
    '$n(tcp.len,5)',
    '${loop}',
    '${wide:1}',
    '（',
    '“',
    '＝',
    '中',
    '\ud800',
  ],
];

/** Right ones, to be damaged. */
const SAMPLES = [
  'tcp.port == 80 or tcp.port in {443, 8000..8080} and not ip.addr == 10.0.0.0/8',
  '1 < tcp.len < 10 xor all tcp.flags & 0x12 == 2',
  'tcp.payload[0:3] contains "GET" or @ip.src#[1-2][0] == 0a:',
  'max(tcp.srcport, {tcp.dstport + 1} * 2) !== -5 and len(tcp.payload[2:]) > ${ip.src#1}',
  'frame.time >= "2024-01-31 12:00:00" - 1.5 && frame.time_delta * 2 < .5',
  '(${m}) and ($n(tcp.len,5)) or string(ip.src) matches r"^10\\.(\\d+)$"',
  'eth.addr == 00:00:5e:00:53:01 and tcp.flags.syn == "Set" and ip.proto contains "TC" and ip_rfc1918(ip.dst)',
];

const ENVIRONMENT: FilterEnvironment = {
  macros: [
    { name: 'm', text: 'tcp.port in {80, 443}' },
    { name: 'n', text: '$1 > $2 or ${m}' },
    { name: 'loop', text: '${loop} ${loop}' },
    { name: 'wide', text: '${n:$1;$1} ${n:$1;$1} ${n:$1;$1} ${n:$1;$1}' },
  ],
  reference: (field) => (field.type === 'ipv4' ? [Uint8Array.of(10, 0, 0, 1)] : null),
};

function make(chance: () => number): Uint8Array {
  const below = (n: number): number => Math.floor(chance() * n);
  if (chance() < 0.4) {
    let text = SAMPLES[below(SAMPLES.length)];
    for (let damages = below(4); damages > 0; damages--) {
      const at = below(text.length + 1);
      text = text.slice(0, at) + (chance() < 0.5 ? PIECES[below(PIECES.length)] : '') + text.slice(at + below(6));
    }
    return new TextEncoder().encode(text);
  }
  // a few are long
  const count = chance() < 0.01 ? below(4000) : 1 + below(14);
  const gap = chance() < 0.8 ? ' ' : '';
  let text = '';
  for (let i = 0; i < count; i++) {
    const kind = chance();
    if (kind < 0.8) text += PIECES[below(PIECES.length)];
    else if (kind < 0.95) text += FIELDS[below(FIELDS.length)];
    else text += String.fromCharCode(below(kind < 0.98 ? 128 : 0x10000));
    text += gap;
  }
  return new TextEncoder().encode(text.slice(0, MAX_FILTER_TEXT + 10));
}

function checkMistake(text: string, mistake: FilterMistake): void {
  const { at, len, message, hint, suggestion } = mistake;
  assert.ok(at >= 0 && len >= 0 && at + len <= text.length, `${mistake.kind} at ${at}+${len} of ${text.length}`);
  for (const said of hint ? [message, hint] : [message])
    for (const language of ['en', 'zh-CN'] as const) assert.notEqual(translateMessage(language, said), said.key);
  if (suggestion !== null) assert.ok(compileFilter(suggestion, ENVIRONMENT).ok, `suggested: ${suggestion}`);
}

function check(input: Uint8Array): void {
  const text = new TextDecoder().decode(input);
  // time of the processor: a busy machine lets anything take long
  const began = process.cpuUsage();
  const result = compileFilter(text, ENVIRONMENT);
  assert.ok(process.cpuUsage(began).user < 2_000_000, 'it takes too long');
  if (!result.ok) return checkMistake(text, result.mistake);
  const { test } = result.filter;
  if (!test) return;
  const printed = printFilter(test);
  const again = compileFilter(printed, ENVIRONMENT);
  assert.ok(again.ok, `printed: ${printed}`);
  assert.deepEqual(planLines(again.filter.test), planLines(test), `printed: ${printed}`);
}

export const { run, replay } = fuzzTarget(make, check);
