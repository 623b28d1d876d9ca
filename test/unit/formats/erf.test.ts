import { describe, expect, it } from 'vitest';
import { FRAME_OTHER_RECORD, NO_INTERFACE } from '../../../src-main/memory/frame-batch';
import { bytesOf, concat } from '../../fixtures/make-capture';
import { erfEthernet, erfRecord } from '../../fixtures/make-other-capture';
import { readAll } from './read-all';

const bytes = bytesOf('a packet');
const three = concat(erfEthernet(bytes), erfEthernet(bytes), erfEthernet(bytes));

describe('ERF', () => {
  it('gives packets without headers and padding, with both lengths', async () => {
    const file = concat(
      erfEthernet(bytes, { wireLen: 1500 }),
      erfEthernet(concat(bytes, new Uint8Array(6)), { wireLen: bytes.length }),
      erfEthernet(bytesOf()),
    );
    const { rows, problem, format, reader } = await readAll(file);
    expect(problem).toBeNull();
    expect(format).toBe('erf');
    expect(rows).toMatchObject([
      { bytes, originalLen: 1500, offset: 18, interface: 0, flags: 0, time: '1600000000.000000000' },
      { bytes, originalLen: 8, offset: 44 },
      { bytes: bytesOf(), originalLen: 0 },
    ]);
    expect(reader?.interfaces).toMatchObject([{ linkType: 1, timeDigits: 9, name: 'Port A (ERF Interface 0)' }]);
    expect(reader?.position()).toBe(file.length);
  });

  // units of 2 ** -32 s; tshark gives the same for each
  it.each([
    [0, '1600000000.000000000'],
    [1, '1600000000.000000000'],
    [2, '1600000000.000000000'],
    [3, '1600000000.000000001'],
    [0x7fff_ffff, '1600000000.500000000'],
    [0x8000_0000, '1600000000.500000000'],
    [0x1234_5678, '1600000000.071111111'],
    [0xffff_fffd, '1600000000.999999999'],
    [0xffff_fffe, '1600000001.000000000'],
    [0xffff_ffff, '1600000001.000000000'],
  ])('a fraction of %i is the nearest nanosecond', async (fraction, time) => {
    expect((await readAll(erfEthernet(bytes, { fraction }))).rows).toMatchObject([{ time }]);
  });

  it('reads seconds without a sign', async () => {
    expect((await readAll(erfEthernet(bytes, { sec: 0xffff_ffff }))).rows[0].time).toBe('4294967295.000000000');
  });

  // type, bytes between headers and packet, LINKTYPE_ of a packet that begins with "a"
  it.each([
    [1, 0, 9],
    [2, 2, 1],
    [3, 0, 197],
    [4, 0, 197],
    [5, 4, 9],
    [6, 4, 197],
    [7, 4, 197],
    [8, 4, 197],
    [9, 4, 197],
    [10, 0, 9],
    [11, 2, 1],
    [12, 4, 197],
    [15, 0, 9],
    [16, 2, 1],
    [17, 4, 9],
    [18, 4, 197],
    [19, 0, 9],
    [20, 2, 1],
    [21, 0, 197],
    [22, 0, 228],
    [23, 0, 229],
    [24, 0, 197],
    [25, 0, 197],
    [28, 0, 197],
    [29, 0, 197],
  ])('record type %i', async (type, between, linkType) => {
    const extra = new Uint8Array(between);
    const { rows, reader } = await readAll(erfRecord({ type, bytes, extra }));
    expect(rows).toMatchObject([{ bytes, originalLen: 8 }]);
    expect(reader?.interfaces[rows[0].interface].linkType).toBe(linkType);
    // with two extension headers before it, the first of another type
    const extended = concat(bytesOf(0x83, new Uint8Array(7), 5, new Uint8Array(7)), extra);
    expect((await readAll(erfRecord({ type: type | 0x80, bytes, extra: extended }))).rows).toMatchObject([{ bytes }]);
  });

  it.each([
    [[0x0f, 0, 8, 0], 104],
    [[0x8f, 1, 8, 0], 104],
    [[0xff, 3, 0, 0x21], 9],
    [[0, 0x21], 9],
    [[], 9],
  ])('HDLC that begins with %j', async (start, linkType) => {
    const { rows, reader } = await readAll(
      erfRecord({ type: 1, bytes: bytesOf(start), recordLen: 16 + 4, wireLen: 4 }),
    );
    // where there is nothing to go by the record is padded to be one at all
    const { reader: padded } = await readAll(
      concat(erfRecord({ type: 1, bytes: bytesOf(start, 1), wireLen: start.length })),
    );
    const found = rows.length > 0 ? reader : padded;
    expect(found?.interfaces.map((one) => one.linkType)).toEqual([linkType]);
  });

  it('has an interface for each port and link type', async () => {
    const frames = [7, 4, 0xff, 5].map((flags) => erfEthernet(bytes, { flags }));
    const { rows, reader } = await readAll(concat(...frames, erfRecord({ type: 22, bytes, flags: 7 })));
    expect(rows.map((row) => row.interface)).toEqual([0, 1, 0, 2, 3]);
    expect(reader?.interfaces.map((one) => [one.name.slice(0, 6), one.linkType])).toEqual([
      ['Port D', 1],
      ['Port A', 1],
      ['Port B', 1],
      ['Port D', 228],
    ]);
  });

  it('counts records about the capture as frames without a link type, and leaves out those that only fill', async () => {
    const pad = erfRecord({ type: 48, bytes: bytesOf(), sec: 0 });
    const meta = erfRecord({ type: 27, bytes });
    const extendedPad = erfRecord({ type: 48 | 0x80, bytes, extra: new Uint8Array(8) });
    const { rows, problem } = await readAll(concat(pad, meta, pad, extendedPad, erfEthernet(bytes)));
    expect(problem).toBeNull();
    expect(rows).toMatchObject([
      { bytes, interface: NO_INTERFACE, flags: FRAME_OTHER_RECORD, time: '1600000000.000000000' },
      { bytes, flags: 0 }, // tshark shows it
      { bytes, flags: 0 },
    ]);
  });

  it.each<[string, Uint8Array, string, object]>([
    ['a record shorter than its header', erfEthernet(bytes, { recordLen: 15 }), 'recordTooShort', { found: 15 }],
    ['a record of no length', erfEthernet(bytes, { recordLen: 0 }), 'recordTooShort', { found: 0 }],
    ['a packet of no length', erfRecord({ type: 22, bytes: bytesOf() }), 'recordTooShort', { found: 16 }],
    [
      'extension headers without an end',
      erfRecord({ type: 0x82, bytes: bytesOf(), extra: new Uint8Array(24).fill(0x80) }),
      'recordTooShort',
      { expected: 50, found: 40 },
    ],
    [
      'no room for what stands before Ethernet',
      erfRecord({ type: 2, bytes: bytesOf(0) }),
      'recordTooShort',
      { expected: 18, found: 17 },
    ],
    ['a cut', erfEthernet(bytes).subarray(0, 25), 'cutShort', { expected: 26, found: 25 }],
    ['a cut header', erfEthernet(bytes).subarray(0, 15), 'cutShort', { expected: 16, found: 15 }],
  ])('gives the frames before %s', async (_name, wrong, kind, args) => {
    const { rows, problem } = await readAll(concat(three, wrong));
    expect(rows).toHaveLength(3);
    expect(problem?.message).toMatchObject({ key: `formats.damage.${kind}`, args: { offset: 78, ...args } });
  });
});

describe('what is taken for ERF', () => {
  const good = erfEthernet(bytes);
  const pad = erfRecord({ type: 48, bytes });
  it.each<[string, Uint8Array, boolean]>([
    ['one record', good, true],
    ['filling, then one', concat(pad, good), true],
    ['filling alone', concat(pad, pad, pad, good), false],
    ['a second record that is cut', concat(good, good.subarray(0, 20)), true],
    ['a first record that is cut', good.subarray(0, 20), false],
    ['a type of 0', concat(good, erfRecord({ type: 0, bytes })), false],
    ['a type that nobody has defined', concat(good, good, erfRecord({ type: 30, bytes })), false],
    ['the same behind three records', concat(three, erfRecord({ type: 30, bytes })), true],
    ['a time a second earlier', concat(good, erfEthernet(bytes, { sec: 1_599_999_999 })), true],
    ['a time long before', concat(good, erfEthernet(bytes, { sec: 1_599_999_000 })), false],
    ['a time years later', concat(good, erfEthernet(bytes, { sec: 1_700_000_000 })), false],
    ['a length below that of a header', concat(good, erfEthernet(bytes, { recordLen: 15 })), false],
    ['zeros', new Uint8Array(500), false],
    ['ones', new Uint8Array(500).fill(255), false],
    ['text', bytesOf('0123456\x01\x020 a text with control characters and everything'), false],
  ])('%s: %s', async (_name, file, taken) => {
    const { format, problem } = await readAll(file);
    expect(format).toBe(taken ? 'erf' : '');
    if (!taken) expect(problem?.kind).toMatch(/^formats\.(unknown|text)$/);
  });
});
