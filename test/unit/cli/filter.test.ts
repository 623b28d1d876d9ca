// `synscope filter --explain`: the text is expected as it is.
import { expect, test } from 'vitest';
import { cli } from './run-cli';

test('a filter is explained', async () => {
  const { code, out, err } = await cli('filter', '--explain', 'tcp.port in {80, 443} and not ip.src == 10.0.0.0/8');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out.split('\n')).toEqual([
    'Tokens (position, kind, text)',
    '  0+8     word          tcp.port',
    '  9+2     sign in       in',
    '  12+1    sign {        {',
    '  13+2    word          80',
    '  15+1    sign ,        ,',
    '  17+3    word          443',
    '  20+1    sign }        }',
    '  22+3    sign and      and',
    '  26+3    sign not      not',
    '  30+6    word          ip.src',
    '  37+2    sign eq       ==',
    '  40+10   word          10.0.0.0/8',
    '  50+0    end',
    'Fields',
    '  tcp.port                        uint16',
    '  ip.src                          ipv4',
    'Tests',
    '  and',
    '    any in',
    '      field tcp.port: uint16 (integer)',
    '      value',
    '        constant 80: uint16 (integer)',
    '      value',
    '        constant 443: uint16 (integer)',
    '    not',
    '      any ==',
    '        field ip.src: ipv4 (ipv4)',
    '        constant 10.0.0.0/8: ipv4 (ipv4)',
    'Evaluation',
    '  conversation: tcp.port in {80, 443} and not ip.src == 10.0.0.0/8',
    'Canonical form',
    '  tcp.port in {80, 443} and not ip.src == 10.0.0.0/8',
    '',
  ]);
});

test('an empty filter keeps every packet', async () => {
  expect((await cli('filter', '--explain', '')).out).toContain('Tests\n  every packet\n');
});

test.each([
  [
    'tcp.port = 80',
    [
      'synscope: “=” is not an operator. Write == instead.',
      '    tcp.port = 80',
      '             ^',
      'Did you mean: tcp.port == 80',
      '',
    ],
  ],
  [
    'tcp.port == 70000',
    [
      'synscope: 70000 is too large for this field: at most 65535.',
      '    tcp.port == 70000',
      '                ^~~~~',
      '',
    ],
  ],
  [
    'tcp.flags.str == "（" and tcp.prot',
    [
      'synscope: There is no field or protocol “tcp.prot”. Did you mean tcp.port?',
      '    tcp.flags.str == "（" and tcp.prot',
      '                              ^~~~~~~~',
      'Did you mean: tcp.flags.str == "（" and tcp.port',
      '',
    ],
  ],
  [
    'tcp and',
    [
      'synscope: Something is missing after “and”. Add a field, a value or a test.',
      '    tcp and',
      '           ^',
      'Did you mean: tcp',
      '',
    ],
  ],
])('%s is refused, with the place', async (text, lines) => {
  const { code, out, err } = await cli('filter', '--explain', text);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err.split('\n')).toEqual(lines);
});

test('in Chinese', async () => {
  const { err } = await cli('--lang', 'zh-CN', 'filter', '--explain', 'tcp.port = 80');
  expect(err.split('\n')[0]).toBe('synscope: “=”不是运算符。请改写为 ==');
});

test('without a filter', async () => {
  expect((await cli('filter')).code).toBe(2);
});
