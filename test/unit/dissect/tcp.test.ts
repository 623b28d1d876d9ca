// TCP and UDP: fields, options, verdicts on checksums, Info texts.
import { describe, expect, test } from 'vitest';
import { dissectFrame } from '../../../src-main/dissect/dissect';
import { summarize } from '../../../src-main/dissect/summary';
import { TreeSink } from '../../../src-main/dissect/sinks/tree-sink';
import type { TreeNode } from '../../../src-main/ipc/contracts/engine-contract';
import { contextOf } from '../../fixtures/dissect-frame';
import { be16, be32, ethernet, ipv4, ipv6, tcp, tcpOption, udp } from '../../fixtures/make-packet';
import { analyse } from '../flow/analyse';

const ENDS = { src: '10.0.0.1', dst: '10.0.0.2' };
const PORTS = { srcPort: 40000, dstPort: 80 };

interface Seen {
  tree: TreeNode[];
  info: string;
  /** value of the first field of that name, undefined without */
  value(abbrev: string): string | undefined;
  node(abbrev: string): TreeNode | undefined;
}

function flatten(nodes: TreeNode[]): TreeNode[] {
  return nodes.flatMap((node) => [node, ...flatten(node.children)]);
}

/** The last of the frames, dissected with what the ones before it tell. */
function see(frames: Uint8Array[], originalLen?: number): Seen {
  const analysis = analyse(frames);
  const row = frames.length - 1;
  const frame = frames[row];
  const context = contextOf(1, originalLen ?? frame.length, {
    number: row + 1,
    timeSec: analysis.columns.timeSec(row),
    timeNano: analysis.columns.timeNano(row),
    firstSec: 0,
    conversation: (kind) => analysis.conversation(row, kind),
    analysisFlags: () => analysis.segmentFlags(row),
    connection: () => analysis.connection(row),
  });
  const sink = new TreeSink();
  const options = { checkChecksums: true, relativeSequenceNumbers: true };
  const packet = dissectFrame(frame, context, options, sink);
  const tree = sink.finish();
  const all = flatten(tree);
  const node = (abbrev: string): TreeNode | undefined => all.find((n) => n.abbrev === abbrev);
  return { tree, info: summarize(packet).info, node, value: (abbrev) => node(abbrev)?.value };
}
const one = (options: number[], flags = 'S', payload = new Uint8Array(0)): Seen =>
  see([ethernet({}, ipv4(ENDS, tcp({ ...PORTS, seq: 1000, flags, options, window: 1000 }, payload)))]);

describe('options', () => {
  const mptcp = (...rest: number[]): number[] => [30, rest.length + 2, ...rest];
  test.each<[string, number[], Record<string, string>, string]>([
    ['MSS', tcpOption.mss(1460), { 'tcp.options.mss': '1460 bytes', 'tcp.options.mss_val': '1460' }, ' MSS=1460'],
    [
      'window scale',
      tcpOption.windowScale(7),
      {
        'tcp.options.wscale': '7 (multiply by 128)',
        'tcp.options.wscale.shift': '7',
        'tcp.options.wscale.multiplier': '128',
      },
      ' WS=128',
    ],
    [
      'SACK permitted',
      tcpOption.sackPermitted,
      { 'tcp.options.sack_perm': '', 'tcp.option_kind': 'SACK Permitted (4)' },
      ' SACK_PERM',
    ],
    [
      'time stamps',
      tcpOption.timestamps(11, 22),
      {
        'tcp.options.timestamp': 'TSval 11, TSecr 22',
        'tcp.options.timestamp.tsval': '11',
        'tcp.options.timestamp.tsecr': '22',
      },
      ' TSval=11 TSecr=22',
    ],
    ['Fast Open, request', [34, 2], { 'tcp.options.tfo.request': '' }, ' TFO=R'],
    ['Fast Open, cookie', [34, 6, 1, 2, 3, 4], { 'tcp.options.tfo.cookie': '01020304' }, ' TFO=C'],
    ['Fast Open as an experiment', [254, 6, 0xf9, 0x89, 7, 8], { 'tcp.options.tfo.cookie': '0708' }, ' TFO=C'],
    ['experiment', [253, 6, 0x12, 0x34, 7, 8], { 'tcp.options.experimental.data': '0708' }, ' ExID=1234'],
    ['MD5', [19, 18, ...new Array<number>(16).fill(5)], { 'tcp.options.md5.digest': '05'.repeat(16) }, ' MD5'],
    [
      'AO',
      [29, 6, 1, 2, 9, 9],
      { 'tcp.options.ao.keyid': '1', 'tcp.options.ao.rnextkeyid': '2', 'tcp.options.ao.mac': '0909' },
      'TCP AO',
    ],
    [
      'user time-out',
      [28, 4, 0x80, 5],
      { 'tcp.options.user_to_granularity': 'Minutes', 'tcp.options.user_to_val': '5' },
      ' USER_TO=5',
    ],
    ['unknown', [77, 4, 1, 2], { 'tcp.options.unknown.payload': '0102' }, ''],
    [
      'MPTCP capable',
      mptcp(0x01, 0x81, 0, 0, 0, 0, 0, 0, 0, 7),
      { 'tcp.options.mptcp': 'Multipath Capable', 'tcp.options.mptcp.sendkey': '7' },
      '',
    ],
    [
      'MPTCP data',
      mptcp(0x20, 1, 0, 0, 1, 0),
      { 'tcp.options.mptcp': 'Data Sequence Signal', 'tcp.options.mptcp.rawdataack': '256' },
      '',
    ],
    ['MPTCP unknown', mptcp(0x90, 1), { 'tcp.options.mptcp': 'Unknown (9)' }, ''],
  ])('%s', (_name, bytes, values, info) => {
    const seen = one(bytes);
    for (const [abbrev, value] of Object.entries(values)) expect([abbrev, seen.value(abbrev)]).toEqual([abbrev, value]);
    expect(seen.info).toBe(`40000 → 80 [SYN] Seq=0 Win=1000 Len=0${info}`);
    expect(seen.node('tcp.options')?.len).toBe(4 * Math.ceil(bytes.length / 4));
  });

  test('SACK blocks are numbers of the other direction', () => {
    const frames = [
      ethernet({}, ipv4(ENDS, tcp({ ...PORTS, seq: 1000, flags: 'S' }))),
      ethernet(
        {},
        ipv4({ src: ENDS.dst, dst: ENDS.src }, tcp({ srcPort: 80, dstPort: 40000, seq: 5000, ack: 1001, flags: 'SA' })),
      ),
      ethernet(
        {},
        ipv4(
          ENDS,
          tcp({ ...PORTS, seq: 1001, ack: 5001, flags: 'A', options: tcpOption.sack([5101, 5201], [5301, 5401]) }),
        ),
      ),
    ];
    const seen = see(frames);
    expect(seen.value('tcp.options.sack')).toBe('101-201 301-401');
    expect(seen.value('tcp.options.sack.count')).toBe('2');
    expect(seen.node('tcp.options.sack.dsack_le')).toBeUndefined();
    expect(seen.info).toContain('SLE=101 SRE=201 SLE=301 SRE=401');
    const duplicate = [
      ...frames.slice(0, 2),
      ethernet(
        {},
        ipv4(ENDS, tcp({ ...PORTS, seq: 1001, ack: 5401, flags: 'A', options: tcpOption.sack([5101, 5201]) })),
      ),
    ];
    expect(see(duplicate).value('tcp.options.sack.dsack_le')).toBe('101');
  });

  test.each([
    ['too long', [2, 40, 5, 1], 'tcp.option.len.invalid'],
    ['wrong length', [2, 3, 5, 0], 'tcp.option.len.invalid'],
    ['shift above 14', [3, 3, 15, 0], 'tcp.options.wscale.shift.invalid'],
    ['four NOPs', [1, 1, 1, 1], 'tcp.nop'],
    ['bytes behind the end', [0, 1, 2, 3], 'tcp.non_zero_bytes_after_eol'],
    ['half a SACK block', [5, 6, 0, 0, 0, 1, 0, 0], 'tcp.suboption_malformed'],
    ['SYN without MSS', [1, 1, 0, 0], 'tcp.options.mss.absent'],
  ])('%s is noted', (_name, bytes, abbrev) => {
    expect(one(bytes).node(abbrev)).toBeDefined();
  });
});

describe('header', () => {
  test.each([
    ['S', 0, '[SYN]', '··········S·'],
    ['SA', 0, '[SYN, ACK]', '·······A··S·'],
    ['FPAUEC', 5, '[FIN, PSH, ACK, URG, ECE, CWR]', '····CEUAP··F'],
    ['', 0, '[<None>]', '············'],
  ])('flags %j', (flags, urgent, names, text) => {
    const seen = see([ethernet({}, ipv4(ENDS, tcp({ ...PORTS, flags, urgent })))]);
    expect(seen.info).toContain(names);
    expect(seen.value('tcp.flags.str')).toBe(text);
  });

  test('a bit field points at its byte', () => {
    const node = one([]).node('tcp.flags.syn');
    expect(node).toMatchObject({ bits: '.... ..1.', value: 'Set', at: 47, len: 1 });
  });

  test('a header shorter than a header', () => {
    const seen = see([ethernet({}, ipv4(ENDS, tcp({ ...PORTS, flags: 'S', headerWords: 4 })))]);
    expect(seen.node('tcp.bogus_header_length')).toBeDefined();
    expect(seen.info).toContain('bogus TCP header length (16, must be at least 20)');
  });

  test('window: scaled by the sender’s shift, with the frame that told it', () => {
    const frames = [
      ethernet({}, ipv4(ENDS, tcp({ ...PORTS, seq: 0, flags: 'S', options: tcpOption.windowScale(7) }))),
      ethernet(
        {},
        ipv4(
          { src: ENDS.dst, dst: ENDS.src },
          tcp({ srcPort: 80, dstPort: 40000, ack: 1, flags: 'SA', options: tcpOption.windowScale(2) }),
        ),
      ),
      ethernet({}, ipv4(ENDS, tcp({ ...PORTS, seq: 1, ack: 1, flags: 'A', window: 10 }))),
    ];
    const seen = see(frames);
    expect(seen.value('tcp.window_size')).toBe('1280');
    expect(seen.node('tcp.window_size_scalefactor')).toMatchObject({
      value: '128',
      note: { key: 'tree.tcp.scaleFrom', args: { frame: 1, shift: 7 } },
    });
  });

  test('cut to its first n bytes: shown as far as it goes', () => {
    const whole = ethernet({}, ipv4(ENDS, tcp({ ...PORTS, flags: 'S' }, new Uint8Array(4))));
    const at = (n: number): Seen => see([whole.slice(0, 34 + n)], whole.length);
    expect(at(3).value('tcp.srcport')).toBeUndefined();
    expect(at(4).value('tcp.dstport')).toBe('80');
    expect(at(15).value('tcp.seq_raw')).toBeUndefined();
    expect(at(16).value('tcp.seq_raw')).toBe('0');
    expect(at(18).value('tcp.checksum.status')).toBe('Unverified');
    expect(at(20).value('tcp.len')).toBe('4');
  });
});

describe('checksum', () => {
  const frame = (checksum?: number, version: 4 | 6 = 4): Uint8Array => {
    const segment = tcp({ ...PORTS, flags: 'A', checksum }, Uint8Array.from([1, 2, 3]));
    return ethernet({}, version === 4 ? ipv4(ENDS, segment) : ipv6({ src: 'fe80::1', dst: 'fe80::2' }, segment));
  };
  /** The sum that a network card is handed: of the pseudo header alone. */
  const partial = 0x0a00 + 1 + 0x0a00 + 2 + 6 + 23;

  test.each([
    ['right', frame(), 'Good', 'tree.checksum.correct'],
    ['right over IPv6', frame(undefined, 6), 'Good', 'tree.checksum.correct'],
    ['wrong', frame(0x1234), 'Bad', 'tree.checksum.incorrect'],
    ['left to the network card', frame(partial), 'Unverified', 'tree.checksum.offloaded'],
  ])('%s', (_name, bytes, status, key) => {
    const seen = see([bytes]);
    expect(seen.value('tcp.checksum.status')).toBe(status);
    expect(seen.node('tcp.checksum')?.note?.key).toBe(key);
    expect(seen.info.includes('[TCP CHECKSUM INCORRECT]')).toBe(status === 'Bad');
  });

  test('what it should be is what the right frame has', () => {
    const right = see([frame()]).value('tcp.checksum');
    expect(see([frame(0x1234)]).node('tcp.checksum')?.note?.args).toEqual({ expected: right });
  });

  test('not verifiable: bytes missing, one fragment', () => {
    const whole = frame();
    expect(see([whole.slice(0, whole.length - 1)], whole.length).node('tcp.checksum')?.note?.key).toBe(
      'tree.checksum.truncated',
    );
    const fragment = ethernet({}, ipv4({ ...ENDS, moreFragments: true }, tcp({ ...PORTS, flags: 'A' })));
    expect(see([fragment]).node('tcp.checksum')?.note?.key).toBe('tree.checksum.fragment');
  });
});

describe('UDP', () => {
  const over4 = (length?: number, checksum?: number): Seen =>
    see([
      ethernet({}, ipv4(ENDS, udp({ srcPort: 5000, dstPort: 6000, length, checksum }, Uint8Array.from([1, 2, 3, 4])))),
    ]);
  test.each([
    ['right', over4(), '5000 → 6000 Len=4', 'Good'],
    ['wrong checksum', over4(undefined, 0x1234), '5000 → 6000 Len=4 [UDP CHECKSUM INCORRECT]', 'Bad'],
    ['no checksum', over4(undefined, 0), '5000 → 6000 Len=4', 'Not present'],
    ['longer than its packet', over4(100), '5000 → 6000 [BAD UDP LENGTH 100 > IP PAYLOAD LENGTH] Len=92', 'Unverified'],
  ])('%s', (_name, seen, info, status) => {
    expect(seen.info).toBe(info);
    expect(seen.value('udp.checksum.status')).toBe(status);
    expect(seen.value('udp.stream')).toBe('0');
  });

  test('shorter than its header', () => {
    const seen = over4(7);
    expect(seen.info).toContain('5000 → 6000 [BAD UDP LENGTH 7 < 8]');
    expect(seen.node('udp.length.bad')).toBeDefined();
    expect(seen.node('udp.stream')).toBeUndefined();
  });
});

test('every byte of the header belongs to a field', () => {
  const options = [
    ...tcpOption.mss(1460),
    ...tcpOption.sackPermitted,
    ...tcpOption.timestamps(1, 0),
    ...tcpOption.nop,
    ...tcpOption.windowScale(7),
  ];
  const { tree } = one(options, 'S', Uint8Array.from([...be16(1), ...be32(2)]));
  const header = tree.find((node) => node.abbrev === 'tcp');
  const covered = new Set<number>();
  for (const node of flatten(header?.children ?? []).filter((n) => n.len > 0 && n.children.length === 0))
    for (let i = node.at; i < node.at + node.len; i++) covered.add(i);
  const missing = Array.from({ length: 40 }, (_, i) => 34 + i).filter((at) => !covered.has(at));
  expect(missing).toEqual([]);
});
