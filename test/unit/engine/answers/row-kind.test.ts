// What colours a row of the packet list, where the frame alone does not tell.
import { expect, test } from 'vitest';
import { ethernet, ipv4, pcapFile, tcp } from '../../../fixtures/make-capture';
import { connection, save } from '../captures';
import { ask, loaded } from '../open-session';

const kinds = async (frames: Parameters<typeof pcapFile>[0]): Promise<string[]> => {
  const session = await loaded(save(pcapFile(frames)));
  return ask(session, 'packetRows', { from: 0, count: 100 }).kind;
};
const client = (flags: string, seq: number, ack: number, len = 0, port = 40_000): Uint8Array =>
  ethernet(
    {},
    ipv4(
      { src: '10.0.0.1', dst: '10.0.0.2' },
      tcp({ srcPort: port, dstPort: 443, flags, seq, ack }, new Uint8Array(len)),
    ),
  );
const server = (flags: string, seq: number, ack: number): Uint8Array =>
  ethernet({}, ipv4({ src: '10.0.0.2', dst: '10.0.0.1' }, tcp({ srcPort: 443, dstPort: 40_000, flags, seq, ack })));

test('the ACK that completes the handshake belongs to the set-up, those after it do not', async () => {
  expect(await kinds(connection(0, 1_700_000_000))).toEqual(['setup', 'setup', 'setup', 'data', 'data', 'teardown']);
});

test('also where it carries the request', async () => {
  const frames = [client('S', 1, 0), server('SA', 9, 2), client('PA', 2, 10, 20), server('A', 10, 22)];
  expect(await kinds(frames)).toEqual(['setup', 'setup', 'setup', 'data']);
});

test('one that also says FIN stays part of the teardown; one that acknowledges no SYN is none', async () => {
  expect(await kinds([client('S', 1, 0), server('SA', 9, 2), client('FA', 2, 10)])).toEqual([
    'setup',
    'setup',
    'teardown',
  ]);
  expect(await kinds([client('A', 2, 10), client('A', 2, 10, 0, 41_000)])).toEqual(['data', 'data']);
});
