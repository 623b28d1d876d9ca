import { describe, expect, it } from 'vitest';
import {
  FRAME_HAS_OPTIONS,
  FRAME_NO_TIME,
  FRAME_OTHER_RECORD,
  NO_INTERFACE,
} from '../../../src-main/memory/frame-batch';
import { readFrameComments } from '../../../src-main/formats/pcapng-options';
import { readFrame } from '../../../src-main/formats/read-frame';
import { bytesOf, concat, hex, NG_COMMENT, type NgOption, pcapng } from '../../fixtures/make-capture';
import { readAll } from './read-all';

const data = bytesOf('0123456789abc'); // 13 bytes: three of padding

describe.each([
  ['little endian', false],
  ['big endian', true],
])('pcapng, %s', (_name, bigEndian) => {
  const ng = pcapng(bigEndian);
  const section = ng.section();
  const start = concat(section, ng.interface());
  const packet = ng.enhanced({ bytes: data });

  it('enhanced packet block', async () => {
    const { rows, problem } = await readAll(
      concat(start, ng.enhanced({ bytes: data, sec: 1_700_000_000, nano: 1_000, originalLen: 99 })),
    );
    expect(problem).toBeNull();
    expect(rows).toMatchObject([
      { time: '1700000000.000001000', bytes: data, originalLen: 99, interface: 0, flags: 0, offset: 76 },
    ]);
  });

  it('simple packet block: no time, cut to the snapshot length', async () => {
    const file = concat(
      section,
      ng.interface({ snapLen: 6 }),
      ng.simple(data.slice(0, 6), 13),
      ng.simple(data.slice(0, 2)),
    );
    const { rows, problem } = await readAll(file);
    expect(problem).toBeNull();
    expect(rows).toMatchObject([
      { bytes: data.slice(0, 6), originalLen: 13, flags: FRAME_NO_TIME, interface: 0 },
      { bytes: data.slice(0, 2), originalLen: 2, flags: FRAME_NO_TIME, interface: 0 },
    ]);
  });

  it('obsolete packet block', async () => {
    const { rows } = await readAll(concat(start, ng.interface(), ng.obsolete({ bytes: data, interfaceId: 1, sec: 7 })));
    expect(rows).toMatchObject([{ time: '7.000000000', bytes: data, interface: 1, flags: 0 }]);
  });

  it('interface description', async () => {
    const options: NgOption[] = [
      [NG_COMMENT, 'behind the router'],
      [NG_COMMENT, 'second'],
      [2, 'eth0'],
      [3, 'uplink'],
      [9, bytesOf(9)],
      [11, bytesOf(0, 'tcp port 443')],
      [12, 'Linux 6.1'],
      [15, 'a card'],
    ];
    const { reader } = await readAll(concat(section, ng.interface({ linkType: 113, snapLen: 96, options })));
    expect(reader?.interfaces).toEqual([
      {
        linkType: 113,
        snapLen: 96,
        name: 'eth0',
        description: 'uplink',
        filter: 'tcp port 443',
        os: 'Linux 6.1',
        hardware: 'a card',
        comments: ['behind the router', 'second'],
        timeDigits: 9,
        section: 0,
      },
    ]);
  });

  it.each<[string, NgOption[], { high: number; low: number }, string]>([
    ['10^-6 by default', [], { high: 0, low: 1_500_000 }, '1.500000000'],
    ['10^-9', [[9, bytesOf(9)]], { high: 0x17979cfe, low: 0x362a0001 }, '1700000000.000000001'],
    ['10^-9, greatest', [[9, bytesOf(9)]], { high: 0xffffffff, low: 0xffffffff }, '18446744073.709551615'],
    ['10^-6, greatest', [], { high: 0xffffffff, low: 0xffffffff }, '18446744073709.551615000'],
    ['10^0', [[9, bytesOf(0)]], { high: 0, low: 77 }, '77.000000000'],
    ['10^-3', [[9, bytesOf(3)]], { high: 1, low: 0 }, '4294967.296000000'],
    ['10^-12', [[9, bytesOf(12)]], { high: 0x18, low: 0x4c2a_0000 }, '0.104357036'],
    ['2^-1', [[9, bytesOf(0x81)]], { high: 0, low: 5 }, '2.500000000'],
    ['2^-20', [[9, bytesOf(0x94)]], { high: 0, low: 0x100001 }, '1.000000953'],
    ['2^-32', [[9, bytesOf(0xa0)]], { high: 9, low: 0x80000000 }, '9.500000000'],
    ['2^-63', [[9, bytesOf(0xbf)]], { high: 0x80000000, low: 0 }, '1.000000000'],
    ['10^-127', [[9, bytesOf(127)]], { high: 1, low: 1 }, '0.000000000'],
  ])('time resolution %s', async (_n, options, ticks, time) => {
    const { rows } = await readAll(concat(section, ng.interface({ options }), ng.enhanced({ bytes: data, ...ticks })));
    expect(rows[0].time).toBe(time);
  });

  it('time offset, positive and negative', async () => {
    const offset = (value: bigint): Uint8Array => {
      const bytes = new Uint8Array(8);
      new DataView(bytes.buffer).setBigInt64(0, value, !bigEndian);
      return bytes;
    };
    const file = concat(
      section,
      ng.interface({ options: [[14, offset(1000n)]] }),
      ng.interface({ options: [[14, offset(-20n)]] }),
      ng.enhanced({ bytes: data, sec: 5, nano: 250_000_000 }),
      ng.enhanced({ bytes: data, sec: 5, nano: 250_000_000, interfaceId: 1 }),
    );
    expect((await readAll(file)).rows.map((row) => row.time)).toEqual(['1005.250000000', '-15.250000000']);
  });

  it('comments of section and writer', async () => {
    const file = ng.section([
      [NG_COMMENT, 'morning'],
      [2, 'a box'],
      [3, 'Debian'],
      [4, 'dumpcap'],
      [NG_COMMENT, '晚上'],
    ]);
    const { reader } = await readAll(file);
    expect(reader?.extras.sectionComments).toEqual(['morning', '晚上']);
    expect(reader?.extras.writtenBy).toEqual(['a box', 'Debian', 'dumpcap']);
  });

  it('comments of frames are read when asked for', async () => {
    const file = concat(
      start,
      packet,
      ng.enhanced({
        bytes: data,
        options: [
          [NG_COMMENT, 'look here'],
          [2, hex('01000000')],
          [NG_COMMENT, '看这里'],
        ],
      }),
      ng.obsolete({ bytes: data, options: [[NG_COMMENT, 'old']] }),
    );
    const { rows, source } = await readAll(file);
    expect(rows.map((row) => row.flags)).toEqual([0, FRAME_HAS_OPTIONS, FRAME_HAS_OPTIONS]);
    const comments = rows.map((row) => source && readFrameComments(source, row.offset, row.bytes.length));
    expect(comments).toEqual([[], ['look here', '看这里'], ['old']]);
    expect(source && readFrame(source, rows[1].offset, 13, new Uint8Array(100))).toEqual(data);
  });

  it('names, statistics, secrets, unknown blocks', async () => {
    const count = (value: number): Uint8Array =>
      concat(...(bigEndian ? [ng.u32(0), ng.u32(value)] : [ng.u32(value), ng.u32(0)]));
    const file = concat(
      start,
      ng.names([
        [1, bytesOf(192, 0, 2, 1, 'router\0gateway\0')],
        [2, concat(hex('20010db8000000000000000000000001'), bytesOf('six\0'))],
        [2, concat(hex('00000000000000000000000000000001'), bytesOf('localhost\0'))],
        [9, bytesOf('?')],
      ]),
      ng.statistics(0, [
        [4, count(1000)],
        [5, count(3)],
        [7, count(4)],
      ]),
      ng.statistics(5, [[4, count(1)]]),
      ng.secrets(0x544c534b, bytesOf('CLIENT_RANDOM 00 00\n')),
      ng.secrets(0x57474b4c, bytesOf('of WireGuard')),
      ng.block(0x7777, data),
      packet,
    );
    const { rows, problem, reader } = await readAll(file);
    expect(problem).toBeNull();
    expect(rows).toHaveLength(1);
    expect([...(reader?.extras.names ?? [])]).toEqual([
      ['192.0.2.1', 'router'],
      ['2001:db8::1', 'six'],
      ['::1', 'localhost'],
    ]);
    expect([...(reader?.extras.statistics ?? [])]).toEqual([[0, { received: 1000, dropped: 7 }]]);
    expect(reader?.extras.secretsBlocks).toBe(2);
    expect(reader?.extras.keyLogs).toEqual([bytesOf('CLIENT_RANDOM 00 00\n')]);
    expect(reader?.extras.keyLogsLeftOut).toBe(0);
    expect(reader?.extras.skippedBlocks).toBe(1);
  });

  it('custom and journal blocks are frames of their own kind', async () => {
    const entry = bytesOf('__CURSOR=x\n__REALTIME_TIMESTAMP=1600000000123456\nMESSAGE=hi!\n');
    const file = concat(start, ng.custom(32_473, data), ng.custom(32_473, data, false), ng.block(9, entry), packet);
    const { rows } = await readAll(file);
    expect(rows).toMatchObject([
      { flags: FRAME_OTHER_RECORD | FRAME_NO_TIME, interface: NO_INTERFACE, originalLen: 16 },
      { flags: FRAME_OTHER_RECORD | FRAME_NO_TIME, interface: NO_INTERFACE, originalLen: 16 },
      { flags: FRAME_OTHER_RECORD, interface: NO_INTERFACE, time: '1600000000.123456000', bytes: entry },
      { flags: 0, interface: 0 },
    ]);
  });

  it('interfaces are numbered over all sections, whatever their byte order', async () => {
    const other = pcapng(!bigEndian);
    const file = concat(
      start,
      ng.interface({ linkType: 101 }),
      ng.enhanced({ bytes: data, interfaceId: 1 }),
      other.section(),
      other.interface({ linkType: 276 }),
      other.enhanced({ bytes: data }),
      other.simple(data),
    );
    const { rows, reader } = await readAll(file);
    expect(rows.map((row) => row.interface)).toEqual([1, 2, 2]);
    expect(reader?.interfaces.map((i) => [i.linkType, i.section])).toEqual([
      [1, 0],
      [101, 0],
      [276, 1],
    ]);
  });

  const bare = (bytes: Uint8Array): Uint8Array => bytes.subarray(8, bytes.length - 4);
  it.each<[string, Uint8Array, string, Record<string, unknown>]>([
    ['lengths that differ', ng.block(6, bare(packet), [48, 60]), 'trailer', { offset: 96, expected: 48, found: 60 }],
    ['a length below the least', ng.block(77, data, [8, 8]), 'blockTooShort', { offset: 96, expected: 12, found: 8 }],
    [
      'a packet block below its least',
      ng.block(6, data.slice(0, 4)),
      'blockTooShort',
      { offset: 96, expected: 32, found: 16 },
    ],
    ['an impossible length', ng.block(77, data, [0xfffffff0, 0]), 'blockTooLong', { found: 0xfffffff0 }],
    ['an impossible packet block', ng.block(6, data, [0x7ffffff0, 0]), 'blockTooLong', { found: 0x7ffffff0 }],
    [
      'an interface that is not there',
      ng.enhanced({ bytes: data, interfaceId: 3 }),
      'interface',
      { expected: 1, found: 3 },
    ],
    [
      'more captured than the block holds',
      ng.enhanced({ bytes: data, capturedLen: 17 }),
      'captured',
      { expected: 16, found: 17 },
    ],
    [
      'more captured than is allowed',
      ng.enhanced({ bytes: new Uint8Array(262_145) }),
      'captured',
      { expected: 262_144 },
    ],
    ['a simple block that is too short', ng.simple(data, 100), 'captured', { expected: 16, found: 100 }],
    [
      'an option beyond its block',
      ng.block(6, concat(bare(packet), ng.u16(1), ng.u16(40))),
      'option',
      { offset: 140, expected: 40, found: 0 },
    ],
    [
      'flags of the wrong length',
      ng.enhanced({ bytes: data, options: [[2, 'ab']] }),
      'option',
      { expected: 4, found: 2 },
    ],
    [
      'a custom option without its owner',
      ng.enhanced({ bytes: data, options: [[2988, 'ab']] }),
      'option',
      { expected: 4, found: 2 },
    ],
    ['a name record beyond its block', ng.block(4, concat(ng.u16(1), ng.u16(99))), 'name', { expected: 99, found: 0 }],
    ['a name record without an address', ng.names([[1, bytesOf(1, 2)]]), 'name', { expected: 4, found: 2 }],
    [
      'secrets beyond their block',
      ng.block(10, concat(ng.u32(1), ng.u32(9), ng.u32(0))),
      'secrets',
      { expected: 4, found: 9 },
    ],
    [
      'a section without a byte order',
      ng.block(0x0a0d0d0a, new Uint8Array(16).fill(5)),
      'byteOrder',
      { expected: '1a2b3c4d', found: '05050505' },
    ],
  ])('damage: %s', async (_n, block, kind, args) => {
    const { rows, problem } = await readAll(concat(start, packet, block, packet));
    expect(rows).toHaveLength(1);
    expect(problem?.kind).toBe(`formats.damage.${kind}`);
    expect(problem?.message.args).toMatchObject(args);
  });

  it('a later section of an unknown version ends the reading', async () => {
    const { rows, problem } = await readAll(concat(start, packet, ng.section([], { version: [2, 0] }), packet));
    expect(rows).toHaveLength(1);
    expect(problem?.message).toEqual({ key: 'formats.version', args: { format: 'pcapng', version: '2.0' } });
  });

  it('a total length without its padding is taken, as Wireshark does', async () => {
    const body = concat(ng.u32(0), ng.u32(0), ng.u32(0), ng.u32(13), ng.u32(13), data);
    const { rows, problem } = await readAll(
      concat(start, ng.block(6, body, [12 + body.length, 12 + body.length]), packet),
    );
    expect(problem).toBeNull();
    expect(rows.map((row) => row.bytes)).toEqual([data, data]);
  });

  it('a large block of unknown type is stepped over', async () => {
    const file = concat(start, ng.block(77, new Uint8Array(20 * 1024 * 1024)), packet);
    const read = await readAll(file);
    expect(read.problem).toBeNull();
    expect(read.rows).toHaveLength(1);
    const cut = await readAll(file.subarray(0, 1024 * 1024));
    expect(cut.problem?.message.args).toMatchObject({ offset: start.length, expected: 20 * 1024 * 1024 + 12 });
  });
});

it('an interface that many blocks describe does not outgrow the index', async () => {
  const ng = pcapng();
  const one = ng.interface();
  const many = new Uint8Array(one.length * 65_536);
  for (let i = 0; i < 65_536; i++) many.set(one, i * one.length);
  const { reader, problem } = await readAll(concat(ng.section(), many));
  expect(reader?.interfaces).toHaveLength(65_535);
  expect(problem?.kind).toBe('formats.damage.interfaces');
});
