// What is said of a connection, out of a real file: options read from its SYNs, the sender of an ICMP error, amounts as tshark counts them.
import path from 'node:path';
import { expect, test } from 'vitest';
import { translateMessage } from '../../../../src-main/i18n/translate';
import type { ConnectionVerdict } from '../../../../src-main/ipc/contracts/verdict-contract';
import {
  concat,
  ethernet,
  icmp,
  icmpv6,
  ipv4,
  ipv6,
  pcapFile,
  tcp,
  tcpFlags,
  type Frame,
} from '../../../fixtures/make-capture';
import { save } from '../captures';
import { ask, loaded } from '../open-session';

const SAMPLES = path.resolve(import.meta.dirname, '../../../../resources/samples');
const A = '10.0.0.1';
const B = '10.0.0.2';

async function verdictOf(file: string, flow = 0): Promise<ConnectionVerdict> {
  return ask(await loaded(file), 'verdict', { flow });
}
const saved = (frames: Uint8Array[]): string =>
  save(pcapFile(frames.map((bytes, i): Frame => ({ bytes, sec: 1_700_000_000, nano: i * 1_000_000 }))));
const said = (verdict: ConnectionVerdict): string[] =>
  verdict.sentences.map(({ message }) => translateMessage('en', message));

function syn(options: number[], flags = 'S'): Uint8Array {
  return ethernet({}, ipv4({ src: A, dst: B }, tcp({ seq: 100, flags: tcpFlags(flags), options })));
}
function synAck(options: number[], flags = 'SA'): Uint8Array {
  const header = { srcPort: 80, dstPort: 40_000, seq: 900, ack: 101, flags: tcpFlags(flags), options };
  return ethernet({}, ipv4({ src: B, dst: A }, tcp(header)));
}

// sums of tcp.len by direction, of tshark 4.0.17
test.each([
  ['https', 722, 13_278],
  ['reset', 76, 6082],
])('amounts of the sample %s', async (name, ab, ba) => {
  const verdict = await verdictOf(path.join(SAMPLES, `${name}.pcapng`));
  const data = verdict.sentences.find(({ message }) => message.key === 'verdict.course.data');
  expect(data?.message.args).toMatchObject({ ab, ba });
});

test('options of both SYNs, by kind', async () => {
  const client = [2, 4, 5, 180, 4, 2, 8, 10, 0, 0, 0, 1, 0, 0, 0, 0, 1, 3, 3, 7, 34, 2, 28, 4, 0, 1, 1, 1];
  const server = [2, 4, 5, 100, 1, 3, 3, 9, 4, 2, 1, 1];
  const verdict = await verdictOf(saved([syn(client), synAck(server)]));
  expect([verdict.synFrame, verdict.synAckFrame]).toEqual([1, 2]);
  const cells = verdict.options.map(({ name, client: a, server: b }) => [
    name.key.replace('verdict.option.', ''),
    a?.args ?? a?.key ?? null,
    b?.args ?? b?.key ?? null,
  ]);
  expect(cells).toEqual([
    ['mss', { count: 1460 }, { count: 1380 }],
    ['scale', { factor: 128, shift: 7 }, { factor: 512, shift: 9 }],
    ['sack', 'verdict.option.yes', 'verdict.option.yes'],
    ['stamps', 'verdict.option.yes', null],
    ['tfo', 'verdict.option.tfo.request', null],
    ['kind', 'verdict.option.yes', null],
  ]);
});

test('the SYN that was answered counts, not the first one', async () => {
  const verdict = await verdictOf(
    saved([syn([2, 4, 5, 180, 4, 2, 1, 1]), syn([2, 4, 5, 180]), synAck([2, 4, 5, 180])]),
  );
  expect(verdict.synFrame).toBe(2);
  const sack = verdict.options.find(({ name }) => name.key === 'verdict.option.sack');
  expect(sack).toMatchObject({ client: null, note: { key: 'verdict.option.note.dropped' } });
});

test('who sent an ICMP error, also inside a tunnel', async () => {
  const quoted = ipv4({ src: A, dst: B }, tcp({ seq: 100, flags: tcpFlags('S') }));
  const error = ipv4({ src: '192.0.2.7', dst: A }, icmp(3, 13, 0, quoted));
  const wanted = 'The connection was refused by ICMP: 192.0.2.7, not the target, reported that a filter prohibits it.';
  expect(said(await verdictOf(saved([syn([]), ethernet({}, error)])))).toContain(wanted);
  const outer = { src: '198.51.100.1', dst: '198.51.100.2', protocol: 4 };
  const inTunnel = [ethernet({}, ipv4(outer, quoted)), ethernet({}, ipv4(outer, error))];
  expect(said(await verdictOf(saved(inTunnel)))).toContain(wanted);
});

test('ICMPv6: the port of the target is closed', async () => {
  const v6 = { src: '2001:db8::1', dst: '2001:db8::2' };
  const quoted = ipv6(v6, tcp({ seq: 100, flags: tcpFlags('S') }));
  const error = ipv6({ src: v6.dst, dst: v6.src }, icmpv6(1, 4, 0, quoted));
  const file = saved([ethernet({ type: 0x86dd }, quoted), ethernet({ type: 0x86dd }, error)]);
  expect(said(await verdictOf(file))).toContain(
    'The connection was refused by ICMP: 2001:db8::2, the target itself, reported that nothing uses this port.',
  );
});

test('options that contradict themselves, and none at all, are no reason to fail', async () => {
  const cut = syn([2, 4, 5, 180]).subarray(0, 14 + 20 + 12);
  for (const frames of [[syn([2, 0, 0, 0])], [syn([3, 200, 1, 1])], [cut], [concat(syn([]))]]) {
    const session = await loaded(saved(frames));
    if (session.status().tcpFlows === 0) continue;
    const verdict = ask(session, 'verdict', { flow: 0 });
    for (const { inForce } of verdict.options) expect(translateMessage('en', inForce)).not.toContain('{');
  }
});
