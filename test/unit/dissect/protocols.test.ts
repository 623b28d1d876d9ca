// Fields of single protocols, a row a case: the packet, and what `fields` says of it.
import { describe, expect, it } from 'vitest';
import { etherText } from '../../../src-main/text/address';
import { SHAPE_ANY, SHAPE_MASK } from '../../../src-main/flow/columns/columns';
import { fieldsOf, linesOf, nodesOf, rowOf, treeOf, type DissectInput } from '../../fixtures/dissect-frame';
import { dissectedHeader, scanFrame, scannedHeader } from '../../fixtures/scan-frame';
import {
  be32,
  bytesOf,
  concat,
  ethernet,
  hex,
  icmp,
  icmpv6,
  ipv4,
  ipv6,
  ipv6Bytes,
  pktap,
  udp,
  vlanTag,
} from '../../fixtures/make-packet';

const PAYLOAD = udp({ dstPort: 5000 }, bytesOf('hello'));
const pad = (bytes: Uint8Array, len: number, fill = 0): Uint8Array =>
  concat(bytes, new Uint8Array(Math.max(0, len - bytes.length)).fill(fill));

const rows: [string, DissectInput, Record<string, string>][] = [
  [
    'ethernet: bits of addresses',
    { bytes: ethernet({ dst: '33:33:00:00:00:01', src: '02:00:00:00:00:01' }, ipv4({}, PAYLOAD)) },
    {
      'eth.dst.ig': '1',
      'eth.dst.lg': '1',
      'eth.src.ig': '0',
      'eth.addr': '33:33:00:00:00:01,02:00:00:00:00:01',
      'eth.src.oui': '131072',
    },
  ],
  [
    'ethernet: padding',
    { bytes: pad(ethernet({}, ipv4({}, PAYLOAD)), 60) },
    { 'eth.padding': '00'.repeat(13), 'eth.trailer': '' },
  ],
  [
    'ethernet: a frame below 60 bytes is not padded',
    { bytes: pad(ethernet({}, ipv4({}, PAYLOAD)), 56) },
    { 'eth.padding': '', 'eth.trailer': '00'.repeat(9) },
  ],
  [
    'ethernet: trailer',
    { bytes: pad(ethernet({}, ipv4({}, PAYLOAD)), 60, 0xaa) },
    { 'eth.padding': '', 'eth.trailer': 'aa'.repeat(13), 'eth.fcs': '' },
  ],
  [
    'ethernet: check sequence',
    { bytes: pad(pad(ethernet({}, ipv4({}, PAYLOAD)), 60), 64, 0x11) },
    { 'eth.padding': '00'.repeat(13), 'eth.fcs': '0x11111111', 'eth.fcs.status': '2' },
  ],
  [
    'ethernet: a length of 0 is a type',
    { bytes: ethernet({ type: 0 }, hex('0102')) },
    { 'eth.type': '0x0000', 'eth.len': '', 'frame.protocols': 'eth:ethertype:data' },
  ],
  [
    'ethernet: a length that is none',
    { bytes: ethernet({ type: 1501 }, hex('0102')) },
    { 'eth.invalid_lentype': '0x05dd', 'eth.invalid_lentype.expert': '1' },
  ],
  [
    'ethernet: length beyond the frame',
    { bytes: ethernet({ type: 100 }, hex('42420300')) },
    { 'eth.len': '100', 'eth.len.past_end': '1' },
  ],
  [
    'vlan: tag',
    { bytes: ethernet({ type: 0x8100 }, vlanTag({ id: 4095, priority: 7 }, ipv4({}, PAYLOAD))) },
    { 'vlan.id': '4095', 'vlan.priority': '7', 'vlan.dei': '0', 'vlan.etype': '0x0800' },
  ],
  [
    'ipv4: header',
    { bytes: ethernet({}, ipv4({ tos: 0xb9, id: 0x1234, dontFragment: true, ttl: 3 }, PAYLOAD)) },
    {
      'ip.dsfield': '0xb9',
      'ip.dsfield.dscp': '46',
      'ip.dsfield.ecn': '1',
      'ip.id': '0x1234',
      'ip.flags': '0x02',
      'ip.flags.df': '1',
      'ip.ttl': '3',
      'ip.ttl.too_small': '1',
      'ip.hdr_len': '20',
      'ip.checksum.status': '1',
      'ip.addr': '10.0.0.1,10.0.0.2',
    },
  ],
  [
    'ipv4: wrong checksum',
    { bytes: ethernet({}, ipv4({ checksum: 0x1111 }, PAYLOAD)) },
    { 'ip.checksum': '0x1111', 'ip.checksum.status': '0', 'ip.checksum_bad.expert': '1' },
  ],
  [
    'ipv4: checksums not looked at',
    {
      bytes: ethernet({}, ipv4({ checksum: 0x1111 }, PAYLOAD)),
      options: { checkChecksums: false, relativeSequenceNumbers: true },
    },
    { 'ip.checksum.status': '2', 'ip.checksum_bad.expert': '' },
  ],
  [
    'ipv4: fragment',
    { bytes: ethernet({}, ipv4({ fragmentOffset: 185, moreFragments: true }, PAYLOAD)) },
    { 'ip.frag_offset': '185', 'ip.flags.mf': '1', 'udp.srcport': '', 'frame.protocols': 'eth:ethertype:ip:data' },
  ],
  [
    'ipv4: length 0 means the rest of the frame',
    { bytes: ethernet({}, ipv4({ totalLen: 0 }, PAYLOAD)) },
    { 'ip.len': '33', 'udp.srcport': '40000' },
  ],
  [
    'ipv4: length beyond the frame',
    { bytes: ethernet({}, ipv4({ totalLen: 200 }, PAYLOAD)) },
    { 'ip.len': '200', 'ip.bogus_ip_length': '1' },
  ],
  [
    'ipv4: length below its header',
    { bytes: ethernet({}, ipv4({ totalLen: 19 }, PAYLOAD)) },
    { 'ip.bogus_ip_length': '1', 'udp.srcport': '' },
  ],
  [
    'ipv4: header length below 20',
    { bytes: ethernet({ type: 0x0800 }, hex('44000014')) },
    { 'ip.hdr_len': '16', 'ip.bogus_header_length': '1' },
  ],
  [
    'ipv4: another version',
    { bytes: ethernet({ type: 0x0800 }, hex('65000014')) },
    { 'ip.version': '6', 'ip.bogus_ip_version': '1' },
  ],
  [
    'ipv4: options',
    { bytes: ethernet({}, ipv4({ options: [148, 4, 0, 0, 7, 11, 8, 10, 0, 0, 9, 0, 0, 0, 0, 0] }, PAYLOAD)) },
    {
      'ip.opt.type': '148,7,0',
      'ip.opt.ra': '0',
      'ip.opt.len': '4,11',
      'ip.opt.ptr': '8',
      'ip.rec_rt': '10.0.0.9',
      'ip.empty_rt': '0.0.0.0',
    },
  ],
  [
    'ipv4: option of length 0 ends the walk',
    { bytes: ethernet({}, ipv4({ options: [7, 0, 4, 1] }, PAYLOAD)) },
    { 'ip.opt.len': '0', 'ip.opt.len.invalid': '1', 'udp.srcport': '40000' },
  ],
  [
    'ipv4: option beyond the header',
    { bytes: ethernet({}, ipv4({ options: [148, 40, 0, 0] }, PAYLOAD)) },
    { 'ip.opt.len.invalid': '1', 'udp.srcport': '40000' },
  ],
  [
    'ipv6: header',
    { bytes: ethernet({}, ipv6({ trafficClass: 0xb8, flowLabel: 0x12345, hopLimit: 9 }, PAYLOAD)) },
    {
      'ipv6.version': '6',
      'ip.version': '6',
      'ipv6.tclass': '0x000000b8',
      'ipv6.tclass.dscp': '46',
      'ipv6.flow': '0x012345',
      'ipv6.plen': '13',
      'ipv6.nxt': '17',
      'ipv6.hlim': '9',
      'ipv6.addr': 'fd00::1,fd00::2',
    },
  ],
  [
    'ipv6: extension headers',
    {
      bytes: ethernet(
        {},
        ipv6({ nextHeader: 0 }, PAYLOAD, bytesOf([44, 0, 5, 2, 0, 0, 1, 0], [17, 0], [5, 201], be32(7))),
      ),
    },
    {
      'ipv6.hopopts.nxt': '44',
      'ipv6.hopopts.len_oct': '8',
      'ipv6.opt.router_alert': '0',
      'ipv6.opt.padn': '<none>',
      'ipv6.fraghdr.offset': '185',
      'ipv6.fraghdr.more': '1',
      'ipv6.fraghdr.ident': '0x00000007',
      'udp.srcport': '',
    },
  ],
  [
    'ipv4: a length beyond the frame, in a header that is cut short itself',
    { bytes: concat(ethernet({}, new Uint8Array(0)).subarray(0, 14), hex('4500 0053')) },
    { 'ip.len': '83', 'ip.bogus_ip_length': '1', '_ws.malformed': '[Malformed Packet: IPv4],_ws.malformed' },
  ],
  [
    'icmp: ping',
    { bytes: ethernet({}, ipv4({}, icmp(8, 0, 0x00010002, bytesOf('x')))) },
    {
      'icmp.type': '8',
      'icmp.ident': '1',
      'icmp.ident_le': '256',
      'icmp.seq': '2',
      'icmp.seq_le': '512',
      'icmp.checksum.status': '1',
    },
  ],
  [
    'icmp: the time of sending before the data of a ping',
    { bytes: ethernet({}, ipv4({}, icmp(0, 0, 0, bytesOf(hex('00f15365 40e20100'), 'x')))) },
    { 'icmp.data_time_relative': '0.000000789', 'data.data': '78' },
  ],
  [
    'icmp: a day away it is data like any other',
    { bytes: ethernet({}, ipv4({}, icmp(0, 0, 0, bytesOf(hex('80425565 40e20100'))))) },
    { 'icmp.data_time_relative': '', 'data.len': '8' },
  ],
  [
    'icmp: fragmentation needed',
    { bytes: ethernet({}, ipv4({}, icmp(3, 4, 1400, ipv4({ src: '192.0.2.1' }, PAYLOAD)))) },
    { 'icmp.mtu': '1400', 'icmp.unused': '0000', 'ip.src': '10.0.0.1,192.0.2.1', 'udp.dstport': '5000' },
  ],
  [
    'icmp: the quoted datagram may be cut',
    { bytes: ethernet({}, ipv4({}, icmp(3, 3, 0, ipv4({ totalLen: 1500 }, PAYLOAD)))) },
    { 'ip.bogus_ip_length': '', '_ws.malformed': '', 'icmp.unused': '00000000' },
  ],
  [
    'icmpv6: neighbour solicitation',
    { bytes: ethernet({}, ipv6({}, icmpv6(135, 0, 0, bytesOf(ipv6Bytes('fe80::2'), [1, 1, 2, 0, 0, 0, 0, 1])))) },
    {
      'icmpv6.nd.ns.target_address': 'fe80::2',
      'icmpv6.opt.linkaddr': '02:00:00:00:00:01',
      'icmpv6.opt.src_linkaddr': '02:00:00:00:00:01',
      'icmpv6.checksum.status': '1',
    },
  ],
  [
    'icmpv6: option of length 0',
    { bytes: ethernet({}, ipv6({}, icmpv6(133, 0, 0, bytesOf([1, 0, 0, 0, 0, 0, 0, 0])))) },
    { 'icmpv6.opt.length': '0', 'icmpv6.invalid_option_length': '1' },
  ],
  [
    'erspan: type I has no header',
    { bytes: ethernet({}, ipv4({ protocol: 47 }, bytesOf(hex('0000 88be'), ethernet({}, ipv4({}, PAYLOAD))))) },
    { 'erspan.version': '', erspan: 'Encapsulated Remote Switch Packet ANalysis Type I', 'udp.dstport': '5000' },
  ],
  [
    'erspan: type III with the subheader of platform 5',
    {
      bytes: ethernet(
        {},
        ipv4(
          { protocol: 47 },
          bytesOf(
            hex('1000 22eb 00000007 2064 5403 11223344 0055 804d 14155667 788aabbc'),
            ethernet({}, ipv4({}, PAYLOAD)),
          ),
        ),
      ),
    },
    {
      erspan: 'Encapsulated Remote Switch Packet ANalysis Type III',
      'erspan.vlan': '100',
      'erspan.cos': '2',
      'erspan.bso': '2',
      'erspan.truncated': '1',
      'erspan.spanid': '3',
      'erspan.timestamp': '287454020',
      'erspan.sgt': '85',
      'erspan.p': '1',
      'erspan.ft': '0',
      'erspan.hw': '4',
      'erspan.direction': '1',
      'erspan.gra': '2',
      'erspan.o': '1',
      'erspan.platid': '5',
      'erspan.pid5.switchid': '21',
      'erspan.pid5.port_index': '22119',
      'erspan.pid5.timestamp': '2022353852',
      'udp.dstport': '5000',
    },
  ],
  [
    'pktap: who sent it, and where',
    { bytes: bytesOf(pktap({}), ethernet({}, ipv4({}, PAYLOAD))), linkType: 258 },
    {
      'pktap.hdrlen': '108',
      'pktap.rectype': '1',
      'pktap.dlt': '1',
      'pktap.ifname': 'en0',
      'pktap.flags': '0x00000002',
      'pktap.pfamily': '2',
      'pktap.llhdrlen': '14',
      'pktap.pid': '2116',
      'pktap.cmdname': 'browser',
      'pktap.iftype': '6',
      'pktap.epid': '2117',
      'pktap.ecmdname': 'helper',
      'frame.encap_type': '171',
      'udp.dstport': '5000',
    },
  ],
  [
    'pktap: a name as long as its place',
    { bytes: bytesOf(pktap({ interfaceName: 'x'.repeat(30) }), ethernet({}, ipv4({}, PAYLOAD))), linkType: 258 },
    { 'pktap.ifname': 'x'.repeat(24), 'udp.dstport': '5000' },
  ],
  [
    'pktap: a header that is too short to be one',
    { bytes: bytesOf(pktap({ headerLen: 107 }), ethernet({}, ipv4({}, PAYLOAD))), linkType: 258 },
    { 'pktap.hdrlen': '107', 'pktap.hdrlen_too_short': '1', '_ws.malformed': '_ws.malformed', 'pktap.dlt': '' },
  ],
  [
    'pktap: a header that is longer than the frame',
    { bytes: bytesOf(pktap({ headerLen: 1000 }), ethernet({}, ipv4({}, PAYLOAD))), linkType: 258 },
    { '_ws.malformed': '[Malformed Packet: PKTAP],_ws.malformed', 'pktap.pid': '2116', 'udp.dstport': '' },
  ],
  [
    'pktap: a record that is no packet',
    { bytes: bytesOf(pktap({ recordType: 2 }), ethernet({}, ipv4({}, PAYLOAD))), linkType: 258 },
    { 'pktap.rectype': '2', '_ws.malformed': '', 'udp.dstport': '' },
  ],
  [
    'gre: key and sequence number',
    { bytes: ethernet({}, ipv4({ protocol: 47 }, bytesOf(hex('3000 0800'), be32(5), be32(6), ipv4({}, PAYLOAD)))) },
    { 'gre.proto': '0x0800', 'gre.key': '0x00000005', 'gre.sequence_number': '6', 'ip.proto': '47,17' },
  ],
];

describe.each(rows)('%s', (_name, input, expected) => {
  it('has these fields', () => expect(fieldsOf(input, Object.keys(expected))).toEqual(expected));
});

describe('frame', () => {
  it('tells times since the frame before and since the first', () => {
    const bytes = ethernet({}, ipv4({}, PAYLOAD));
    const context = { timeSec: 10, timeNano: 5, previousSec: 9, previousNano: 6, firstSec: 11, firstNano: 0 };
    expect(fieldsOf({ bytes, context }, ['frame.time_epoch', 'frame.time_delta', 'frame.time_relative'])).toEqual({
      'frame.time_epoch': '10.000000005',
      'frame.time_delta': '0.999999999',
      'frame.time_relative': '-0.999999995',
    });
  });

  it('has no time where the capture tells none', () => {
    const bytes = ethernet({}, ipv4({}, PAYLOAD));
    expect(
      fieldsOf({ bytes, context: { hasTime: false } }, ['frame.time', 'frame.time_epoch', 'frame.number']),
    ).toEqual({
      'frame.time': '',
      'frame.time_epoch': '',
      'frame.number': '1',
    });
  });

  it('shows comments above the frame', () => {
    const tree = treeOf({ bytes: ethernet({}, ipv4({}, PAYLOAD)), context: { comments: () => ['look here'] } });
    expect(tree[0].abbrev).toBe('pkt_comment');
    expect(linesOf(tree.slice(0, 1))).toContain('  Comment: look here');
    expect(tree[1].abbrev).toBe('frame');
  });
});

it.each([
  [1, 'Flags: 0x00000001 (incoming)', '标志：0x00000001（入站）'],
  [2, 'Flags: 0x00000002 (outgoing)', '标志：0x00000002（出站）'],
  [3, 'Flags: 0x00000003', '标志：0x00000003'],
])('pktap: flags %i tell the direction', (flags, en, zh) => {
  const tree = treeOf({ bytes: bytesOf(pktap({ flags }), ethernet({}, ipv4({}, PAYLOAD))), linkType: 258 });
  expect(linesOf(tree)).toContain(`  ${en}`);
  expect(linesOf(tree, 'zh-CN')).toContain(`  ${zh}`);
});

describe('what went wrong', () => {
  const whole = ethernet({}, ipv4({}, PAYLOAD));
  const verdicts = (input: DissectInput): string[] =>
    [...nodesOf(treeOf(input))].filter((node) => node.abbrev.startsWith('_ws.')).map((node) => node.message?.key ?? '');

  it('truncated: the capture cut it off', () => {
    expect(verdicts({ bytes: whole.slice(0, 20), originalLen: whole.length })).toEqual(['tree.short']);
  });
  it('malformed: beyond what the sender declared', () => {
    expect(verdicts({ bytes: whole.slice(0, 20) })).toEqual(['tree.malformed']);
  });
  it('unreassembled: the rest is in another fragment', () => {
    const first = ipv4({ moreFragments: true, totalLen: 24, protocol: 17 }, bytesOf([0x9c, 0x40]));
    expect(verdicts({ bytes: ethernet({}, pad(first.slice(0, 22), 22)) })).toHaveLength(1);
    const fields = fieldsOf(
      { bytes: ethernet({}, ipv4({ moreFragments: true, protocol: 17 }, bytesOf([0x9c, 0x40]))) },
      ['_ws.unreassembled', '_ws.malformed'],
    );
    expect(fields['_ws.unreassembled']).not.toBe('');
    expect(fields['_ws.malformed']).toBe('');
  });
  describe.each([62, 63, 100, 5000])('behind %i tags', (tags) => {
    let bytes = ipv4({}, PAYLOAD);
    for (let i = 0; i < tags; i++) bytes = vlanTag({ id: i % 4096, type: i === 0 ? 0x0800 : 0x8100 }, bytes);
    const input = { bytes: ethernet({ type: 0x8100 }, bytes) };
    // frame, Ethernet, and 62 tags
    const stop = 14 + 4 * 62;

    it('says where it stops, and why, in both languages', () => {
      const tree = treeOf(input);
      const notes = [...nodesOf(tree)].filter((node) => node.abbrev === '_ws.too_many_layers');
      expect(notes.map(({ at, len, severity }) => ({ at, len, severity }))).toEqual([
        { at: stop, len: input.bytes.length - stop, severity: 'warn' },
        { at: stop, len: 0, severity: 'warn' },
      ]);
      const name = tags === 62 ? 'Internet Protocol Version 4' : '802.1Q Virtual LAN';
      expect(linesOf(tree)).toContain(
        `[Dissection stops at byte ${stop}: 64 protocols are already nested, so ${name} was not decoded]`,
      );
      expect(linesOf(tree, 'zh-CN').join('\n')).toContain(`解析止于第 ${stop} 字节`);
      expect(tree.filter((node) => node.abbrev === 'vlan')).toHaveLength(62);
      expect(tree.at(-2)?.severity).toBe('warn');
      // what was not looked into is no trailer of a tag
      expect([...nodesOf(tree)].map((node) => node.abbrev)).not.toContain('vlan.trailer');
    });

    it('the row and the fields say so, too', () => {
      const row = rowOf(input);
      expect(row).toMatchObject({ protocol: 'VLAN', kind: 'trouble' });
      expect(row.info).toMatch(/\[More than 64 layers\]$/);
      expect(fieldsOf(input, ['_ws.too_many_layers', '_ws.malformed', '_ws.expert.message', 'ip.src'])).toEqual({
        '_ws.too_many_layers': '1',
        '_ws.malformed': '',
        '_ws.expert.message': 'Too many layers',
        'ip.src': '',
      });
    });

    it('and the scan goes no further', () => {
      expect(scannedHeader(input.bytes, 1, input.bytes.length)).toBe('');
      expect(scanFrame(input.bytes, 1, input.bytes.length).marks[0] & SHAPE_MASK).toBe(SHAPE_ANY);
    });
  });

  it('as deep as can be looked into: all is there', () => {
    for (const tags of [0, 1, 20, 60]) {
      let bytes = ipv4({}, PAYLOAD);
      for (let i = 0; i < tags; i++) bytes = vlanTag({ id: i, type: i === 0 ? 0x0800 : 0x8100 }, bytes);
      bytes = ethernet({ type: tags === 0 ? 0x0800 : 0x8100 }, bytes);
      expect(fieldsOf({ bytes }, ['udp.dstport', '_ws.too_many_layers'])['udp.dstport']).toBe('5000');
      expect(scannedHeader(bytes, 1, bytes.length)).toBe(dissectedHeader(bytes, 1, bytes.length));
    }
  });

  it('severity rises to the protocol', () => {
    const tree = treeOf({ bytes: ethernet({}, ipv4({ checksum: 1 }, PAYLOAD)) });
    expect(tree.find((node) => node.abbrev === 'ip')?.severity).toBe('error');
  });
});

it('addresses are printed as they stand', () =>
  expect(etherText(hex('00 ff 10 00 0a 01'), 0)).toBe('00:ff:10:00:0a:01'));
