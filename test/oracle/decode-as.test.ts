// "Decode as" on the command line, against `tshark -d`: protocols, messages that belong together, and what filters find.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pcapFile } from '../fixtures/make-capture';
import { named } from '../fixtures/corpus';
import { ethernet, ipv4, ipv4Bytes, tcp, udp } from '../fixtures/make-packet';
import { dnsMessage, dnsName, dnsQuestion, dnsRecord } from '../fixtures/sample-names';
import { clientHello, handshakeRecord } from '../fixtures/tls-messages';
import { tempFolder } from '../fixtures/temp-folder';
import { cli } from '../unit/cli/run-cli';
import { tshark, tsharkVersion } from './tshark';

const A = '192.0.2.1';
const B = '192.0.2.2';
const questions = [dnsQuestion(dnsName('a.example'), 1)];
const query = dnsMessage({ flags: 0x0100, questions });
const answer = dnsMessage({ questions, answers: [dnsRecord(1, ipv4Bytes('192.0.2.7'))] });
const ntp = Uint8Array.from({ length: 48 }, (_, i) => (i === 0 ? 0x23 : 0));
const datagram = (srcPort: number, dstPort: number, payload: Uint8Array, from = A): Uint8Array =>
  ethernet({}, ipv4({ src: from, dst: from === A ? B : A }, udp({ srcPort, dstPort }, payload)));
const segment = (srcPort: number, dstPort: number, payload: Uint8Array): Uint8Array =>
  ethernet({}, ipv4({ src: A, dst: B }, tcp({ srcPort, dstPort, flags: 'PA', seq: 1, ack: 1 }, payload)));

const FRAMES = [
  datagram(4000, 9999, query),
  datagram(9999, 4000, answer, B),
  datagram(4001, 53, query),
  datagram(53, 4001, answer, B),
  datagram(123, 9999, ntp),
  datagram(53, 9999, query),
  datagram(53, 123, ntp),
  segment(4002, 9999, handshakeRecord(clientHello([0x1301]))),
  segment(4003, 443, handshakeRecord(clientHello([0x1301]))),
];
const FIELDS = ['frame.number', 'frame.protocols', 'dns.id', 'dns.response_to', 'dns.response_in', 'ntp.stratum'];

const version = tsharkVersion();
const CASES: [rules: string[], filter: string][] = [
  [['udp.port==9999,dns'], 'dns'],
  [['udp.port==9999,dns'], 'dns.response_to or dns.a'],
  [['udp.port==9999,ntp'], 'ntp'],
  [['udp.port==53,data'], 'data and udp.port == 53'],
  [['udp.port==53,ntp', 'udp.port==9999,dns'], 'udp and not dns'],
  [['udp.port==9990-10000,dns', 'udp.port==9999,ntp'], 'udp'],
  [['udp.port==9998:2,dns', 'udp.port==123,data'], 'udp'],
  [['tcp.port==443,data'], 'tcp.port == 443'],
  [['tcp.port==9999,tls'], 'tls.handshake.type == 1'],
];

test.skipIf(version === null).each(CASES)(
  named('-d %j, -Y %s', version === null ? 'no tshark' : null),
  async (rules, filter) => {
    const file = join(tempFolder(), 'decode-as.pcap');
    writeFileSync(file, pcapFile(FRAMES.map((bytes, i) => ({ bytes, sec: 1_700_000_000 + i, nano: 0 }))));
    const chosen = rules.flatMap((rule) => ['-d', rule]);
    const fields = FIELDS.flatMap((field) => ['-e', field]);
    const theirs = await tshark(file, String(version), [
      '-2',
      '-n',
      ...chosen,
      '-Y',
      filter,
      '-T',
      'fields',
      ...fields,
    ]);
    const mine = await cli('fields', file, ...chosen, '-Y', filter, ...fields);
    expect(mine.out).toBe(theirs.stdout);
    expect(mine.out).not.toBe('');
  },
);
