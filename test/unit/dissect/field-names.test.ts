// Our field tables against Wireshark's: `tshark -G fields` prints name, abbreviation, type, base and mask of each.
import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { registry } from '../../../src-main/dissect/protocols/registry';
import type { Field } from '../../../src-main/dissect/contract/fields';
import { named } from '../../fixtures/corpus';

const there = spawnSync('tshark', ['--version'], { encoding: 'utf8' });
const is40 = there.status === 0 && /^TShark \(Wireshark\) 4\.0\./m.test(there.stdout);

interface Theirs {
  name: string;
  type: string;
  base: string;
  mask: number;
}

const TYPES: Record<string, string> = {
  abstime: 'FT_ABSOLUTE_TIME',
  bool: 'FT_BOOLEAN',
  ipv4: 'FT_IPv4',
  ipv6: 'FT_IPv6',
  reltime: 'FT_RELATIVE_TIME',
};
const typeOf = (field: Field): string => TYPES[field.type] ?? `FT_${field.type.toUpperCase()}`;

/** Names that we word ourselves: descriptions, not what a user looks for. */
const OWN_WORDS = [
  'eth.src_not_group',
  'ipv6.plen_zero',
  'tcp.options.wscale.shift.invalid',
  'tcp.options',
  'udp.payload',
];
/** Of Encrypted ClientHello, since Wireshark 4.2. */
const ECH = [
  'handshake.ech_outer',
  'ech.client_hello_type',
  'ech.config_id',
  'ech.enc_length',
  'ech.enc',
  'ech.payload_length',
]
  .concat('ech.payload', 'ech.hpke.symmetric_cipher_suite.kdf_id', 'ech.hpke.symmetric_cipher_suite.aead_id')
  .flatMap((name) => [`tls.${name}`, `dtls.${name}`]);
/** Of the header that protected records of DTLS 1.3 have, since the same. */
const UNIFIED = ['bitmask', 'fixed', 'cid_present', 'seq_size', 'length', 'epoch_bits'].map(
  (name) => `dtls.unified_header.${name}`,
);
/** Fields of later versions, and our own. */
const NOT_IN_40 = [
  '_ws.too_many_layers',
  'tcp.flags.ae',
  'tcp.checksum.partial',
  'tcp.stream.pnum',
  'udp.checksum.partial',
  'tcp.options.mptcp',
  'tls.handshake.ja4',
  'tls.handshake.ja4_r',
  'dtls.handshake.ja4',
  'dtls.handshake.ja4_r',
  ...ECH,
  ...UNIFIED,
];
/** Object identifiers: a type of its own there, texts here. */
const OBJECT_IDS = ['x509af.algorithm.id', 'x509af.extension.id', 'x509if.oid', 'x509ce.KeyPurposeId'];
/** Wireshark has two definitions of these, and lists the one that is used less. */
const TWICE = ['llc.control.ftype', 'dns.rr.udp_payload_size'];
/** What we worked out ourselves. */
const isOwn = (field: Field): boolean => field.abbrev === 'synscope' || field.abbrev.startsWith('synscope.');
/** Twelve bits there; here the byte that holds the bit. */
const isTcpFlag = (field: Field): boolean => field.abbrev.startsWith('tcp.flags.') && field.type === 'bool';

describe.skipIf(!is40)(named('field tables and tshark 4.0 -G fields', is40 ? null : 'no tshark 4.0'), () => {
  const fields = new Map<string, Theirs[]>();
  const protocols = new Map<string, string>();
  const listing = is40 ? execFileSync('tshark', ['-G', 'fields'], { encoding: 'utf8', maxBuffer: 2 ** 28 }) : '';
  for (const line of listing.split('\n')) {
    const [kind, name, abbrev, type, , base, mask] = line.split('\t');
    if (kind === 'P') protocols.set(abbrev, name);
    if (kind !== 'F') continue;
    const list = fields.get(abbrev) ?? [];
    list.push({ name, type, base, mask: Number(mask) });
    fields.set(abbrev, list);
  }

  it('know every protocol', () => {
    const lines = [...registry.fields()].filter((field) => field.type === 'protocol' && !isOwn(field));
    const wrong = lines.filter((field) => !protocols.has(field.abbrev)).map((field) => field.abbrev);
    expect(wrong).toEqual([]);
  });

  const ours = [...registry.fields()].filter(
    (field) => field.type !== 'protocol' && !NOT_IN_40.includes(field.abbrev) && !isOwn(field),
  );
  // options of TCP are protocols to Wireshark 4.0: they have a name there, and no type
  const known = (abbrev: string): boolean => fields.has(abbrev) || protocols.has(abbrev);

  it('know every field', () => {
    expect(ours.filter((field) => !known(field.abbrev)).map((field) => field.abbrev)).toEqual([]);
  });

  it('agree in name, type, base and mask', () => {
    const wrong: string[] = [];
    for (const field of ours) {
      if (TWICE.includes(field.abbrev)) continue;
      if (protocols.has(field.abbrev)) {
        if (protocols.get(field.abbrev) !== field.name) wrong.push(`${field.abbrev}: ${field.name}`);
        continue;
      }
      const theirs = fields.get(field.abbrev) ?? [];
      const same = theirs.some(
        (t) =>
          (t.name === field.name || OWN_WORDS.includes(field.abbrev)) &&
          (t.type.replace('STRINGZ', 'STRING') === typeOf(field) ||
            (t.type === 'FT_OID' && OBJECT_IDS.includes(field.abbrev))) && // how a text ends in the packet is nobody's business
          (t.mask === 0 || t.mask === field.mask || field.mask === 0 || isTcpFlag(field)) &&
          sameBase(t.base, field),
      );
      if (!same)
        wrong.push(
          `${field.abbrev}: ${field.name}, ${typeOf(field)}, ${field.base}, ${field.mask}; theirs ${JSON.stringify(theirs)}`,
        );
    }
    expect(wrong).toEqual([]);
  });
});

function sameBase(base: string, field: Field): boolean {
  if (isTcpFlag(field)) return base === '12';
  if (field.type === 'bool') return Number(base) === field.width;
  if (base === '' || base === 'BASE_NONE' || base === 'BASE_CUSTOM') return true;
  if (base.startsWith('BASE_PT_')) return field.base === 'dec'; // a port
  return base === `BASE_${field.base.toUpperCase()}`;
}
