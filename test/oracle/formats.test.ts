// Every format that editcap writes and we read, and files made by hand with all that these formats can hold: cell by cell against tshark.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openCapture } from '../../src-main/formats/detect';
import { named } from '../fixtures/corpus';
import { bytesOf, concat, ethernet, ipv4, ipv6, tcp, tempFolder, udp } from '../fixtures/make-capture';
import { erfEthernet, erfRecord, netmonFile, snoopFile } from '../fixtures/make-other-capture';
import { differenceText, runOracle, unexplained } from './oracle';
import { fileType, tsharkVersion } from './tshark';

const version = tsharkVersion();
const editcap = spawnSync('editcap', ['--version']).status === 0;
const missing = version === null || !editcap ? 'no tshark or no editcap' : null;

const samples = join(import.meta.dirname, '../../resources/samples');
const FORMATS = ['modpcap', 'nokiapcap', 'nsecpcap', 'rh6_1pcap', 'suse6_3pcap', 'snoop', 'netmon1', 'netmon2'];

const inner = ipv4({}, udp({}, bytesOf('x')));
const frame = ethernet({}, inner);
const segment = ethernet({}, ipv4({}, tcp({ flags: 'S', seq: 5 })));
/** tshark takes the last four bytes of a frame from Surveyor for its check sum. */
const FCS = new Uint8Array(4);
const six = ipv6({}, tcp({ flags: 'SA', seq: 9, ack: 6 }));

/** By the name of the file: what is in it. */
const MADE: Record<string, Uint8Array> = {
  'a.snoop': snoopFile([
    { bytes: frame, originalLen: 1500, padding: 6 },
    { bytes: segment.slice(0, 40), originalLen: segment.length, micros: 999_999 },
    segment,
  ]),
  'atm.snoop': snoopFile([concat(bytesOf(0x82, 0, 0, 1, 0xaa, 0xaa, 3, 0, 0, 0, 8, 0), inner)], { datalink: 18 }),
  'surveyor.cap': snoopFile(
    [frame, segment].map((bytes) => ({ bytes: concat(bytes, FCS), padding: 16 })),
    { version: 4, datalink: 12 },
  ),
  'wifi.cap': snoopFile([{ bytes: bytesOf(0, 0, 0, 8, new Uint8Array(40)), padding: 16 }], {
    version: 5,
    datalink: 18,
  }),
  'old.cap': netmonFile(
    [
      { bytes: frame, delta: 999n },
      { bytes: segment, delta: 0xffff_ffffn },
    ],
    { version: [1, 1] },
  ),
  'early.cap': netmonFile(
    [5n, -5_000_000n, 1n << 62n, -(1n << 63n), 1n << 52n].map((delta) => ({ bytes: segment, delta })),
    { version: [2, 0] },
  ),
  'media.cap': netmonFile(
    [
      ...[0, 1, 2, 3, 6, 0xe001, 0xe071, 0xe080].map((medium) => ({ bytes: frame, medium })),
      ...[7, 8, 9, 0xe065].map((medium) => ({ bytes: inner, medium })),
      ...[0xffe0, 0xfffb, 0xfffc, 0xfffd, 0xfffe, 0xffff].map((medium) => ({ bytes: bytesOf('what'), medium })),
      { bytes: six, medium: 9, originalLen: 10 },
    ],
    { version: [2, 2] },
  ),
  'order.cap': netmonFile(
    [16_145_224_770_000_001n, 0n, 123n].map((time) => ({ bytes: segment, time })),
    { order: [2, 0, 0, 1] },
  ),
  'types.erf': concat(
    ...[0, 1, 2, 3, 0x7fff_ffff, 0xffff_fffe, 0xffff_ffff].map((fraction) => erfEthernet(segment, { fraction })),
    erfEthernet(frame, { type: 0x8b, extra: bytesOf(0x83, new Uint8Array(7), 5, new Uint8Array(7), 0, 0), flags: 7 }),
    erfEthernet(concat(segment, new Uint8Array(10)), { wireLen: segment.length + 4 }),
    erfRecord({ type: 48, bytes: bytesOf(), sec: 0 }),
    erfRecord({ type: 1, bytes: concat(bytesOf(0x0f, 0, 8, 0), inner) }),
    erfRecord({ type: 5, bytes: concat(bytesOf(0x8f, 9, 8, 0), inner), extra: new Uint8Array(4) }),
    erfRecord({ type: 19, bytes: concat(bytesOf(0xff, 3, 0, 0x21), inner) }),
    erfRecord({ type: 10, bytes: concat(bytesOf(0, 0x21), inner) }),
    erfRecord({ type: 22, bytes: inner, wireLen: 1500 }),
    erfRecord({ type: 23, bytes: six }),
    ...[6, 8].map((type) => erfRecord({ type, bytes: inner, extra: new Uint8Array(4) })),
    ...[27, 30, 99].map((type) => erfRecord({ type, bytes: inner })),
  ),
};

function run(...args: string[]): void {
  const { status, stderr } = spawnSync('editcap', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

describe.skipIf(missing !== null)(named('files of other formats are read as tshark reads them', missing), () => {
  const folder = tempFolder();
  afterAll(() => folder.remove());

  test.each(FORMATS)('written by editcap: %s', async (format) => {
    const files = ['refused', 'reset', 'https'].map((sample) => {
      // not every format can hold what a pcapng file may hold beside packets
      run('-F', 'pcap', join(samples, `${sample}.pcapng`), join(folder.path, `${sample}.pcap`));
      run('-F', format, join(folder.path, `${sample}.pcap`), join(folder.path, `${sample}.${format}`));
      return `${sample}.${format}`;
    });
    await compare(files);
    for (const file of files) await checkName(file);
  });

  test.each(Object.keys(MADE))('made by hand: %s', async (file) => {
    writeFileSync(join(folder.path, file), MADE[file]);
    await compare([file]);
    await checkName(file);
  });

  async function compare(files: string[]): Promise<void> {
    const result = await runOracle(folder.path, files, version ?? '');
    expect(result.unread).toEqual([]);
    expect(unexplained(result.differences).map(differenceText)).toEqual([]);
  }

  /** The format has the name that capinfos gives it; those of pcap have ours. */
  async function checkName(file: string): Promise<void> {
    const opened = await openCapture(join(folder.path, file));
    if (!opened.ok) throw new Error(opened.problem.kind);
    opened.source.close();
    const theirs = fileType(join(folder.path, file));
    if (opened.format.startsWith('pcap')) expect(theirs).toMatch(/pcap$/);
    else expect(opened.format).toBe(theirs);
  }
});
