// JA4 of TLS clients against what its authors' own tool prints for their captures (BSD-3-Clause part of FoxIO's ja4): the first hello of a connection.
// Hellos that span segments are not read yet.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { corpusFolder, named } from '../fixtures/corpus';
import { ourFields } from './ours';

interface Expected {
  stream?: number;
  'JA4.1'?: string;
}

/** The description of JA4 writes a protocol of ALPN that is no text as hex digits, 0xba … 0xad as `bd`; the tool still printed 99. */
const isOldAlpn = (ours: string, theirs: string): boolean =>
  theirs.slice(8, 10) === '99' &&
  /^[0-9a-f]{2}$/.test(ours.slice(8, 10)) &&
  ours.replace(/^(.{8})../, (_all, start: string) => `${start}99`) === theirs;

const corpus = corpusFolder();
const folder = corpus === null ? '' : join(corpus, 'ja4');
const FIELDS = ['tcp.stream', 'tls.handshake.ja4'];
const missing = corpus === null ? 'no corpus' : null;
const files = missing ? [] : readdirSync(join(folder, 'expected/python')).map((name) => name.replace(/\.json$/, ''));

describe.skipIf(missing !== null)(named("JA4 equals its authors'", missing), () => {
  let compared = 0;
  test.each(files)('in %s', { timeout: 120_000 }, async (file) => {
    const expected = JSON.parse(readFileSync(join(folder, 'expected/python', `${file}.json`), 'utf8')) as Expected[];
    const { rows } = await ourFields(join(folder, file), FIELDS, []);
    const ours = new Map<string, string>();
    for (const [stream, print] of rows) if (print !== '' && !ours.has(stream)) ours.set(stream, print);
    const differences: string[] = [];
    for (const { stream, 'JA4.1': print } of expected) {
      const mine = ours.get(String(stream));
      if (!print?.startsWith('t') || mine === undefined) continue;
      compared++;
      if (mine !== print && !isOldAlpn(mine, print))
        differences.push(`stream ${stream}: ours ${mine}, theirs ${print}`);
    }
    expect(differences).toEqual([]);
  });
  test('in enough connections', () => expect(compared).toBeGreaterThan(100));
});
