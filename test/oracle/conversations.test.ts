// Packets and bytes each way per conversation, against `tshark -z conv`.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ourConversations, tsharkConversations } from './conversations';
import { ORACLE_PREFERENCES } from './field-list';
import { corpusFolder, corpusLacks, named } from '../fixtures/corpus';
import { tsharkVersion } from './tshark';

const folder = corpusFolder();
const version = tsharkVersion();

// Many conversations, many packets, both address families, tunnels, tags, cooked and raw links, one-sided streams,
// port reuse, duplicates, bad lengths. (tshark leaves out packets that it calls malformed; these files have none in TCP.)
const FILES = [
  'PcapPlusPlus/many-protocols.pcap',
  'PcapPlusPlus/tls2.pcap',
  'filesamples/simple_http_sll2.pcap',
  'illustrated-tls12/capture.pcap',
  'ja4/http2-with-cookies.pcapng',
  'mercury/capture2.pcap',
  'mercury/emix.pcap',
  'mercury/surfshark.pcap',
  'mercury/top_100_fingerprints.pcap',
  'tcptrace/dsack.dmp.gz',
  'tcptrace/hardware_dups.dmp.gz',
  'tcptrace/urgent.dmp.gz',
  'tcptrace/zwnd.dmp.gz',
  'wireshark-notes/all_dump.pcapng',
];

const missing = corpusLacks(folder, version);

describe.skipIf(missing !== null)(named("conversations equal tshark's", missing), () => {
  test.each(FILES)('of %s', { timeout: 300_000 }, async (file) => {
    if (!folder || !version) throw new Error('unreachable');
    const path = join(folder, file);
    let compared = 0;
    for (const kind of ['tcp', 'udp'] as const) {
      const theirs = await tsharkConversations(path, version, kind, ORACLE_PREFERENCES);
      expect(await ourConversations(path, kind)).toEqual(theirs);
      compared += theirs.length;
    }
    expect(compared).toBeGreaterThan(0);
  });
});
