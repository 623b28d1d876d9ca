// Fields that say an address as text, and who an address of Ethernet is assigned to, against `tshark -n`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { registry } from '../../src-main/dissect/protocols/registry';
import { corpusFolder, corpusLacks, named } from '../fixtures/corpus';
import { fieldOf } from '../fixtures/dissect-frame';
import { pcapFile } from '../fixtures/make-capture';
import { bytesOf, hex } from '../fixtures/make-packet';
import { SAMPLE_FRAMES } from '../fixtures/sample-frames';
import { tempFolder } from '../fixtures/temp-folder';
import { explainCell, type FrameFacts } from './filters/explain-cells';
import { ourFields } from './ours';
import { tsharkFields, tsharkVersion } from './tshark';

const version = tsharkVersion();
const missing = version === null ? 'no tshark' : null;

/** Captures of adapters of many makers. */
const MAKERS = [
  'PcapPlusPlus/igmplayer',
  'PcapPlusPlus/one_tcp_stream.pcap',
  'pcapsql/dns.cap.gz',
  'mercury/emix.pcap',
];

const NO_FACTS: FrameFacts = {
  ...{ protocols: 'eth', ourProtocols: 'eth', cut: false, reset: false, untimed: false, timesDiffer: false },
  ...{ partial: false, tunnels: false, otherOptions: false, sourceRoute: false },
};

async function bothOf(frames: readonly Uint8Array[], linkType: number, fields: string[]) {
  const file = join(tempFolder(), 'resolved.pcap');
  writeFileSync(
    file,
    pcapFile(
      frames.map((bytes, i) => ({ bytes, sec: 1_700_000_000 + i, nano: 0 })),
      { linkType },
    ),
  );
  const theirs = (await tsharkFields(file, version ?? '', fields, [])).rows;
  const ours = (await ourFields(file, fields, [])).rows;
  expect(theirs.length).toBe(frames.length);
  return { ours, theirs };
}

describe.skipIf(missing !== null)(named('names with -n', missing), () => {
  const SAYING = [...registry.fields()].filter(({ says }) => says?.text === null);
  const fields = SAYING.flatMap(({ abbrev, says }) => [abbrev, says?.of.abbrev ?? '']);
  // Ethernet, raw IP, 802.11 alone and behind radiotap: what carries addresses of these
  const linkTypes = [1, 101, 105, 127];

  test('are the addresses, in every sample', async () => {
    let compared = 0;
    for (const linkType of linkTypes) {
      const frames = SAMPLE_FRAMES.filter((one) => one.linkType === linkType);
      const { ours, theirs } = await bothOf(
        frames.map((one) => one.bytes),
        linkType,
        fields,
      );
      for (let row = 0; row < frames.length; row++)
        for (let i = 0; i < fields.length; i += 2) {
          // where the address itself is another one (a source route, a header that only one side reads), so is its text
          if (ours[row][i + 1] !== theirs[row][i + 1]) continue;
          expect(ours[row][i], `${frames[row].name}: ${fields[i]}`).toBe(theirs[row][i]);
          if (ours[row][i] !== '') compared++;
        }
    }
    expect(compared).toBeGreaterThan(500);
  });

  const OUIS = ['eth.src', 'eth.src_resolved', 'eth.src.oui', 'eth.src.oui_resolved'];
  const first = (name: string): string => /^[a-z0-9-]*/.exec(name.toLowerCase())?.[0] ?? '';
  test.each([
    ['00:00:0c:01:02:03', 'Cisco Systems, Inc'],
    ['00:0c:29:01:02:03', 'VMware, Inc.'],
    ['c8:2a:14:00:00:00', 'Apple, Inc.'],
    ['08:00:20:01:02:03', 'Oracle Corporation'],
    ['02:60:8c:01:02:03', '3COM'], // has the bit of local addresses, and is in the register all the same
    ['02:07:01:01:01:01', 'RACAL-DATACOM'],
    ['00:00:5e:00:01:05', 'ICANN, IANA Department'],
    ['70:b3:d5:12:34:56', 'IEEE Registration Authority'], // assigned by 36 bits: the field is about 24
    ['00:55:da:01:02:03', 'IEEE Registration Authority'],
    ['01:00:0c:cc:cc:cc', ''],
    ['01:00:5e:00:00:01', ''],
    ['33:33:00:00:00:01', ''],
    ['02:00:00:00:00:01', ''],
    ['ff:ff:ff:ff:ff:ff', ''],
  ])('%s is assigned to %j', async (address, name) => {
    const frame = bytesOf(hex('020000000001'), hex(address.replaceAll(':', '')), hex('88b5'), new Uint8Array(46));
    const { ours, theirs } = await bothOf([frame], 1, OUIS);
    expect(ours[0]).toEqual([
      address,
      address,
      String(Number.parseInt(address.slice(0, 8).replaceAll(':', ''), 16)),
      name,
    ]);
    expect(theirs[0].slice(0, 3)).toEqual(ours[0].slice(0, 3));
    expect(first(theirs[0][3])).toBe(first(name));
  });

  const corpus = corpusFolder();
  const lacks = corpusLacks(corpus, version);
  test.skipIf(lacks !== null)(
    named('differ in a sample of the corpus by the year of the register only', lacks),
    async () => {
      const names = ['eth.src.oui_resolved', 'eth.dst.oui_resolved', 'eth.addr.oui_resolved'];
      let equal = 0;
      let differing = 0;
      for (const name of MAKERS) {
        const file = join(corpus ?? '', name);
        const theirs = (await tsharkFields(file, version ?? '', names, [])).rows;
        const ours = (await ourFields(file, names, [])).rows;
        for (const [row, cells] of ours.entries())
          for (const [i, mine] of cells.entries()) {
            const their = theirs[row][i] ?? '';
            if (mine === their) equal += mine === '' ? 0 : 1;
            else {
              differing++;
              const reason = explainCell({ field: fieldOf(names[i]), ours: mine, theirs: their }, NO_FACTS);
              expect(reason ?? 'none', `${name}:${row + 1} ${names[i]}: ${mine} / ${their}`).toMatch(
                /^the register of makers/,
              );
            }
          }
      }
      console.log(`makers of addresses: ${equal} equal, ${differing} otherwise in the register of another year`);
      expect(equal).toBeGreaterThan(100);
      expect(differing).toBeGreaterThan(0);
    },
  );
});
