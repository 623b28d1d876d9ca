// Fields of Wi-Fi frames, their radio headers, netlink and links with a direction byte against tshark's: the corpus has few such captures,
// so the sample frames are written to files, one a link type. Every occurrence of every field of these protocols.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { registry } from '../../src-main/dissect/protocols/registry';
import { pcapFile, tempFolder } from '../fixtures/make-capture';
import { fieldsOf } from '../fixtures/dissect-frame';
import { named } from '../fixtures/corpus';
import { WLAN_FRAMES } from '../fixtures/wlan-frames';
import { ORACLE_PREFERENCES } from './field-list';
import { tsharkFields, tsharkVersion } from './tshark';

const version = tsharkVersion();
const folder = tempFolder();
afterAll(() => folder.remove());

const OWN = /^(?:wlan|wlan_aggregate|radiotap|prism|wlancap|ppi|netlink|ppp|chdlc|fr)\./;
/** DIFFERENCES.md, "Link layers", says why; `netlink.hdr_type` has a name of its own for each family in tshark. */
const LEFT_OUT = new Set([
  'netlink.hdr_type',
  'prism.did',
  'wlan_aggregate.a_mdsu.subframe',
  'wlan.mesh.control_field',
]);
const FIELDS = [
  ...[...registry.fields()].map(({ abbrev }) => abbrev).filter((name) => OWN.test(name) && !LEFT_OUT.has(name)),
  ...['eth.src', 'llc.type', 'ip.src', 'ip.dst', 'tcp.srcport', 'tcp.dstport', 'tcp.len', 'tcp.flags', 'udp.srcport'],
];
/** tshark does not count the padding, and reads what follows in the wrong place. */
const MISREAD = new Set(['ppi, aligned fields', 'netlink, padded message']);
/** Link types that tshark refuses. */
const UNKNOWN = new Set([205, 206]);
const linkTypes = [...new Set(WLAN_FRAMES.map(({ linkType }) => linkType))].filter((number) => !UNKNOWN.has(number));

describe.skipIf(version === null)(named("link layers equal tshark's", version === null ? 'no tshark' : null), () => {
  test.each(linkTypes)('link type %i', async (linkType) => {
    if (version === null) throw new Error('unreachable');
    const samples = WLAN_FRAMES.filter((sample) => sample.linkType === linkType);
    const path = join(folder.path, `${linkType}.pcap`);
    writeFileSync(
      path,
      pcapFile(
        samples.map(({ bytes }) => bytes),
        { linkType },
      ),
    );
    const { rows } = await tsharkFields(path, version, FIELDS, ORACLE_PREFERENCES);
    expect(rows.length).toBe(samples.length);
    const differences: string[] = [];
    let filled = 0;
    samples.forEach(({ name, bytes }, row) => {
      if (MISREAD.has(name)) return;
      const ours = fieldsOf({ bytes, linkType }, FIELDS);
      FIELDS.forEach((field, i) => {
        const theirs = rows[row][i] ?? '';
        if (theirs !== '') filled++;
        if (ours[field] !== theirs) differences.push(`${name}: ${field} ours ${ours[field]}, tshark ${theirs}`);
      });
    });
    expect(differences).toEqual([]);
    expect(filled).toBeGreaterThan(5);
  });
});
