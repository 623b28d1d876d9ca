// Which addresses the answers of DNS name in the captures of the corpus, against the table that `tshark -z hosts` collects.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dissectFrame } from '../../src-main/dissect/dissect';
import { NameSink } from '../../src-main/dissect/name-proofs';
import { CaptureDocument } from '../../src-main/engine/document/document';
import { DEFAULT_OPTIONS } from '../../src-main/engine/answers/row-options';
import { ipv4Text, ipv6Text } from '../../src-main/text/address';
import { corpusFolder, corpusLacks, named } from '../fixtures/corpus';
import { tshark, tsharkVersion } from './tshark';

const folder = corpusFolder();
const version = tsharkVersion();
const lacks = corpusLacks(folder, version);
const FILES = [
  'packetlife/gmail.pcapng.cap',
  'packetlife/Open_Network_Connection.pcapng.cap',
  'ja4/latest.pcapng',
  'ja4/ssh2.pcapng',
  'ja4/v6.pcap',
  'mercury/surfshark.pcap',
];

async function ours(path: string): Promise<Set<string>> {
  const opened = await CaptureDocument.open(path);
  if (!opened.ok) throw new Error(`${path} does not open`);
  const { document } = opened;
  try {
    await document.read({ progress: () => undefined, stopped: () => false });
    const found = new Set<string>();
    const sink = new NameSink();
    for (let row = 0; row < document.frames; row++) {
      dissectFrame(document.bytes(row), document.context(row), DEFAULT_OPTIONS, sink);
      for (const { by, address } of sink.found)
        if (by === 'dns') found.add(address.length === 4 ? ipv4Text(address, 0) : ipv6Text(address, 0));
    }
    return found;
  } finally {
    document.close();
  }
}

test.skipIf(lacks !== null).each(FILES)(named('%s', lacks), async (name) => {
  const path = join(String(folder), name);
  const { stdout } = await tshark(path, String(version), ['-q', '-z', 'hosts']);
  const theirs = stdout.split('\n').filter((line) => /^[0-9a-f]/.test(line));
  const addresses = new Set(theirs.map((line) => line.split('\t')[0]));
  expect([...(await ours(path))].sort()).toEqual([...addresses].sort());
  expect(addresses.size).toBeGreaterThan(0);
});
