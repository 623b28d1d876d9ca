// Protocol hierarchy, endpoints, conversations, packet lengths and packets over time, against tshark's: of captures that are made here, and of
// some of the corpus where there is one. What differs for a reason is left out by name, with the reason in DIFFERENCES.md.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { corpusFolder, corpusLacks, named } from '../fixtures/corpus';
import { smallCorpus } from '../fixtures/small-corpus';
import { ORACLE_PREFERENCES } from './field-list';
import { ourStatistics, tsharkStatistics } from './statistics';
import { tsharkVersion } from './tshark';

const version = tsharkVersion();
const folder = corpusFolder();

/** Of the made ones those with packets that both dissect. */
const MADE = ['crossing.pcapng', 'https.pcapng', 'prohibited.pcapng', 'link type 276.pcap'];
/** Tunnels, tags, cooked, raw and loopback links, both versions of IP, fragments, one address for both ends. */
const FILES = [
  'PcapPlusPlus/linktype_ipv6.pcap',
  'filesamples/simple_http_tzsp.pcapng',
  'hotplace/ubuntu20.pcap',
  'libtrace/qinq.pcap',
  'mercury/sll_tls.pcap',
  'packetlife/TCP_SACK.cap',
  'packetlife/ipv6-smtp.pcapng.cap',
  'packetnet/udp-ip-fragmented.pcap',
  'tcpdump/LACP.pcap',
  'tcpdump/erspan-type-ii-3.pcap',
  'tcpflow/test7-three-flows.pcap',
  'tcptrace/dlt_null.dmp.gz',
];

async function expectEqual(path: string): Promise<void> {
  const ours = await ourStatistics(path);
  expect(ours).toEqual(await tsharkStatistics(path, version ?? '', ORACLE_PREFERENCES));
}

describe.skipIf(version === null)(named("statistics equal tshark's", version === null ? 'no tshark' : null), () => {
  test('of captures that are made here', async () => {
    const made = smallCorpus();
    for (const file of MADE) await expectEqual(join(made.folder, file));
  });
});

const missing = corpusLacks(folder, version);
describe.skipIf(missing !== null)(named("statistics of the corpus equal tshark's", missing), () => {
  test.each(FILES)('of %s', { timeout: 300_000 }, async (file) => expectEqual(join(folder ?? '', file)));
});
