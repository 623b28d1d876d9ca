// "Next in conversation": every neighbour is one of the conversation, and none is left out, whatever the list shows.
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { CaptureDocument } from '../../../../src-main/engine/document/document';
import type { Session } from '../../../../src-main/engine/session';
import { concat, ethernet, icmp, ipv4, pcapFile, tcp, udp, type Frame } from '../../../fixtures/make-capture';
import { connection, datagram, repeated, save } from '../captures';
import { ask, loaded, problemOf, until } from '../open-session';

const A = '10.0.0.1';
const B = '10.0.0.2';
const over = (src: string, dst: string, inner: Parameters<typeof ipv4>[1]): Uint8Array =>
  ethernet({}, ipv4({ src, dst }, inner));
const segment = (flags: string, seq: number, port = 40_000): Uint8Array =>
  over(A, B, tcp({ srcPort: port, dstPort: 443, flags, seq, ack: flags === 'S' ? 0 : 1 }));
const query = (port = 40_000, payload: Uint8Array = new Uint8Array(8)): Uint8Array =>
  over(A, B, udp({ srcPort: port, dstPort: 4789 }, payload));
/** a router's complaint about a packet, with the packet in it */
const quoting = (frame: Uint8Array): Uint8Array => over('10.9.9.9', A, icmp(3, 1, 0, frame.subarray(14)));
const VXLAN = Uint8Array.of(8, 0, 0, 0, 0, 0, 1, 0);
const inTunnel = (frame: Uint8Array, port = 50_000): Uint8Array => query(port, concat(VXLAN, frame));
/** a datagram whose tunnel carries too little for an Ethernet header */
const malformed = (): Uint8Array => inTunnel(new Uint8Array(6), 40_000);

// tcp.stream 0 and udp.stream 0 between the same addresses and ports, mixed; another of each
const FRAMES = [
  segment('S', 1), //        1 tcp 0
  query(), //                2 udp 0
  quoting(segment('S', 1)), // 3 tcp 0, an ICMP error
  malformed(), //            4 udp 0
  segment('S', 7, 41_000), // 5 tcp 1
  query(41_000), //          6 udp 1
  quoting(query()), //       7 udp 0, an ICMP error
  segment('A', 2), //        8 tcp 0
  query(), //                9 udp 0
  segment('R', 2), //       10 tcp 0
];
const TCP_0 = [1, 3, 8, 10];
const UDP_0 = [2, 4, 7, 9];

const flowOf = (session: Session, frame: number): number => ask(session, 'packetDetail', { frame }).flow;
function walk(session: Session, flow: number, from: number, by: 1 | -1): number[] {
  const frames: number[] = [];
  for (let frame = from; frames.length < 100; frames.push(frame)) {
    frame = ask(session, 'frameInFlow', { flow, frame, by });
    if (frame === 0) return frames;
  }
  throw new Error('the walk does not end');
}
async function filter(session: Session, text: string): Promise<void> {
  expect(ask(session, 'setFilter', { source: { text, macros: [], frame: 0 } })).toMatchObject({ ok: true });
  await until(`the end of ${text}`, () => ask(session, 'filterStatus', {}).running === null);
}

describe('TCP and UDP of equal stream numbers, errors that quote them, malformed rows', () => {
  test.each([
    ['tcp', TCP_0],
    ['udp', UDP_0],
  ])('%s', async (_kind, frames) => {
    const session = await loaded(save(pcapFile(FRAMES)));
    const flow = flowOf(session, frames[0]);
    expect(frames.map((frame) => flowOf(session, frame))).toEqual(frames.map(() => flow));
    // colours do not tell TCP and UDP apart
    const { stream, kind: kinds } = ask(session, 'packetRows', { from: 0, count: 10 });
    expect([...stream]).toEqual([0, 0, 0, 0, 1, 1, 0, 0, 0, 0]);
    expect([kinds[2], kinds[3], kinds[6]]).toEqual(['icmp-error', 'trouble', 'icmp-error']);
    expect(walk(session, flow, frames[0], 1)).toEqual(frames.slice(1));
    expect(walk(session, flow, 10, -1)).toEqual(frames.filter((frame) => frame < 10).reverse());
  });

  test.each([
    ['icmp or tcp.flags.reset == 1', [3, 10], [7]],
    ['!icmp', [1, 8, 10], [2, 4, 9]],
    ['udp', [], UDP_0],
    ['frame.number == 5', [], []],
    ['frame.number == 8', [8], []],
  ])('where the list shows only %s', async (text, ofTcp, ofUdp) => {
    const session = await loaded(save(pcapFile(FRAMES)));
    const [tcpFlow, udpFlow] = [flowOf(session, 1), flowOf(session, 2)];
    await filter(session, text);
    // the frame to start from need not be shown
    for (const [flow, frames] of [
      [tcpFlow, ofTcp],
      [udpFlow, ofUdp],
    ] as const)
      for (let from = 1; from <= FRAMES.length; from++) {
        expect(walk(session, flow, from, 1), `${text}: after ${from}`).toEqual(frames.filter((f) => f > from));
        expect(walk(session, flow, from, -1), `${text}: before ${from}`).toEqual(
          frames.filter((f) => f < from).reverse(),
        );
      }
  });
});

test('frames of a tunnel are of its conversation', async () => {
  const session = await loaded(save(pcapFile([inTunnel(segment('S', 1)), query(), inTunnel(segment('A', 2))])));
  const flows = ask(session, 'flows', { kind: 'udp', sort: 'stream', descending: false, from: 0, count: 10 }).rows;
  const tunnel = flows.find((row) => row.portA === 50_000 || row.portB === 50_000);
  expect(tunnel?.firstFrame).toBe(1);
  expect(tunnel?.lastFrame).toBe(3);
  expect(walk(session, tunnel?.id ?? -1, 1, 1)).toEqual([3]);
  expect(walk(session, tunnel?.id ?? -1, 3, -1)).toEqual([1]);
});

test('a neighbour a million packets away, without a look into the file', async () => {
  const [syn, synAck] = connection(0, 1_700_000_000);
  const between = repeated(new Array<Frame>(1000).fill(datagram(1)), 1000);
  const records = (frames: Parameters<typeof pcapFile>[0]): Uint8Array => pcapFile(frames).subarray(24);
  const file = concat(pcapFile([syn]), between.bytes.subarray(24), records([synAck]), records([datagram(2)]));
  const session = await loaded(save(file));
  expect(session.frames).toBe(1_000_003);
  const flow = flowOf(session, 1);
  const read = vi.spyOn(CaptureDocument.prototype, 'bytes');
  onTestFinished(() => read.mockRestore());
  expect(ask(session, 'frameInFlow', { flow, frame: 1, by: 1 })).toBe(1_000_002);
  expect(ask(session, 'frameInFlow', { flow, frame: 1_000_002, by: -1 })).toBe(1);
  expect(ask(session, 'frameInFlow', { flow, frame: 1_000_002, by: 1 })).toBe(0);
  expect(read).not.toHaveBeenCalled();
});

test('what is no conversation, or no argument', async () => {
  const session = await loaded(save(pcapFile(FRAMES)));
  expect(ask(session, 'frameInFlow', { flow: 99, frame: 1, by: 1 })).toBe(0);
  expect(ask(session, 'frameInFlow', { flow: 0, frame: 4_000_000_000, by: 1 })).toBe(0);
  expect(ask(session, 'frameInFlow', { flow: 0, frame: 4_000_000_000, by: -1 })).toBe(10);
  for (const args of [{ flow: 0, frame: 0, by: 1 }, { flow: 0, frame: 1, by: 2 }, { flow: -1, frame: 1, by: 1 }, {}])
    expect(problemOf(session, 'frameInFlow', args).kind).toBe('engine.badRequest');
});
