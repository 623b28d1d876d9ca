// What real programs said over a network that loses and cuts up (test/network/make-recorded.mjs): curl and nginx, dig and dnsmasq.
// Against tshark, and a body that was saved against the file that was downloaded.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { registry } from '../../src-main/dissect/protocols/registry';
import { CaptureDocument } from '../../src-main/engine/document/document';
import { findMessages } from '../../src-main/engine/document/messages/message-finder';
import { FollowAnswers } from '../../src-main/engine/answers/follow/follow';
import { named } from '../fixtures/corpus';
import { tempFolder } from '../fixtures/temp-folder';
import { DOWNLOAD } from '../network/recorded.mjs';
import { ORACLE_PREFERENCES } from './field-list';
import { ourFields } from './ours';
import { tsharkFields, tsharkVersion } from './tshark';

const recorded = (name: string): string => fileURLToPath(new URL(`../fixtures/recorded/${name}.pcap`, import.meta.url));
const version = tsharkVersion();
const missing = version === null ? 'no tshark' : null;

const PARTS = ['dns.', 'ip.', 'udp.', 'tcp.analysis.', 'tcp.segment', 'tcp.reassembled', 'http.'];
const FIELDS = [...registry.fields()]
  .filter(({ abbrev, type }) => type !== 'protocol' && PARTS.some((part) => abbrev.startsWith(part)))
  // of our own
  .filter(({ abbrev }) => abbrev !== 'udp.checksum.partial')
  .map(({ abbrev }) => abbrev);

describe.skipIf(missing !== null)(named('as tshark has it', missing), () => {
  test.each([['download-loss'], ['dns-tcp'], ['dns-fragments']])('%s', async (name) => {
    const file = recorded(name);
    const theirs = (await tsharkFields(file, version ?? '', FIELDS, ORACLE_PREFERENCES)).rows;
    const ours = (await ourFields(file, FIELDS, ORACLE_PREFERENCES)).rows;
    const escaped = (cell: string): string => cell.replaceAll('\r', '\\r').replaceAll('\n', '\\n');
    const differences = ours.flatMap((row, i) =>
      FIELDS.flatMap((field, k) => {
        const [mine, their] = [escaped(row[k]), theirs[i][k] ?? ''];
        return mine === their ? [] : [`${i + 1} ${field}: ${mine.slice(0, 90)} / ${their.slice(0, 90)}`];
      }),
    );
    expect(differences).toEqual([]);
    expect(ours.length).toBe(theirs.length);
  });
});

async function opened(name: string): Promise<CaptureDocument> {
  const result = await CaptureDocument.open(recorded(name));
  if (!result.ok) throw new Error(result.problem.kind);
  onTestFinished(() => result.document.close());
  await result.document.read({ progress: () => undefined, stopped: () => false });
  await findMessages(result.document);
  return result.document;
}

// Not as HTTP: the segment that completes the message comes late, and with Wireshark's defaults it is then no message of HTTP
test('what was downloaded over a cable that lost segments is the file, when the stream is saved', async () => {
  const follow = new FollowAnswers(await opened('download-loss'));
  const path = join(tempFolder(), 'stream');
  const what = { flow: 0, layer: 'payload', stream: -1, side: 'b' } as const;
  const wanted = { type: 'saveFollowed', id: 1, path, ...what, as: 'raw', encoding: 'utf-8' } as const;
  expect(await follow.save(wanted)).toBeNull();
  const saved = readFileSync(path, 'latin1');
  expect(saved.slice(0, 15)).toBe('HTTP/1.1 200 OK');
  expect(saved.slice(saved.indexOf('\r\n\r\n') + 4)).toBe(DOWNLOAD);
});
