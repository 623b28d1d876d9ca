// Fields and columns of QUIC, and the hellos in it, against tshark's over the corpus' captures of it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { registry } from '../../src-main/dissect/protocols/registry';
import { corpusFolder, corpusLacks, named } from '../fixtures/corpus';
import { pcapFile } from '../fixtures/make-capture';
import { SAMPLE_QUIC } from '../fixtures/sample-quic';
import { tempFolder } from '../fixtures/temp-folder';
import { explainQuic } from './explain-quic';
import { ourFields } from './ours';
import { tsharkFields, tsharkVersion } from './tshark';

const folder = corpusFolder();
const version = tsharkVersion();

const FILES = [
  'hotplace/http3.pcapng',
  'ja4/quic-tls-handshake.pcapng',
  'ja4/quic-with-several-tls-frames.pcapng',
  'ja4/ssh2.pcapng',
  'ja4/tls-handshake.pcapng',
  'ja4/tls-sni.pcapng',
  'ja4/tls3.pcapng',
  'mercury/emix.pcap',
  'mercury/geneve.pcap',
  'mercury/quic_reordered_frames.pcap',
  'mercury/surfshark.pcap',
];
const FIELDS = [...registry.fields()].map(({ abbrev }) => abbrev).filter((abbrev) => abbrev.startsWith('quic.'));
const HELLOS = [
  'tls.handshake.type',
  'tls.handshake.extensions_server_name',
  'tls.handshake.extensions_alpn_str',
  'tls.handshake.ciphersuite',
  'tls.handshake.ja3',
  'tls.handshake.ja3s',
  'tls.quic.parameter.initial_source_connection_id',
];

const FILLED = 1 + FIELDS.indexOf('quic.coalesced_padding_data');

async function differences(path: string, tshark: string): Promise<string[]> {
  const names = ['frame.protocols', ...FIELDS, ...HELLOS];
  const { rows } = await tsharkFields(path, tshark, names, ['tls.keylog_file:']);
  const ours = await ourFields(path, names, []);
  expect(ours.rows.length).toBe(rows.length);
  const found: string[] = [];
  for (const [row, theirs] of rows.entries()) {
    if (!/:quic\b/.test(theirs[0] + ours.rows[row][0])) continue;
    const mine = ours.rows[row];
    const isFilled = mine[FILLED] !== '';
    for (const [i, field] of names.entries()) {
      const cell = { field, ours: mine[i], theirs: theirs[i] ?? '', isFilled };
      if (i > 0 && cell.ours !== cell.theirs && explainQuic(cell) === null)
        found.push(`${row + 1} ${field}: ours ${cell.ours}, tshark ${cell.theirs}`);
    }
  }
  return found;
}

describe(named('QUIC and tshark', corpusLacks(folder, version)), () => {
  test.skipIf(folder === null || version === null).each(FILES)('%s', async (name) => {
    expect(await differences(join(folder ?? '', name), version ?? '')).toEqual([]);
  });
});

/** Whether a Retry is a good one tells the client's packet before it, which these have not (DIFFERENCES.md, "QUIC"). */
const APART = / quic\.bad_retry: ours ,/;
const SAMPLES = SAMPLE_QUIC.filter(({ name }) => !/unknown frame|negotiation/.test(name));
describe(named('and in packets that the corpus has not', version === null ? 'no tshark' : null), () => {
  test.skipIf(version === null).each(SAMPLES)('$name', async ({ bytes }) => {
    const path = join(tempFolder(), 'quic.pcap');
    writeFileSync(path, pcapFile([bytes]));
    expect((await differences(path, version ?? '')).filter((one) => !APART.test(one))).toEqual([]);
  });
});
