// Handshakes of real programs, each of which goes as its maker meant it to: what is said must be true of that, and as it was.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { goldenHandshakes, handshakeFile, HANDSHAKES_FOLDER } from '../../fixtures/handshakes';
import { readLooks, saidOf } from '../../fixtures/tls-look-facts';
import { HANDSHAKES } from '../../network/handshakes/handshakes.mjs';

const GOLDEN = goldenHandshakes();

test('there is a capture of each, and a golden record, and of nothing else', () => {
  const ids = HANDSHAKES.map(({ id }) => id).sort();
  const files = readdirSync(HANDSHAKES_FOLDER);
  const captures = files.filter((name) => name.endsWith('.pcapng')).map((name) => name.replace('.pcapng', ''));
  expect(captures.sort()).toEqual(ids);
  expect(Object.keys(GOLDEN).sort()).toEqual(ids);
  const bytes = files.reduce((sum, name) => sum + statSync(join(HANDSHAKES_FOLDER, name)).size, 0);
  expect(bytes).toBeLessThan(300_000);
});

describe.each(HANDSHAKES)('$id', ({ id, outcome, says }) => {
  test('is told as it was, and as recorded', async () => {
    const looks = (await readLooks(handshakeFile(id))).flatMap((look) => (look ? [look] : []));
    // the last connection is the one that it is about
    const look = looks.at(-1);
    expect(look?.outcome).toBe(outcome);
    const keys = look?.sentences.map(({ message }) => message.key.replace('tls.', '')) ?? [];
    expect(keys).toEqual(expect.arrayContaining(says));
    expect(looks.map(saidOf)).toEqual(GOLDEN[id]);
  });
});
