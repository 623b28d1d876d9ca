// What is odd about the way that a capture was read is said on stderr, and changes neither the output nor the exit code.
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { concat, ethernet, ipv4, pcapFile, tempFolder, udp } from '../../fixtures/make-capture';
import { cli } from './run-cli';

const { file, remove } = tempFolder();
afterAll(remove);

const bytes = ethernet({}, ipv4({}, udp({ dstPort: 5000 })));
const part = pcapFile([bytes, bytes]);

test.each([
  ['plain.pcap', (all: Uint8Array) => all, ''],
  ['packed.pcap.gz', (all: Uint8Array) => gzipSync(all), ' of the unpacked data'],
])('two captures in %s', async (name, pack, where) => {
  const { code, out, err } = await cli('fields', file(name, pack(concat(part, part))), '-e', 'udp.dstport');
  expect(code).toBe(0);
  expect(out).toBe('5000\n'.repeat(4));
  expect(err).toBe(
    'synscope: 1 packet does not stand in the order of time, the first is packet 3. Times and timelines go by the time stamps, packet numbers by the place in the file. To read them in the order of time: File menu, or --sorted on the command line.\n' +
      'synscope: The file is 2 capture files one behind the other, which no capture format allows. All of them were read; ' +
      `the second file begins at byte ${part.length} (pcap)${where}.\n`,
  );
});

test('three', async () => {
  const { err } = await cli('packets', file('three.pcap', concat(part, part, part)));
  expect(err).toContain(`the others begin at byte ${part.length} (pcap), ${2 * part.length} (pcap).`);
});

test('a link type that is not dissected', async () => {
  const { code, out, err } = await cli('packets', file('usb.pcap', pcapFile([bytes], { linkType: 189 })));
  expect(code).toBe(0);
  expect(out).toContain('USB packets with Linux header (link type 189), not dissected');
  expect(err).toContain('link type 189 (USB packets with Linux header)');
});

test('nothing to say about an ordinary file', async () => {
  expect((await cli('packets', file('one.pcap', part))).err).toBe('');
});

test('packets in the order of time', async () => {
  const one = { bytes, sec: 9, nano: 0 };
  const path = file('late.pcap', pcapFile([one, { ...one, sec: 5 }]));
  const times = (text: string): string[] =>
    text
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/)[1]);
  const asTheyStand = await cli('packets', path);
  expect(times(asTheyStand.out)).toEqual(['0.000000', '-4.000000']);
  expect(asTheyStand.err).toContain('--sorted');
  const sorted = await cli('packets', '--sorted', path);
  expect(times(sorted.out)).toEqual(['0.000000', '4.000000']);
  expect(sorted.err).toBe('');
});
