// Second opinions: each made situation has the one that it was made for, with its evidence, beside the label that tshark gives; captures
// without trouble have none.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CaptureDocument } from '../../../../src-main/engine/document/document';
import { OPINION_KINDS, type Opinion } from '../../../../src-main/ipc/contracts/opinion-contract';
import { corpusFolder, named } from '../../../fixtures/corpus';
import { connectionFile } from '../../../fixtures/make-connection';
import { tshark, tsharkVersion } from '../../../oracle/tshark';
import { save } from '../../engine/captures';
import { SITUATIONS } from './situations';

const version = tsharkVersion();

async function opinionsOf(path: string): Promise<Map<number, readonly Opinion[]>> {
  const opened = await CaptureDocument.open(path);
  if (!opened.ok) throw new Error(`${path} does not open`);
  const { document } = opened;
  try {
    await document.read({ progress: () => undefined, stopped: () => false });
    const found = new Map<number, readonly Opinion[]>();
    for (let row = 0; row < document.frames; row++) {
      const opinions = document.context(row).opinions();
      if (opinions.length > 0) found.set(row + 1, opinions);
    }
    return found;
  } finally {
    document.close();
  }
}

/** Flags of `tcp.analysis.*` that tshark sets for a frame. */
const FLAGS = [
  ...['retransmission', 'fast_retransmission', 'spurious_retransmission', 'out_of_order', 'lost_segment', 'keep_alive'],
  ...['duplicate_ack', 'zero_window_probe', 'ack_lost_segment'],
];
async function labelsOf(path: string, of: string, frame: number): Promise<string[]> {
  const fields = FLAGS.flatMap((flag) => ['-e', `tcp.analysis.${flag}`]);
  const { stdout } = await tshark(path, of, ['-2', '-n', '-Y', `frame.number == ${frame}`, '-T', 'fields', ...fields]);
  const columns = stdout.replace(/\n$/, '').split('\t');
  return FLAGS.filter((_, i) => (columns[i] ?? '') !== '');
}

describe('made situations', () => {
  for (const { name, segments, frame, label, kind, evidence } of SITUATIONS) {
    const file = connectionFile(segments);
    test(`${kind}: ${name}`, async () => {
      const found = await opinionsOf(save(file));
      expect(found.get(frame)).toEqual([{ kind, frames: evidence }]);
    });
    test.skipIf(version === null)(
      named(`tshark's label for ${kind}: ${name}`, version ? null : 'no tshark'),
      async () => {
        expect(await labelsOf(save(file), version ?? '', frame)).toEqual(label);
      },
    );
  }

  test('there is one for every kind', () => {
    expect([...new Set(SITUATIONS.map(({ kind }) => kind))].sort()).toEqual([...OPINION_KINDS].sort());
  });
});

describe('nothing is said', () => {
  const samples = join(import.meta.dirname, '../../../../resources/samples');
  const clean = readdirSync(samples).filter((name) => name.endsWith('.pcapng') && name !== 'window.pcapng');
  test.each(clean)('of the sample %s', async (name) => {
    expect(await opinionsOf(join(samples, name))).toEqual(new Map());
  });

  test('of the sample of a closed window but what is true: Linux probes it with what Wireshark calls keep-alives', async () => {
    const probe = (frame: number): [number, object[]] => [frame, [{ kind: 'window_probe', frames: [frame - 1] }]];
    expect(await opinionsOf(join(samples, 'window.pcapng'))).toEqual(new Map([probe(10), probe(12)]));
  });

  // with the segment in question as it should be, the same situations prove nothing
  test.each([
    ['a retransmission that was needed', 4],
    ['the same, with time stamps', 5],
  ])('%s', async (_, place) => {
    const { segments } = SITUATIONS[place - 1];
    const honest = segments.map((s) => ({
      ...s,
      sack: undefined,
      ...(s.from === 'b' && s.stamp ? { stamp: [8, 400] as [number, number] } : {}),
    }));
    expect(await opinionsOf(save(connectionFile(honest), `honest-${place}.pcap`))).toEqual(new Map());
  });

  const folder = corpusFolder();
  test.skipIf(folder === null)(
    named('of clean captures', folder ? null : 'no corpus beside the checkout'),
    async () => {
      for (const name of CLEAN) expect([name, await opinionsOf(join(folder ?? '', name))]).toEqual([name, new Map()]);
    },
  );
});

/** Captures of the corpus in whose connections nothing went wrong. */
const CLEAN: readonly string[] = [
  'PcapPlusPlus/ip-frag.pcap',
  'gopacket/ethernetIP.pcap',
  'hotplace/http2.pcapng',
  'ja4/http1.pcapng',
  'ja4/http2-with-cookies.pcapng',
  'ja4/socks-https-example.pcap',
  'ja4/ssh.pcapng',
  'ja4/tls3.pcapng',
  'mercury/openvpn_tcp_multi.pcap',
  'mercury/test_decrypt.pcap',
  'mercury/top_100_fingerprints.pcap',
  'packetlife/telnet.cap',
  'tcptrace/NASA_ipv6.snoop.gz',
  'wireshark-notes/all_dump.pcapng',
  'wireshark-notes/ssl3_dump.pcapng',
  'wireshark-notes/tls_all_dump.pcapng',
];
