// Headers of frames, cut and with other addresses: nothing of the payload stays, checksums stay right or wrong, every cut is survived.
import { describe, expect, it } from 'vitest';
import type { FrameContext } from '../../../src-main/dissect/contract/context';
import { CaptureDocument } from '../../../src-main/engine/document/document';
import { exportSource } from '../../../src-main/engine/exports/export-source';
import { AddressMap } from '../../../src-main/report/anonymise/address-map';
import { FrameHeaders } from '../../../src-main/report/anonymise/frame-headers';
import { pcapFile } from '../../fixtures/make-capture';
import { concat, ethernet, icmp, internetChecksum, ipv4, ipv6, tcp, tcpOption, udp } from '../../fixtures/make-packet';
import { SAMPLE_FRAMES } from '../../fixtures/sample-frames';
import { tempFolder } from '../../fixtures/temp-folder';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const KEY = Uint8Array.from({ length: 32 }, (_, i) => 255 - i);
const headers = new FrameHeaders((_frame, layers, error) => {
  throw new Error(layers, { cause: error });
});

/** Frames of one link type, as the engine has them. */
async function each(
  frames: readonly Uint8Array[],
  work: (bytes: Uint8Array, context: FrameContext) => void,
  linkType = 1,
): Promise<void> {
  const file = join(tempFolder(), 'frames.pcap');
  writeFileSync(file, pcapFile([...frames], { linkType }));
  const opened = await CaptureDocument.open(file);
  if (!opened.ok) throw new Error(opened.problem.kind);
  await opened.document.read({ progress: () => undefined, stopped: () => false });
  const source = exportSource(opened.document);
  for (let row = 0; row < opened.document.frames; row++) work(source.bytes(row).slice(), source.context(row));
  opened.document.close();
}

const SECRET = new TextEncoder().encode('a secret password for example.org');
const ends = { src: '10.1.2.3', dst: '10.1.9.9' };
const one = { srcPort: 40000, dstPort: 80, seq: 1, ack: 2 };

describe('headers without payloads', () => {
  it.each<[string, Uint8Array, number]>([
    [
      'TCP',
      ethernet({}, ipv4(ends, tcp({ ...one, flags: 'PA', options: [...tcpOption.timestamps(1, 2)] }, SECRET))),
      66,
    ],
    ['UDP', ethernet({}, ipv4({ ...ends, protocol: 17 }, udp({ srcPort: 1, dstPort: 2 }, SECRET))), 42],
    ['DNS', ethernet({}, ipv4({ ...ends, protocol: 17 }, udp({ srcPort: 1000, dstPort: 53 }, SECRET))), 42],
    ['ICMP echo', ethernet({}, ipv4({ ...ends, protocol: 1 }, icmp(8, 0, 1, SECRET))), 42],
    ['a protocol that is not known', ethernet({}, ipv4({ ...ends, protocol: 253 }, SECRET)), 34],
    ['an EtherType that is not known', ethernet({ type: 0x88b5 }, SECRET), 14],
  ])('%s', async (_, frame, length) => {
    const map = new AddressMap(KEY);
    await each([frame], (bytes, context) => {
      expect(headers.cut(bytes, () => context)).toEqual(frame.subarray(0, length));
      const other = headers.anonymous(bytes, () => context, map);
      expect(other.length).toBe(length);
      expect(other.subarray(0, 12)).not.toEqual(frame.subarray(0, 12));
    });
  });
});

/** Whether the TCP checksum of a segment over IPv4 in Ethernet is right. */
function isRight(frame: Uint8Array): boolean {
  const segment = frame.subarray(34);
  const pseudo = concat(frame.subarray(26, 34), Uint8Array.of(0, 6, segment.length >> 8, segment.length & 0xff));
  return internetChecksum(pseudo, segment) === 0;
}

describe('checksums', () => {
  it('right stays right, wrong stays wrong, with every pair of addresses', async () => {
    const frames = Array.from({ length: 60 }, (_, i) => {
      const frame = ethernet(
        {},
        ipv4({ src: `10.${i}.2.3`, dst: `172.16.${i}.9` }, tcp({ ...one, flags: 'S', seq: i })),
      );
      if (i % 2 === 1) frame[50] ^= 0x55; // the checksum of TCP
      return frame;
    });
    const map = new AddressMap(KEY);
    let at = 0;
    await each(frames, (bytes, context) => {
      expect(isRight(bytes)).toBe(at % 2 === 0);
      const other = headers.anonymous(bytes, () => context, map);
      expect(internetChecksum(other.subarray(14, 34))).toBe(0);
      expect(isRight(other)).toBe(at++ % 2 === 0);
    });
    expect(at).toBe(60);
  });

  it('of an ICMP error counts the packet that it quotes, of UDP 0 stays none', async () => {
    const quoted = ipv4(ends, tcp({ ...one, flags: 'S' }));
    const error = ethernet({}, ipv4({ src: '10.9.9.9', dst: ends.src, protocol: 1 }, icmp(3, 3, 0, quoted)));
    const unchecked = ethernet({}, ipv4({ ...ends, protocol: 17 }, udp({ srcPort: 1, dstPort: 2 })));
    unchecked[40] = unchecked[41] = 0;
    const map = new AddressMap(KEY);
    const others: Uint8Array[] = [];
    await each([error, unchecked], (bytes, context) => {
      others.push(headers.anonymous(bytes, () => context, map).slice());
    });
    expect(others[0].length).toBe(error.length);
    expect(internetChecksum(others[0].subarray(34))).toBe(0);
    expect(internetChecksum(others[0].subarray(42, 62))).toBe(0);
    // the same address is the same inside and outside
    expect(others[0].subarray(54, 58)).toEqual(others[0].subarray(30, 34));
    expect([others[1][40], others[1][41]]).toEqual([0, 0]);
  });

  it('over IPv6', async () => {
    const frame = ethernet(
      { type: 0x86dd },
      ipv6({ src: '2001:db8::1', dst: '2001:db8::2' }, tcp({ ...one, flags: 'S' })),
    );
    await each([frame], (bytes, context) => {
      const other = headers.anonymous(bytes, () => context, new AddressMap(KEY));
      const segment = other.subarray(54);
      const pseudo = concat(other.subarray(22, 54), Uint8Array.of(0, 0, 0, segment.length, 0, 0, 0, 6));
      expect(other.subarray(22, 54)).not.toEqual(frame.subarray(22, 54));
      expect(internetChecksum(pseudo, segment)).toBe(0);
    });
  });
});

describe('every sample, cut anywhere', () => {
  const linkTypes = [...new Set(SAMPLE_FRAMES.map(({ linkType }) => linkType))];
  it.each(linkTypes)('link type %i', async (linkType) => {
    const map = new AddressMap(KEY);
    const samples = SAMPLE_FRAMES.filter((sample) => sample.linkType === linkType && sample.bytes.length <= 400);
    const cuts = samples.flatMap(({ bytes }) =>
      Array.from({ length: Math.ceil(bytes.length / 3) + 1 }, (_, i) => bytes.slice(0, Math.min(bytes.length, 3 * i))),
    );
    await each(
      cuts,
      (bytes, context) => {
        const cut = headers.cut(bytes, () => context).length;
        const other = headers.anonymous(bytes, () => context, map);
        expect(other.length).toBe(cut);
        expect(cut).toBeLessThanOrEqual(bytes.length);
      },
      linkType,
    );
  });
});

describe('without a dissection', () => {
  it('the headers of plain frames, cut anywhere, are the same', async () => {
    const options = [...tcpOption.timestamps(1, 2)];
    const [a, b] = ['2001:db8::1', '2001:db8::2'];
    const whole = [
      ethernet({}, ipv4(ends, tcp({ ...one, flags: 'PA', options }, SECRET))),
      ethernet({}, ipv4({ ...ends, protocol: 17 }, udp({ srcPort: 1, dstPort: 2 }, SECRET))),
      ethernet({ type: 0x86dd }, ipv6({ src: a, dst: b }, tcp({ ...one, flags: 'A' }, SECRET))),
      ethernet({ type: 0x86dd }, ipv6({ src: a, dst: b }, udp({ srcPort: 1, dstPort: 2 }, SECRET))),
    ];
    const frames = whole.flatMap((frame) => Array.from(frame, (_, i) => frame.slice(0, i + 1)));
    const map = new AddressMap(KEY);
    await each(frames, (bytes, context) => {
      expect(headers.cut(bytes, () => context, true)).toEqual(headers.cut(bytes, () => context));
      const quick = headers.anonymous(bytes, () => context, map, true).slice();
      expect(quick).toEqual(headers.anonymous(bytes, () => context, map));
    });
  });
});
