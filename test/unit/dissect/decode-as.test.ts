// "Decode as": rules as they are written, and what a port with one leads to.
import { expect, test } from 'vitest';
import { decodable, DecodeRules, readRule } from '../../../src-main/dissect/decode-as';
import type { DecodeRule } from '../../../src-main/ipc/decode-as';
import { fieldsOf } from '../../fixtures/dissect-frame';
import { ethernet, ipv4, udp } from '../../fixtures/make-packet';
import { dnsMessage, dnsName, dnsQuestion } from '../../fixtures/sample-names';

/** Addresses are read by those who know how: here they are as they print. */
const plain = (address: string): string => address;
const rule = (text: string): DecodeRule => {
  const read = readRule(text, plain);
  if (!read.ok) throw new Error(`${read.why}: ${read.part}`);
  return read.rule;
};

test.each<[string, string, number, number, string]>([
  ['tcp.port==8443,tls', 'tcp.port', 8443, 8443, 'tls'],
  [' udp.port == 9000-9010 , dns ', 'udp.port', 9000, 9010, 'dns'],
  ['udp.port==9000:3,ntp', 'udp.port', 9000, 9002, 'ntp'],
  ['udp.port==0x2328,data', 'udp.port', 9000, 9000, 'data'],
  ['udp.port==010,dns', 'udp.port', 8, 8, 'dns'],
])('%s', (text, table, first, last, protocol) => expect(rule(text)).toEqual({ table, first, last, protocol }));

test.each([
  ['bogus', 'form', 'bogus'],
  ['tcp.port==1', 'form', 'tcp.port==1'],
  ['ip.proto==17,dns', 'table', 'ip.proto'],
  ['udp.port==x,dns', 'ports', 'x'],
  ['udp.port==9010-9000,dns', 'ports', '9010-9000'],
  ['udp.port==9000:0,dns', 'ports', '9000:0'],
  ['udp.port==65536,dns', 'ports', '65536'],
  ['udp.port==65535:2,dns', 'ports', '65535:2'],
  ['udp.port==4300-5000,dns', 'tunnel', '4341'],
  ['udp.port==9000,tls', 'protocol', 'tls'],
  ['udp.port==9000,vxlan', 'protocol', 'vxlan'],
  ['udp.port==9000,DNS', 'protocol', 'DNS'],
  ['udp.port==192.0.2.1:1-192.0.2.2:65536,dns', 'ports', '192.0.2.1:1-192.0.2.2:65536'],
  ['udp.port==192.0.2.1:1,dns', 'ports', '192.0.2.1:1'],
  ['udp.port==2001:db8::1:1-[2001:db8::2]:2,dns', 'ports', '2001:db8::1:1-[2001:db8::2]:2'],
  ['udp.port==192.0.2.1:1-192.0.2.2:4789,dns', 'tunnel', '4789'],
  ['udp.port==192.0.2.1:1-192.0.2.2:2,tls', 'protocol', 'tls'],
])('%s is none: %s', (text, why, part) => expect(readRule(text, plain)).toEqual({ ok: false, why, part }));

test('what can be chosen is what ports lead to, and nothing that carries packets', () => {
  expect(decodable('udp.port')).toEqual(expect.arrayContaining(['data', 'dns', 'ntp']));
  expect(decodable('tcp.port')).toEqual(expect.arrayContaining(['data', 'tls']));
  for (const tunnel of ['vxlan', 'geneve', 'teredo', 'lisp-data']) expect(decodable('udp.port')).not.toContain(tunnel);
});

test('of two rules for a port the later one holds; the lower port is asked first', () => {
  const texts = ['udp.port==9000-9010,dns', 'udp.port==9005,ntp', 'tcp.port==9006,data'];
  const rules = new DecodeRules(texts.map(rule));
  expect(rules.of('udp.port', 9004)).toBe('dns');
  expect(rules.of('udp.port', 9005)).toBe('ntp');
  expect(rules.of('tcp.port', 9005)).toBeNull();
  const nobody = (): never => expect.fail('no rule for a conversation has these ports');
  expect(rules.between('udp.port', 9005, 9000, nobody)).toBe('dns');
  expect(rules.between('udp.port', 9005, 1, nobody)).toBe('ntp');
  expect(rules.between('udp.port', 1, 2, nobody)).toBeNull();
});

test('a rule for a conversation holds in both directions, for no other, and goes before those for its ports', () => {
  const texts = ['udp.port==192.0.2.1:9000-[2001:db8::2]:53,ntp', 'udp.port==9000,dns'];
  const rules = new DecodeRules(texts.map(rule));
  const of = (a: string, portA: number, b: string, portB: number): string | null =>
    rules.between('udp.port', portA, portB, () => [a, b]);
  expect(of('192.0.2.1', 9000, '2001:db8::2', 53)).toBe('ntp');
  expect(of('2001:db8::2', 53, '192.0.2.1', 9000)).toBe('ntp');
  expect(of('2001:db8::2', 9000, '192.0.2.1', 53)).toBe('dns');
  expect(of('192.0.2.1', 9000, '2001:db8::3', 53)).toBe('dns');
  expect(of('192.0.2.1', 9001, '2001:db8::2', 53)).toBeNull();
  expect(rules.between('tcp.port', 9000, 53, () => ['192.0.2.1', '2001:db8::2'])).toBeNull();
});

const message = dnsMessage({ flags: 0x0100, questions: [dnsQuestion(dnsName('a.example'), 1)] });
const protocols = (srcPort: number, dstPort: number, ...texts: string[]): string =>
  fieldsOf(
    {
      bytes: ethernet({}, ipv4({ src: '192.0.2.1', dst: '192.0.2.2' }, udp({ srcPort, dstPort }, message))),
      context: { decodeAs: new DecodeRules(texts.map(rule)) },
    },
    ['frame.protocols'],
  )['frame.protocols'].replace('eth:ethertype:ip:udp:', '');

test('a port leads where it is told', () => {
  expect(protocols(9000, 9999)).toBe('data');
  expect(protocols(9000, 9999, 'udp.port==9999,dns')).toBe('dns');
  expect(protocols(53, 9999, 'udp.port==53,data')).toBe('data');
  // a port with a rule goes before a lower one without
  expect(protocols(53, 9999, 'udp.port==9999,data')).toBe('data');
  // both ends in either order; what is chosen for them is all that is asked
  expect(protocols(9000, 9999, 'udp.port==192.0.2.2:9999-192.0.2.1:9000,dns')).toBe('dns');
  expect(protocols(9000, 9999, 'udp.port==192.0.2.2:9000-192.0.2.1:9999,dns')).toBe('data');
  expect(protocols(53, 9999, 'udp.port==192.0.2.1:53-192.0.2.2:9999,data')).toBe('data');
  expect(protocols(53, 9999, 'udp.port==192.0.2.3:53-192.0.2.2:9999,data')).toBe('dns');
  // a tunnel stays one: the scan has looked into it
  expect(protocols(4789, 9999, 'udp.port==9999,dns')).toBe('vxlan:eth:ethertype:data');
});
