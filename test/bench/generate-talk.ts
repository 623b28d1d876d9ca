// A capture in which hosts look up names and fetch pages: DNS over UDP and HTTP/1.1, several exchanges a connection, all interleaved.
//   npx tsx test/bench/generate-talk.ts FILE [packets] [seed]
import { closeSync, openSync, writeSync } from 'node:fs';
import { ethernet, ipv4, ipv4Bytes, pcapFile, tcp, udp } from '../fixtures/make-capture';
import { dnsMessage, dnsName, dnsQuestion, dnsRecord } from '../fixtures/sample-names';
import { random } from './random';

const CONCURRENT = 200;
const METHODS = ['GET', 'GET', 'GET', 'POST', 'HEAD'];
const START_SEC = 1_760_000_000;
const BATCH = 5000;

const ascii = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(text, (c) => c.charCodeAt(0));
const BODY = 'x'.repeat(1300);

/** The frames of one host that looks a name up, fetches some pages and goes. */
function* visit(chance: () => number, n: number): Generator<Uint8Array> {
  const pick = (most: number): number => Math.floor(chance() * most);
  const client = `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;
  const server = `198.51.100.${1 + pick(200)}`;
  const port = 32_768 + pick(28_000);
  const name = dnsName(`${['shop', 'api', 'www', 'img', 'find'][pick(5)]}${pick(500)}.example`);
  const id = pick(65_536);
  const questions = [dnsQuestion(name, 1)];
  const query = dnsMessage({ id, flags: 0x0100, questions });
  yield ethernet({}, ipv4({ src: client, dst: '10.255.0.53' }, udp({ srcPort: port, dstPort: 53 }, query)));
  const answer = dnsMessage({ id, questions, answers: [dnsRecord(1, ipv4Bytes(server))] });
  yield ethernet({}, ipv4({ src: '10.255.0.53', dst: client }, udp({ srcPort: 53, dstPort: port }, answer)));
  const next = [pick(2 ** 32), pick(2 ** 32)];
  const say = (side: 0 | 1, flags: string, text = ''): Uint8Array => {
    const [src, dst] = side === 0 ? [client, server] : [server, client];
    const [srcPort, dstPort] = side === 0 ? [port, 80] : [80, port];
    const header = { srcPort, dstPort, flags, seq: next[side], ack: flags === 'S' ? 0 : next[1 - side] };
    next[side] = (next[side] + text.length + (/[SF]/.test(flags) ? 1 : 0)) % 2 ** 32;
    return ethernet({}, ipv4({ src, dst }, tcp(header, ascii(text))));
  };
  yield say(0, 'S');
  yield say(1, 'SA');
  yield say(0, 'A');
  for (let i = 1 + pick(4); i > 0; i--) {
    const method = METHODS[pick(METHODS.length)];
    const asked = `${method} /page/${pick(1000)}?n=${i} HTTP/1.1\r\nHost: example\r\nUser-Agent: bench\r\nAccept: */*\r\n`;
    yield say(0, 'PA', method === 'POST' ? `${asked}Content-Length: 4\r\n\r\na=1\n` : `${asked}\r\n`);
    const parts = pick(6);
    const length = parts * BODY.length;
    yield say(
      1,
      'PA',
      `HTTP/1.1 200 OK\r\nServer: bench\r\nContent-Type: text/html\r\nContent-Length: ${length}\r\n\r\n`,
    );
    for (let k = 0; k < (method === 'HEAD' ? 0 : parts); k++) {
      yield say(1, 'PA', BODY);
      if (k % 2 === 1) yield say(0, 'A');
    }
  }
  yield say(0, 'FA');
  yield say(1, 'FA');
  yield say(0, 'A');
}

/** Writes exactly as many packets. */
export function generateTalk(path: string, packets: number, seed: number): void {
  const chance = random(seed);
  const file = openSync(path, 'w');
  const visits: Generator<Uint8Array>[] = [];
  let begun = 0;
  let batch: { bytes: Uint8Array; sec: number; nano: number }[] = [];
  for (let n = 0; n < packets;) {
    while (visits.length < CONCURRENT) visits.push(visit(chance, begun++));
    const i = Math.floor(chance() * visits.length);
    const step: IteratorResult<Uint8Array, unknown> = visits[i].next();
    if (step.done) {
      visits[i] = visits[visits.length - 1];
      visits.pop();
      continue;
    }
    const us = n * 20;
    batch.push({ bytes: step.value, sec: START_SEC + Math.floor(us / 1e6), nano: (us % 1e6) * 1000 });
    n++;
    if (batch.length < BATCH && n < packets) continue;
    const bytes = pcapFile(batch);
    writeSync(file, n === batch.length ? bytes : bytes.subarray(24));
    batch = [];
  }
  closeSync(file);
}

const [path, packets = '1000000', seed = '1'] = process.argv.slice(2);
generateTalk(path, Number(packets), Number(seed));
console.log(JSON.stringify({ packets: Number(packets) }));
