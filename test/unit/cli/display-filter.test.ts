// `-Y` of the commands that take one: what is left, and how a mistake is told.
import { describe, expect, test } from 'vitest';
import { main } from '../../../src-main/cli/cli';
import type { FlowRow } from '../../../src-main/ipc/contracts/engine-contract';
import { ethernet, ipv4, pcapFile, tcp, udp } from '../../fixtures/make-capture';
import { SAMPLE_FRAMES } from '../../fixtures/sample-frames';
import { connections, datagram, save } from '../engine/captures';
import { cli, Sink } from './run-cli';

const two = (): string => save(pcapFile([...connections(2), datagram(0)]));
const frames = async (filter: string, ...options: string[]): Promise<number[]> => {
  const { code, out, err } = await cli('fields', two(), '-Y', filter, '-e', 'frame.number', ...options);
  expect([code, err]).toEqual([0, '']);
  return out.split('\n').filter(Boolean).map(Number);
};

describe('fields -Y', () => {
  test.each<[filter: string, frames: number[]]>([
    ['', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]],
    ['udp', [13]],
    ['tcp.flags.syn == 1 && tcp.flags.ack == 0', [1, 7]],
    ['tcp.stream == 1 and tcp.len > 0', [10, 11]],
    ['tcp.seq == 1 && tcp.ack == 1', [3, 4, 9, 10]],
    // the second pass of tshark: known from the last frame on for the first
    ['tcp.completeness == 31 && frame.number == 1', [1]],
    ['!tcp', [13]],
  ])('%s', async (filter, expected) => {
    expect(await frames(filter)).toEqual(expected);
  });
  test('uses the preferences that are given', async () => {
    expect(await frames('tcp.seq == 1000')).toEqual([]);
    expect(await frames('tcp.seq == 1000', '-o', 'tcp.relative_sequence_numbers:FALSE')).toEqual([1, 7]);
  });
});

test('packets -Y keeps numbers and times', async () => {
  const { code, out } = await cli('packets', two(), '-Y', 'tcp.flags.push == 1');
  expect(code).toBe(0);
  const lines = out.trimEnd().split('\n');
  expect(lines.map((line) => line.trim().split(/\s+/).slice(0, 2))).toEqual([
    ['4', '0.003000'],
    ['5', '0.004000'],
    ['10', '1.003000'],
    ['11', '1.004000'],
  ]);
  const { out: json } = await cli('packets', two(), '--display-filter', 'udp', '--json');
  expect((JSON.parse(json) as { frame: number }[]).map((row) => row.frame)).toEqual([13]);
  expect((await cli('packets', two(), '-Y', 'arp')).out).toBe('');
});

describe('flows -Y', () => {
  const ports = async (path: string, ...options: string[]): Promise<number[]> =>
    (JSON.parse((await cli('flows', path, '--json', ...options)).out) as FlowRow[]).map((row) => row.portB).sort();
  test('keeps conversations that have a matching packet', async () => {
    const path = save(
      pcapFile([
        ...[80, 443].map((dstPort) => ethernet({}, ipv4({}, tcp({ dstPort, flags: 'S' })))),
        ...[80, 53].map((dstPort) => ethernet({}, ipv4({}, udp({ dstPort }, Uint8Array.of(1))))),
      ]),
    );
    expect(await ports(path, '-Y', 'tcp')).toEqual([443, 80]);
    expect(await ports(path, '-Y', 'tcp.port == 80 or udp.port == 53')).toEqual([53, 80]);
    expect(await ports(path, '-Y', 'udp', '--where', 'port_b = 80')).toEqual([80]);
    expect(await ports(path, '-Y', 'arp')).toEqual([]);
  });
  test('counts what is inside a tunnel for the tunnel, too', async () => {
    const tunnel = SAMPLE_FRAMES.find((frame) => frame.name === 'vxlan');
    expect(await ports(save(pcapFile([tunnel?.bytes ?? new Uint8Array(0)])), '-Y', 'udp.port == 5000')).toEqual([
      4789, 5000,
    ]);
  });
});

test('threads that fail are told in a line, behind what was found before', async () => {
  const stdout = new Sink();
  const stderr = new Sink();
  const dying = new URL('../engine/search/filter-worker-dying.mjs', import.meta.url);
  const code = await main(
    ['--lang', 'en', 'packets', two(), '-Y', 'tcp.options.mss_val == 1 or udp.checksum == 1'],
    { stdout, stderr },
    dying,
  );
  expect(code).toBe(1);
  expect(stderr.text).toMatch(/^synscope: the packets could not be gone through to the end \([^\n]+\n$/);
});

describe('a mistake', () => {
  const COMMANDS = [['fields', '-e', 'frame.number'], ['packets'], ['flows']];
  test.each(COMMANDS)('of %s ends it at once with the place marked', async (command, ...options) => {
    const { code, out, err } = await cli(command, '/no/such/file', ...options, '-Y', 'tcp.prt == 80');
    expect([code, out]).toEqual([2, '']);
    const lines = err.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^synscope: .*tcp\.prt/);
    expect(lines.slice(1, 3)).toEqual(['    tcp.prt == 80', '    ^~~~~~~']);
    expect(lines[3]).toContain('tcp.port == 80');
  });
  test('in a regular expression is marked inside it', async () => {
    const { code, err } = await cli('packets', two(), '-Y', 'frame matches "a(b"');
    expect(code).toBe(2);
    expect(err).toContain('^');
    expect(err).toContain('The closing ) is missing.');
  });
});
