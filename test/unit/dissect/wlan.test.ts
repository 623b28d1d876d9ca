// Wi-Fi frames and netlink messages that are odd, or meant to harm: what is made of them, and that it ends.
import { describe, expect, it } from 'vitest';
import { KIND_NONE, KIND_TCP, KIND_UDP } from '../../../src-main/flow/scan/scratch';
import { SHAPE_ANY, SHAPE_MASK } from '../../../src-main/flow/columns/columns';
import { fieldsOf, nodesOf, treeOf } from '../../fixtures/dissect-frame';
import { be16, bytesOf, concat, hex, icmp, ipv4, macBytes, tcp, udp } from '../../fixtures/make-packet';
import { scanFrame } from '../../fixtures/scan-frame';
import { wlanHeader } from '../../fixtures/wlan-frames';

const SNAP = hex('aa aa 03 000000 0800');
const llc = (packet: Uint8Array): Uint8Array => bytesOf(SNAP, packet);
const part = (payload: Uint8Array): Uint8Array =>
  bytesOf(
    macBytes('02:00:00:00:00:05'),
    macBytes('02:00:00:00:00:06'),
    be16(payload.length),
    payload,
    new Uint8Array(-(14 + payload.length) & 3),
  );
const aggregate = (...payloads: Uint8Array[]): Uint8Array =>
  bytesOf(wlanHeader({ kind: 0x88, flags: 2, qos: '8000' }), ...payloads.map(part));

const SEGMENT = llc(ipv4({ src: '10.0.0.1', dst: '10.0.0.2' }, tcp({ srcPort: 1111, dstPort: 80, flags: 'A' })));
const OTHER = llc(ipv4({ src: '10.0.0.3', dst: '10.0.0.4' }, tcp({ srcPort: 2222, dstPort: 81, flags: 'A' })));
const DATAGRAM = llc(ipv4({ src: '10.0.0.5', dst: '10.0.0.6' }, udp({ srcPort: 3333, dstPort: 82 })));
const PING = llc(ipv4({ src: '10.0.0.7', dst: '10.0.0.8' }, icmp(8, 0, 1)));

describe('an aggregate', () => {
  it('shows every part, and counts for the first conversation', () => {
    const bytes = aggregate(SEGMENT, OTHER);
    const fields = fieldsOf({ bytes, linkType: 105 }, ['tcp.srcport', 'wlan_aggregate.a_mdsu.length', 'wlan.da']);
    expect(fields).toEqual({
      'tcp.srcport': '1111,2222',
      'wlan_aggregate.a_mdsu.length': '48,48',
      'wlan.da': '02:00:00:00:00:01,02:00:00:00:00:05,02:00:00:00:00:05',
    });
    const scratch = scanFrame(bytes, 105, bytes.length);
    expect([scratch.kind[0], scratch.srcPort[0], scratch.addresses[0]]).toEqual([KIND_TCP, 1111, 0x0a000001]);
    expect(scratch.marks[0] & SHAPE_MASK).toBe(SHAPE_ANY);
  });

  it('keeps addresses and ports of one part together', () => {
    const bytes = aggregate(PING, DATAGRAM, SEGMENT);
    const scratch = scanFrame(bytes, 105, bytes.length);
    expect([scratch.kind[0], scratch.srcPort[0], scratch.addresses[0]]).toEqual([KIND_UDP, 3333, 0x0a000005]);
  });

  it('of thousands of empty parts ends', () => {
    const bytes = concat(wlanHeader({ kind: 0x88, flags: 2, qos: '8000' }), new Uint8Array(262_000));
    expect([...nodesOf(treeOf({ bytes, linkType: 105 }))].length).toBeLessThan(20_000);
    expect(scanFrame(bytes, 105, bytes.length).kind[0]).toBe(KIND_NONE);
  });
});

describe('a radiotap header', () => {
  it('of nothing but present words is passed over', () => {
    const words = new Uint8Array(65_000).fill(0xff);
    words.set([0, 0, 0, 0x7f], words.length - 4);
    const bytes = bytesOf([0, 0, 65_004 & 0xff, 65_004 >> 8], words, wlanHeader({ flags: 1 }), SEGMENT);
    const fields = fieldsOf({ bytes, linkType: 127 }, ['radiotap.present.word', 'tcp.srcport']);
    expect(fields).toEqual({ 'radiotap.present.word': '', 'tcp.srcport': '1111' });
    expect(scanFrame(bytes, 127, bytes.length).srcPort[0]).toBe(1111);
  });

  it.each([
    ['shorter than itself', '00 00 0700 00000000', 'radiotap.length.invalid', ''],
    ['with a field behind its end', '00 00 0800 04000000', 'radiotap.data_past_header', '1111'],
  ])('%s is told', (_what, header, note, port) => {
    const bytes = bytesOf(hex(header), wlanHeader({ flags: 1 }), SEGMENT);
    expect(fieldsOf({ bytes, linkType: 127 }, [note, 'tcp.srcport'])).toEqual({ [note]: '1', 'tcp.srcport': port });
    expect(scanFrame(bytes, 127, bytes.length).kind[0]).toBe(port === '' ? KIND_NONE : KIND_TCP);
  });

  it('tells rate, channel and signal', () => {
    const header = hex('00 00 1000 2c000000 0b 00 8509 a000 d3 00');
    const bytes = bytesOf(header, wlanHeader({ flags: 1 }), SEGMENT);
    const names = ['radiotap.datarate', 'radiotap.channel.freq', 'radiotap.dbm_antsignal'];
    expect(Object.values(fieldsOf({ bytes, linkType: 127 }, names))).toEqual(['5.5', '2437', '-45']);
  });
});

it('the first fragment ends in the rest of another frame, not in damage', () => {
  const whole = bytesOf(wlanHeader({ flags: 5 }), SEGMENT);
  const cut = whole.slice(0, whole.length - 10);
  const verdicts = fieldsOf({ bytes: cut, linkType: 105 }, ['_ws.malformed', '_ws.unreassembled', 'ip.src']);
  expect(verdicts).toEqual({
    '_ws.malformed': '',
    '_ws.unreassembled': '[BoundError Unreassembled Packet: TCP]',
    'ip.src': '10.0.0.1',
  });
});

it('a retransmitted frame has a note', () => {
  const bytes = bytesOf(wlanHeader({ flags: 9 }), SEGMENT);
  expect(fieldsOf({ bytes, linkType: 105 }, ['wlan.fc.retry.expert'])).toEqual({ 'wlan.fc.retry.expert': '1' });
});

it('a netlink message of 4 GiB ends with the frame', () => {
  const message = hex('ffffffff 1000 0200 07000000 63000000 61626364');
  const bytes = bytesOf(hex('0004 0338 0000 0000000000000000 0009'), message);
  expect(fieldsOf({ bytes, linkType: 253 }, ['netlink.hdr_len', 'data.len'])).toEqual({
    'netlink.hdr_len': '4294967295',
    'data.len': '4',
  });
});
