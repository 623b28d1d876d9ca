import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { main } from '../../../src-main/cli/cli';
import { CommandContext } from '../../../src-main/cli/context';
import { flowPages } from '../../../src-main/cli/flow-rows';
import type { FlowRow } from '../../../src-main/ipc/contracts/engine-contract';
import { ethernet, ipv4, pcapFile, tcp } from '../../fixtures/make-capture';
import { opening, query, segment } from '../../fixtures/make-stream';
import { tempFolder } from '../../fixtures/temp-folder';
import { connections, datagram, repeated, save, syns } from '../engine/captures';
import { WORKERS } from '../engine/open-session';
import { bundled } from '../bundled';
import { cli, Sink } from './run-cli';

const two = (): string => save(pcapFile([...connections(2), datagram(0)]));

describe('fields', () => {
  test('prints a line a packet, empty where a field is absent', async () => {
    const { code, out, err } = await cli('fields', two(), '-e', 'frame.number', '-e', 'ip.src', '-e', 'vlan.id');
    expect([code, err]).toEqual([0, '']);
    const lines = out.split('\n');
    expect(lines).toHaveLength(14);
    expect(lines[0]).toBe('1\t10.0.0.0\t');
    expect(lines[12]).toBe('13\t10.1.0.1\t');
    expect(lines[13]).toBe('');
  });

  test('takes the options of tshark', async () => {
    const file = two();
    const { code, out } = await cli(
      'fields',
      ...['-r', file, '-n', '-2', '-T', 'fields', '-E', 'header=y', '-E', 'separator=/s', '-E', 'quote=d'],
      ...['-o', 'ip.check_checksum:TRUE', '-e', 'frame.number', '-e', 'ip.checksum.status', '-e', 'vlan.id'],
    );
    expect(code).toBe(0);
    expect(out.split('\n').slice(0, 3)).toEqual(['frame.number ip.checksum.status vlan.id', '"1" "1" ', '"2" "1" ']);
  });

  test('puts messages together that span segments, unless told not to', async () => {
    const part = (from: number, to: number): Uint8Array =>
      segment({ seq: 1001 + from, bytes: query(1).slice(from, to) });
    const file = save(pcapFile([...opening(1000), part(0, 10), part(10, 29)]));
    const fields = ['-e', 'tcp.reassembled_in', '-e', 'tcp.reassembled.length'];
    expect((await cli('fields', file, ...fields)).out).toBe('\t\n\t\n4\t\n\t29\n');
    const apart = await cli('fields', file, ...fields, '-o', 'tcp.desegment_tcp_streams:FALSE');
    expect(apart.out).toBe('\t\n'.repeat(4));
    expect((await cli('fields', file, '-Y', 'tcp.segment.count == 2', '-e', 'frame.number')).out).toBe('4\n');
    expect((await cli('tree', file, '4')).out).toContain('Reassembled TCP Segments: #3(10), #4(19)');
  });

  // IPv4 in IPv4: two of everything
  const inner = ipv4({ src: '3.3.3.3', dst: '4.4.4.4', ttl: 2 }, new Uint8Array(8));
  const twice = ethernet({}, ipv4({ src: '1.1.1.1', dst: '2.2.2.2', ttl: 1, protocol: 4 }, inner));
  test.each([
    [[], '1.1.1.1,3.3.3.3'],
    [['-E', 'occurrence=f'], '1.1.1.1'],
    [['-E', 'occurrence=l'], '3.3.3.3'],
    [['-E', 'occurrence=a', '-E', 'aggregator=;'], '1.1.1.1;3.3.3.3'],
    [['-E', 'aggregator=/s'], '1.1.1.1 3.3.3.3'],
    [['-E', 'quote=s'], "'1.1.1.1,3.3.3.3'"],
    [['-E', 'bom=y'], '\ufeff1.1.1.1,3.3.3.3'],
  ])('%j', async (options, line) => {
    const { out } = await cli('fields', save(pcapFile([twice])), '-e', 'ip.src', ...options);
    expect(out).toBe(`${line}\n`);
  });

  test.each([
    [['-e', 'ip.scr'], 'unknown field ip.scr: did you mean ip.src?'],
    [['-e', 'nonsense'], 'unknown field nonsense'],
    [[], 'no fields given'],
    [['-e', 'ip.src', '-E', 'header=maybe'], '-E header=maybe is not valid'],
    [['-e', 'ip.src', '-E', 'occurrence'], '-E occurrence is not valid'],
    [['-e', 'ip.src', '-E', 'separator='], '-E separator= is not valid'],
    [['-e', 'ip.src', '-o', 'tls.debug_file:x'], 'unknown preference -o tls.debug_file:x'],
    [
      ['-e', 'ip.src', '-o', 'tcp.reassemble_out_of_order:TRUE'],
      'unknown preference -o tcp.reassemble_out_of_order:TRUE',
    ],
    [['-e', 'ip.src', '-T', 'json'], "option '-T, --type-of-output <type>' argument 'json' is invalid"],
    [['-e', 'ip.src', '-R', 'tcp'], "unknown option '-R'"],
    [['-e', 'ip.src', '-r', 'other.pcap'], 'two capture files given'],
  ])('%j is bad usage', async (options, message) => {
    const { code, out, err } = await cli('fields', two(), ...options);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('damage', () => {
  test('what was before it is printed, then a line on stderr, exit 1', async () => {
    const good = pcapFile(connections(1));
    const path = save(good.subarray(0, good.length - 3));
    for (const args of [
      ['fields', path, '-e', 'frame.number'],
      ['packets', path],
    ]) {
      const { code, out, err } = await cli(...args);
      expect(code).toBe(1);
      expect(out.trimEnd().split('\n')).toHaveLength(5);
      expect(err).toMatch(/^synscope: .*test\.pcap: The file ends in the middle of the record.*\n$/);
    }
    const { code, out } = await cli('flows', path, '--json');
    expect(code).toBe(1);
    expect((JSON.parse(out) as FlowRow[]).map((row) => row.packetsAB + row.packetsBA)).toEqual([5]);
  });

  test('a file that is none is bad input', async () => {
    const missing = join(tempFolder(), 'none.pcap');
    for (const args of [
      ['fields', missing, '-e', 'ip.src'],
      ['packets', missing],
      ['tree', missing, '1'],
    ]) {
      const { code, out, err } = await cli(...args);
      expect([code, out]).toEqual([1, '']);
      expect(err).toMatch(/^synscope: .* was not found\. .*\n$/);
    }
    const { code, err } = await cli(
      'flows',
      save(new TextEncoder().encode('Dear reader,\nthis is a letter.\n'), 'a.txt'),
    );
    expect(code).toBe(1);
    expect(err).toContain('is a text file');
  });
});

describe('packets', () => {
  test('one line a packet', async () => {
    const { code, out } = await cli('packets', two());
    expect(code).toBe(0);
    const lines = out.trimEnd().split('\n');
    expect(lines).toHaveLength(13);
    expect(lines[1]).toMatch(/^ {4}2 {5}0\.001000 {5}192\.168\.0\.1 → 10\.0\.0\.0 /);
  });

  test('--json is one array', async () => {
    const { out } = await cli('packets', two(), '--json');
    const rows = JSON.parse(out) as { frame: number; source: string; stream: number }[];
    expect(rows.map((row) => row.frame)).toEqual(Array.from({ length: 13 }, (_, i) => i + 1));
    expect(rows[8]).toMatchObject({ source: '10.0.0.1', stream: 1 });
    expect(JSON.parse((await cli('packets', save(pcapFile([])), '--json')).out)).toEqual([]);
  });
});

describe('tree', () => {
  test('shows fields with offset and length', async () => {
    const { code, out } = await cli('tree', two(), '2');
    expect(code).toBe(0);
    expect(out).toMatch(/^ {4}Time to Live: 64 {2}@22\+1$/m);
    expect(out).toMatch(/^Frame 2: .*@0\+54$/m);
  });

  test('--json has the tree as the window gets it', async () => {
    const { out } = await cli('tree', two(), '2', '--json');
    const detail = JSON.parse(out) as { frame: number; sources: { length: number }[]; tree: { abbrev: string }[] };
    expect(detail.frame).toBe(2);
    expect(detail.sources[0].length).toBe(54);
    expect(detail.tree[0].abbrev).toBe('frame');
  });

  test.each([
    ['0', 2],
    ['-1', 2],
    ['1.5', 2],
    ['x', 2],
    ['99', 1],
  ])('packet %s is refused', async (frame, code) => {
    const ran = await cli('tree', two(), '--', frame);
    expect([ran.code, ran.out]).toEqual([code, '']);
    expect(ran.err).toMatch(/^synscope: .+\n$/);
  });
});

describe('flows', () => {
  test('as a table, as JSON and as CSV', async () => {
    const path = two();
    const table = (await cli('flows', path)).out.trimEnd().split('\n');
    expect(table).toHaveLength(4);
    expect(table[1]).toMatch(/tcp 0 {2}10\.0\.0\.0:40000 +192\.168\.0\.1:443 .*complete +closed by one side$/);
    const json = JSON.parse((await cli('flows', path, '--json')).out) as FlowRow[];
    expect(json.map((row) => [row.kind, row.stream])).toEqual([
      ['tcp', 0],
      ['tcp', 1],
      ['udp', 0],
    ]);
    const csv = (await cli('flows', path, '--csv')).out.trimEnd().split('\n');
    expect(csv).toHaveLength(4);
    expect(csv[0].split(',').slice(0, 4)).toEqual(['id', 'kind', 'stream', 'addressA']);
    expect(csv[3]).toContain(',udp,0,10.1.0.1,5000,10.1.0.2,53,');
    expect((await cli('flows', path, '--csv', '--json')).code).toBe(2);
    expect((await cli('flows', save(pcapFile([])))).out).toBe('No connections.\n');
  });

  test('--where chooses', async () => {
    const path = two();
    const chosen = async (where: string): Promise<number[]> =>
      (JSON.parse((await cli('flows', path, '--json', '--where', where)).out) as FlowRow[]).map((row) => row.portA);
    expect(await chosen("kind = 'udp'")).toEqual([5000]);
    expect(await chosen("port_b = 443 AND address_a LIKE '%.1'")).toEqual([40001]);
    expect(await chosen('0')).toEqual([]);
  });

  test.each([
    ['prt_b = 1', /prt_b in the condition \(character 1\) is not a column: did you mean port_b\?/],
    ['zzzzzzzzzz = 1', /is not a column: the columns are kind, stream,/],
    ['1; DELETE FROM flow', /cannot be understood from character 2: ;/],
    ['port_b = = 1', /not valid SQL: near "="/],
    ["address_a = 'x", /character 13: '/],
    ['', /not valid SQL/],
  ])('--where %j is one clear line', async (where, message) => {
    const { code, out, err } = await cli('flows', two(), '--where', where);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });

  test('prints while it works: what waits to be printed is bounded, in every form', async () => {
    const path = save(syns(20_000));
    for (const more of [[], ['--json'], ['--csv'], ['--where', 'port_b > 0'], ['-Y', 'tcp.flags.syn == 1']]) {
      const stdout = new Sink(true);
      const stderr = new Sink();
      expect(await main(['flows', path, ...more], { stdout, stderr }, WORKERS)).toBe(0);
      expect(stdout.text.trimEnd().split('\n').length).toBeGreaterThanOrEqual(20_001);
      expect(stdout.waiting).toBeLessThan(128 * 1024);
    }
  });

  test('the first rows are out before the rest is looked at', async () => {
    const path = save(syns(5000));
    const context = new CommandContext('en', { stdout: new Sink(), stderr: new Sink() });
    const asked: number[] = [];
    await context.withCapture(path, async (document) => {
      const { flows } = document.analysis;
      const row = flows.row.bind(flows);
      flows.row = (id) => {
        asked.push(id);
        return row(id);
      };
      for await (const rows of flowPages(context, document, { filter: null, condition: null })) {
        expect(rows[0].stream).toBe(0);
        break;
      }
    });
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.length).toBeLessThan(2000);
  });

  test('starts count from the first packet of the capture, whatever is chosen', async () => {
    const { out } = await cli('flows', two(), '--where', 'stream = 1');
    expect(out.split('\n')[1]).toMatch(/ 1\.000000 /);
  });

  test('leaves nothing behind', async () => {
    const file = two();
    // a folder of its own: other tests make theirs in the shared one meanwhile
    const temp = tempFolder();
    vi.stubEnv('TMPDIR', temp);
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(tmpdir()).toBe(temp);
    await cli('flows', file);
    await cli('flows', file, '--where', 'port_b = = 1');
    expect(readdirSync(temp)).toEqual([]);
  });
});

describe('timeline', () => {
  test('is a ladder with the states of both ends', async () => {
    const { code, out } = await cli('timeline', two(), '1');
    expect(code).toBe(0);
    expect(out).toMatch(/^Stream 1: 10\.0\.0\.1:40001 → 192\.168\.0\.1:443$/m);
    expect(out).toMatch(/SYN-SENT │─+ SYN {2}Seq=0 \(1000\) Win=\d+ Len=0 ─+►│ SYN-RECEIVED {2}#7$/m);
    expect(out).toMatch(/ESTABLISHED │◄─+ SYN, ACK {2}Seq=0 \(9000\) Ack=1 \(1001\) /m);
    const arrows = out.split('\n').filter((line) => /[►◄]/.test(line));
    expect(new Set(arrows.map((line) => line.indexOf('│'))).size).toBe(1);
    expect(new Set(arrows.map((line) => line.lastIndexOf('│'))).size).toBe(1);
  });

  test('names flags as the packet list does', async () => {
    const path = save(
      pcapFile([
        ethernet({}, ipv4({}, tcp({ flags: 0x0c2, seq: 1 }))),
        ethernet({}, ipv4({ src: '10.0.0.2', dst: '10.0.0.1' }, tcp({ srcPort: 80, dstPort: 40_000, flags: 0x052 }))),
        ethernet({}, ipv4({}, tcp({ flags: 0, seq: 2 }))),
      ]),
    );
    const names = (text: string): string[] =>
      Array.from(text.matchAll(/(?:\[|─ )((?:[A-Z]{2,3}, )*[A-Z]{2,3}|<None>)(?:\]| {2}Seq)/g), (match) => match[1]);
    const listed = names((await cli('packets', path)).out);
    expect(listed).toEqual(['SYN, ECE, CWR', 'SYN, ACK, ECE', '<None>']);
    expect(names((await cli('timeline', path, '0')).out)).toEqual(listed);
  });

  test('says what the connection was, above the ladder', async () => {
    const { out } = await cli('timeline', two(), '1');
    const lines = out.slice(0, out.indexOf('SYN-SENT')).split('\n');
    expect(lines.slice(2, 9)).toEqual([
      '',
      'The client opened the connection: the three-way handshake was complete after 2 ms. #7 #8 #9',
      'The client sent 10 bytes, the server 100 bytes. #10 #11',
      'Only the client closed; its FIN was not acknowledged, and the server did not close as far as was captured. #12',
      'Check next',
      '  Whether the program at the server has closed its socket: it may stay in CLOSE-WAIT for as long as it does not.',
      'Options of both ends',
    ]);
    expect(lines[9]).toContain(
      'Maximum segment size: client not offered, server not offered → client sends at most 536',
    );
  });

  test('speaks Chinese', async () => {
    const { out } = await cli('timeline', two(), '0', '--lang', 'zh-CN');
    expect(out).toContain('客户端建立连接：三次握手用时 2 ms。 #1 #2 #3');
    expect(out).toContain('流 0：10.0.0.0:40000 → 192.168.0.1:443');
    expect(out).toContain('三次握手');
  });

  test('--json', async () => {
    const { out } = await cli('timeline', two(), '1', '--json');
    const timeline = JSON.parse(out) as { flow: FlowRow; rows: { frame: number }[]; phases: { title: string }[] };
    expect(timeline.flow.stream).toBe(1);
    expect(timeline.rows.map((row) => row.frame)).toEqual([7, 8, 9, 10, 11, 12]);
    expect(timeline.phases[0].title).toBe('TCP handshake');
  });

  test.each([
    ['2', 1, /no TCP connection 2: the capture has 2, numbered from 0/],
    ['x', 2, /x is not a stream number/],
  ])('stream %s is refused', async (stream, code, message) => {
    const ran = await cli('timeline', two(), stream);
    expect([ran.code, ran.out]).toEqual([code, '']);
    expect(ran.err).toMatch(message);
  });
});

describe('the program', () => {
  test.each([
    [['bogus'], /unknown command 'bogus'/],
    [['reports', 'x.pcap'], /unknown command 'reports'/],
    [['packets'], /missing required argument 'FILE'/],
    [['packets', 'a', 'b'], /too many arguments/],
    [['--lang', 'fr', 'packets', 'a'], /argument 'fr' is invalid/],
  ])('%j is bad usage', async (args, message) => {
    const stderr = new Sink();
    const stdout = new Sink();
    expect(await main(args, { stdout, stderr })).toBe(2);
    expect(stderr.text).toMatch(message);
    expect(stderr.text.trimEnd().split('\n')).toHaveLength(1);
    expect(stdout.text).toBe('');
  });

  test('--help and --version are no errors', async () => {
    const help = await cli('--help');
    expect(help.code).toBe(0);
    expect(help.out).toContain('fields [options] [FILE]');
    expect((await cli('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect((await cli('fields', '--help')).out).toContain('occurrence=f|l|a');
  });

  test('waits for a slow reader', async () => {
    const { bytes, frames } = repeated(connections(100), 40);
    const stdout = new Sink(true);
    const args = ['fields', save(bytes), '-e', 'frame.number', '-e', 'eth.src'];
    expect(await main(args, { stdout, stderr: new Sink() }, WORKERS)).toBe(0);
    expect(stdout.text.trimEnd().split('\n')).toHaveLength(frames);
    expect(stdout.waiting).toBeLessThan(128 * 1024);
  });

  test('ends quietly when the reader goes away', async () => {
    const { bytes } = repeated(connections(500), 20);
    const path = save(bytes);
    const child = spawn(process.execPath, [bundled('cli-process'), 'fields', path, '-e', 'ip.src'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    expect([code, err]).toEqual([0, '']);
  });
});
