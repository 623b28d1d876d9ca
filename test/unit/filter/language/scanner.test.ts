// Text -> tokens.
import { expect, test } from 'vitest';
import { Source } from '../../../../src-main/filter/language/source';
import { scan } from '../../../../src-main/filter/language/scanner';
import type { Token } from '../../../../src-main/filter/language/token';

/** `word:tcp.port@0+8`; a sign by what it means; a string by its bytes. */
function shown(token: Token): string {
  const place = `@${token.at}+${token.len}`;
  switch (token.kind) {
    case 'sign':
      return `${token.sign}${place}`;
    case 'string':
      return `string:${Buffer.from(token.bytes).toString('latin1')}${place}`;
    case 'char':
      return `char:${token.code}${place}`;
    case 'reference':
      return `reference:${token.raw ? '@' : ''}${token.field}${token.layers === null ? '' : `#${token.layers}`}${place}`;
    case 'bad':
      return `bad:${token.error.kind}${place}`;
    default:
      return `${token.kind}:${token.text}${place}`;
  }
}

/** [text, tokens without the end] */
const TOKENS: [string, string[]][] = [
  ['', []],
  [' \t\r\n ', []],
  ['tcp.port==80', ['word:tcp.port@0+8', 'eq@8+2', 'word:80@10+2']],
  ['a===b!==c', ['word:a@0+1', 'all_eq@1+3', 'word:b@4+1', 'any_ne@5+3', 'word:c@8+1']],
  [
    'a>=b<=c>d<e~f',
    [
      'word:a@0+1',
      'ge@1+2',
      'word:b@3+1',
      'le@4+2',
      'word:c@6+1',
      'gt@7+1',
      'word:d@8+1',
      'lt@9+1',
      'word:e@10+1',
      'matches@11+1',
      'word:f@12+1',
    ],
  ],
  ['!a&&b||c^^d', ['not@0+1', 'word:a@1+1', 'and@2+2', 'word:b@4+1', 'or@5+2', 'word:c@7+1', 'xor@8+2', 'word:d@10+1']],
  [
    'a&b+c*d/e%f',
    [
      'word:a@0+1',
      '&@1+1',
      'word:b@2+1',
      '+@3+1',
      'word:c@4+1',
      '*@5+1',
      'word:d@6+1',
      '/@7+1',
      'word:e@8+1',
      '%@9+1',
      'word:f@10+1',
    ],
  ],
  ['not In all_NE', ['not@0+3', 'in@4+2', 'ne@7+6']],
  // names have `-` and digits in them
  ['a-b 9p mac-lte.x3-y', ['word:a-b@0+3', 'word:9p@4+2', 'word:mac-lte.x3-y@7+12']],
  ['4-1', ['word:4-1@0+3']],
  ['4 -1', ['word:4@0+1', '-@2+1', 'word:1@3+1']],
  // points
  ['80..90', ['word:80@0+2', '..@2+2', 'word:90@4+2']],
  ['1.5..2.5', ['word:1.5@0+3', '..@3+2', 'word:2.5@5+3']],
  ['1.1.1.1..2.2.2.2', ['word:1.1.1.1@0+7', '..@7+2', 'word:2.2.2.2@9+7']],
  ['0.1...7', ['word:0.1@0+3', '..@3+2', 'field:7@5+2']],
  ['.tcp.port', ['field:tcp.port@0+9']],
  ['tcp.', ['word:tcp@0+3', 'bad:character@3+1']],
  // colons
  [':fc', ['literal:fc@0+3']],
  [':47:45:54', ['literal:47:45:54@0+9']],
  ['fc:', ['word:fc:@0+3']],
  ['47:45:54', ['word:47:45:54@0+8']],
  ['00:00:5e:00:53:01', ['word:00:00:5e:00:53:01@0+17']],
  ['::', ['word:::@0+2']],
  ['::1', ['word:::1@0+3']],
  ['fe80::/10', ['word:fe80::/10@0+9']],
  ['::ffff:192.0.2.1/120', ['word:::ffff:192.0.2.1/120@0+20']],
  ['::1..::9', ['word:::1@0+3', '..@3+2', 'word:::9@5+3']],
  [':', ['bad:character@0+1']],
  // a prefix length belongs to an address, a slash between numbers divides
  ['10.0.0.0/8', ['word:10.0.0.0/8@0+10']],
  ['10/8', ['word:10@0+2', '/@2+1', 'word:8@3+1']],
  ['2024-01-31T12:00:00.5+08:00', ['word:2024-01-31T12:00:00.5+08:00@0+27']],
  // strings
  ['"a b"', ['string:a b@0+5']],
  ['"\\x47\\105\\t\\\\\\"\\u0041\\U00000042\\a\\b\\f\\n\\r\\v\\\'\\?"', ['string:GE\t\\"AB\x07\b\f\n\r\v\'?@0+48']],
  ['"\\x486"', ['string:H6@0+7']],
  ['"\\0"', ['string:\0@0+4']],
  ['"é"', ['string:Ã©@0+3']],
  ['r"\\d\\""', ['string:\\d\\"@0+7']],
  ['R"a"', ['string:a@0+4']],
  ['"a', ['bad:quote@0+2']],
  ['"\\q"', ['bad:escape@1+2']],
  ['"\\400"', ['bad:escape@1+2']],
  ['"\\ud800"', ['bad:escape@1+2']],
  ["'A' '\\n' '\\x41' '\\''", ['char:65@0+3', 'char:10@4+4', 'char:65@9+6', 'char:39@16+4']],
  ["'AB'", ['bad:character-constant@0+4']],
  ["'a", ['bad:quote@0+2']],
  // brackets
  ['a[1:2][3]', ['word:a@0+1', 'slice:1:2@1+5', 'slice:3@6+3']],
  ['a[1', ['word:a@0+1', 'bad:bracket@1+2']],
  ['a#2 b#[1-2]', ['word:a@0+1', 'layer:2@1+2', 'word:b@4+1', 'layer:1-2@5+6']],
  ['a#x', ['word:a@0+1', 'bad:range@1+1']],
  ['f(a,b){c}', ['word:f@0+1', '(@1+1', 'word:a@2+1', ',@3+1', 'word:b@4+1', ')@5+1', '{@6+1', 'word:c@7+1', '}@8+1']],
  // field references
  [
    '$ip.src ${ip.src} ${ @ip.src#1 } $@ip.src',
    ['reference:ip.src@0+7', 'reference:ip.src@8+9', 'reference:@ip.src#1 @18+14', 'reference:@ip.src@33+8'],
  ],
  ['$', ['bad:unknown-macro@0+1']],
  // what it is not
  ['a=b', ['word:a@0+1', 'wrong@1+1', 'word:b@2+1']],
  ['a=>b', ['word:a@0+1', 'wrong@1+2', 'word:b@3+1']],
  ['中', ['bad:character@0+1']],
  ['😀', ['bad:character@0+2']],
  ['\\', ['bad:character@0+1']],
];

test.each(TOKENS)('%s', (text, tokens) => {
  const found = scan(new Source(text));
  const last = found[found.length - 1];
  expect(['end', 'bad']).toContain(last.kind);
  expect(found.filter(({ kind }) => kind !== 'end').map(shown)).toEqual(tokens);
});

test('the end stands behind the last word', () => {
  expect(scan(new Source('tcp  ')).at(-1)).toMatchObject({ kind: 'end', at: 3, len: 0 });
});
