// "Decode as" in an open capture: list, tree and filters, which worker threads decide, see the same.
import { expect, onTestFinished, test } from 'vitest';
import { Session } from '../../../src-main/engine/session';
import { pcapFile } from '../../fixtures/make-capture';
import { ethernet, ipv4, udp } from '../../fixtures/make-packet';
import { dnsMessage, dnsName, dnsQuestion } from '../../fixtures/sample-names';
import { tempFolder } from '../../fixtures/temp-folder';
import { save } from './captures';
import { ask, until, WORKERS } from './open-session';

const questions = [dnsQuestion(dnsName('a.example'), 1)];
const datagram = (srcPort: number, dstPort: number, flags: number): Uint8Array =>
  ethernet(
    {},
    ipv4({ src: '192.0.2.1', dst: '192.0.2.2' }, udp({ srcPort, dstPort }, dnsMessage({ flags, questions }))),
  );

test.each([false, true])('in all of it, in the order of time: %s', async (sorted) => {
  const frames = [datagram(9001, 9999, 0x0100), datagram(9002, 9998, 0x0100), datagram(53, 9003, 0x8180)];
  const path = save(pcapFile(frames.map((bytes, i) => ({ bytes, sec: 1_700_000_000 + i, nano: 0 }))));
  const decodeAs = [
    { table: 'udp.port' as const, first: 9999, last: 9999, protocol: 'dns' },
    { table: 'udp.port' as const, first: 53, last: 53, protocol: 'data' },
  ];
  const session = new Session({ path, cacheDir: tempFolder(), workers: WORKERS, storeWorker: null, decodeAs, sorted });
  onTestFinished(() => session.close());
  await session.start();
  expect(ask(session, 'packetRows', { from: 0, count: 3 }).protocol).toEqual(['DNS', 'UDP', 'UDP']);
  const tree = ask(session, 'packetDetail', { frame: 1 }).tree;
  expect(tree.map(({ abbrev }) => abbrev)).toContain('dns');
  ask(session, 'setFilter', { source: { text: 'dns.qry.name == "a.example"', macros: [], frame: 0 } });
  await until('the filter', () => session.filtering?.status().running === null);
  expect([...ask(session, 'packetRows', { from: 0, count: 3 }).frame]).toEqual([1]);
});
