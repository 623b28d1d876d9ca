// `synscope stats`: tables for people, JSON and CSV for programs, what is refused.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli } from './run-cli';

const SAMPLES = join(import.meta.dirname, '../../../resources/samples');
const CROSSING = join(SAMPLES, 'crossing.pcapng');

describe('stats', () => {
  it('prints the protocol hierarchy as a tree', async () => {
    const { code, out } = await cli('stats', 'phs', CROSSING);
    expect(code).toBe(0);
    const lines = out.trimEnd().split('\n');
    expect(lines[1]).toMatch(/^Frame +100\.00 +11 +100\.00 +1942 /);
    expect(lines[4]).toMatch(/^ {6}Transmission Control Protocol +100\.00 +11 /);
  });
  it('prints conversations as JSON, of the packets that a filter leaves', async () => {
    const { out } = await cli('stats', 'conversations', CROSSING, 'tcp', '--json', '-Y', 'tcp.flags.syn == 1');
    expect(JSON.parse(out)).toMatchObject([
      {
        ...{ addressA: '192.168.1.20', portA: 40640, addressB: '203.0.113.10', portB: 80, stream: 0 },
        ...{ packets: 2, bytes: 148, packetsAB: 1, packetsBA: 1 },
        filter: 'ip.addr == 192.168.1.20 && ip.addr == 203.0.113.10 && tcp.stream == 0',
      },
    ]);
  });
  it('prints packets over time as CSV, two columns a filter', async () => {
    const { out } = await cli('stats', 'io', CROSSING, '--csv', '-f', 'tcp.flags.syn == 1', '-f', 'tcp');
    expect(out.split('\n')).toEqual([
      'startNs,packets: tcp.flags.syn == 1,bytes: tcp.flags.syn == 1,packets: tcp,bytes: tcp',
      '0,2,148,8,1744',
      '1000000000,0,0,3,198',
      '',
    ]);
  });
  it('prints lengths and what is known of the file', async () => {
    const lengths = await cli('stats', 'plen', CROSSING);
    expect(lengths.out).toMatch(/^All packets +11 +176\.5455 +66 +966 /m);
    const { out } = await cli('stats', 'capture', CROSSING);
    expect(out).toMatch(/^SHA-256 +[0-9a-f]{64}$/m);
    expect(out).toMatch(/^Packets +11$/m);
  });
  it('prints response times: in milliseconds for people, in ns for programs', async () => {
    const https = join(SAMPLES, 'https.pcapng');
    const { out } = await cli('stats', 'responses', https, '-Y', 'tcp');
    expect(out).toMatch(/^What is measured +Answers +Min \(ms\)/);
    expect(out).toMatch(/^ {2}SYN to SYN-ACK +1 +25\.168970 .* 2 +0 +0\.00$/m);
    expect(out).toMatch(/^ {2}Status 200 OK +1 +27\.409340 /m);
    const csv = await cli('stats', 'responses', https, '--csv');
    expect(csv.out).toContain(
      '\n1,tlsHello,1,33154883,33154883,33154883,33154883,33154883,6,0,0,tls.handshake.type == 2\n',
    );
  });
  it.each([
    [['io', CROSSING, '-i', '0'], /0 is not an interval/],
    [['io', CROSSING, '-i', '0.000001'], /more than 16,382 intervals/],
    [['endpoints', CROSSING, 'ipx'], /ipx/],
    [['phs', CROSSING, '-Y', 'tcp.prot == 1'], /tcp\.port/],
    [['phs', CROSSING, '--json', '--csv'], /--csv/],
  ])('refuses %j', async (args, why) => {
    const { code, err } = await cli('stats', ...args);
    expect(code).toBe(2);
    expect(err).toMatch(why);
  });
});
