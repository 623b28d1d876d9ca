// Fields and columns of DTLS, and the certificates in it, against tshark's: our own handshakes and the corpus' captures, some of them opened with their key logs.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FieldReader } from '../../src-main/engine/answers/field-reader';
import { registry } from '../../src-main/dissect/protocols/registry';
import { packetRows } from '../../src-main/engine/answers/packet-rows';
import { DEFAULT_OPTIONS } from '../../src-main/engine/answers/row-options';
import { CaptureDocument } from '../../src-main/engine/document/document';
import { KeyLogFile } from '../../src-main/engine/document/tls/key-log-file';
import { findMessages } from '../../src-main/engine/document/messages/message-finder';
import { corpusFolder, corpusLacks, named } from '../fixtures/corpus';
import { fieldOf } from '../fixtures/dissect-frame';
import { DTLS_CAPTURES, dtlsCapture, dtlsKeys, OPENED_DTLS } from '../fixtures/dtls-captures';
import { pcapFile } from '../fixtures/make-capture';
import { SAMPLE_DTLS } from '../fixtures/sample-dtls';
import { tempFolder } from '../fixtures/temp-folder';
import { explainDtls } from './explain-dtls';
import { tsharkFields, tsharkVersion } from './tshark';

const folder = corpusFolder();
const version = tsharkVersion();

const FILES = [
  'hotplace/dtls12.pcapng',
  'hotplace/dtls12mtu1500.pcapng',
  'ja4/dtls-udp.notest.cap',
  'packetlife/dtls_null.cap',
  'wireshark-notes/webrtc-freeswitch.pcapng',
];
/** Of Wireshark 4.2 and later. */
const NOT_IN_40 = /^dtls\.(?:ech\.|handshake\.ech_outer|handshake\.ja4|unified_header\.)/;
const FIELDS = [...registry.fields()]
  .filter(({ type, abbrev }) => type !== 'protocol' && /^(?:dtls|x509\w+)\./.test(abbrev) && !NOT_IN_40.test(abbrev))
  .map(({ abbrev }) => abbrev);
const COLUMNS = ['_ws.col.Protocol', '_ws.col.Info'];

async function differences(
  path: string,
  tshark: string,
  keyLog: string | null = null,
): Promise<{ unexplained: string[]; filled: number; opened: number }> {
  // what is inside of a record that is not encrypted, tshark hands on as well: DIFFERENCES.md
  const names = ['frame.protocols', ...(keyLog === null ? [] : ['data.data']), ...FIELDS];
  const keys = keyLog === null ? [] : [`tls.keylog_file:${keyLog}`];
  const { rows } = await tsharkFields(path, tshark, [...names, ...COLUMNS], keys);
  const opened = await CaptureDocument.open(path);
  if (!opened.ok) throw new Error(opened.problem.kind);
  const { document } = opened;
  await document.read({ progress: () => undefined, stopped: () => false });
  if (keyLog !== null) new KeyLogFile(keyLog, document.keys).read(true);
  await findMessages(document);
  const reader = new FieldReader(document, names.map(fieldOf), DEFAULT_OPTIONS);
  const unexplained: string[] = [];
  let filled = 0;
  let inside = 0;
  for (const [row, theirs] of rows.entries()) {
    const mine = reader.row(row).map((values) => values.join(','));
    if (!/:dtls\b/.test(theirs[0] + mine[0])) continue;
    for (const [i, field] of names.entries()) {
      const cell = { field, ours: mine[i], theirs: theirs[i] ?? '' };
      if (cell.theirs !== '') filled++;
      if (field === 'data.data' && cell.ours !== '' && cell.ours === cell.theirs) inside++;
      if (i > 0 && cell.ours !== cell.theirs && explainDtls(cell) === null)
        unexplained.push(`${row + 1} ${field}: ours ${cell.ours}, tshark ${cell.theirs}`);
    }
    const shown = packetRows(document, row, 1);
    const [protocol, info] = theirs.slice(names.length);
    if (shown.protocol[0] !== protocol || shown.info[0] !== info)
      unexplained.push(`${row + 1}: ours ${shown.protocol[0]} ${shown.info[0]}, tshark ${protocol} ${info}`);
  }
  document.close();
  return { unexplained, filled, opened: inside };
}

describe(named('DTLS and tshark, in our own handshakes', version === null ? 'no tshark' : null), () => {
  test.skipIf(version === null).each(DTLS_CAPTURES)('%s', async (name) => {
    const { unexplained, filled } = await differences(dtlsCapture(name), version ?? '');
    expect(unexplained).toEqual([]);
    expect(filled).toBeGreaterThan(50);
  });
});

describe(named('and what keys open in them', version === null ? 'no tshark' : null), () => {
  // tshark 4.0 does not open ChaCha20 in datagrams
  test.skipIf(version === null).each(OPENED_DTLS.filter((name) => !name.includes('chacha')))('%s', async (name) => {
    const { unexplained, opened } = await differences(dtlsCapture(name), version ?? '', dtlsKeys(name));
    expect(unexplained).toEqual([]);
    expect(opened).toBeGreaterThanOrEqual(2);
  });
  test.skipIf(folder === null || version === null).each(['dtls12.pcapng', 'dtls12mtu1500.pcapng'])(
    '%s',
    async (name) => {
      const at = (file: string): string => join(folder ?? '', 'hotplace', file);
      const { unexplained, opened } = await differences(at(name), version ?? '', at('dtls12_sslkeylog.txt'));
      expect(unexplained).toEqual([]);
      expect(opened).toBe(1);
    },
  );
});

describe(named('and in the corpus', corpusLacks(folder, version)), () => {
  test.skipIf(folder === null || version === null).each(FILES)('%s', async (name) => {
    const { unexplained, filled } = await differences(join(folder ?? '', name), version ?? '');
    expect(unexplained).toEqual([]);
    expect(filled).toBeGreaterThan(50);
  });
});

// unified headers came with Wireshark 4.2
const SAMPLES = SAMPLE_DTLS.filter(({ name }) => !/protected records/.test(name));
describe(named('and in packets that the corpus has not', version === null ? 'no tshark' : null), () => {
  test.skipIf(version === null).each(SAMPLES)('$name', async ({ bytes }) => {
    const path = join(tempFolder(), 'dtls.pcap');
    writeFileSync(path, pcapFile([bytes]));
    const { unexplained, filled } = await differences(path, version ?? '');
    expect(unexplained).toEqual([]);
    expect(filled).toBeGreaterThan(5);
  });
});
