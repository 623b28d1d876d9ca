// A capture of one connection in which page after page is fetched by HTTP/1.1, each as a segment with the head and some with content.
//   npx tsx test/bench/generate-pages.ts FILE [bytes]
import { closeSync, openSync, writeSync } from 'node:fs';
import { pcapFile } from '../fixtures/make-capture';
import { bytesOf } from '../fixtures/make-packet';
import { segment } from '../fixtures/make-stream';

const SERVER = 80;
const CONTENT = new Uint8Array(1400).fill(0x78).map((byte, i) => (i % 70 === 69 ? 10 : byte));
const SEGMENTS = 14;
const HEAD = bytesOf(
  `HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: ${SEGMENTS * CONTENT.length}\r\n\r\n`,
);
/** bytes of the header of a pcap file */
const FILE_HEADER = 24;
const START_SEC = 1_760_000_000;

export function generatePages(path: string, bytes: number): void {
  const file = openSync(path, 'w');
  let n = 0;
  const write = (frames: Uint8Array[]): void => {
    const packets = frames.map((frame) => {
      const us = 20 * n++;
      return { bytes: frame, sec: START_SEC + Math.floor(us / 1e6), nano: (us % 1e6) * 1000 };
    });
    const records = pcapFile(packets);
    writeSync(file, n === packets.length ? records : records.subarray(FILE_HEADER));
  };
  write([
    segment({ seq: 1000, flags: 'S', ack: 0, server: SERVER }),
    segment({ seq: 0, flags: 'SA', ack: 1001, back: true, server: SERVER }),
  ]);
  let asked = 1001;
  let said = 1;
  for (let page = 0, written = 0; written < bytes; page++) {
    const request = bytesOf(`GET /page/${page} HTTP/1.1\r\nHost: example\r\nAccept: */*\r\n\r\n`);
    const frames = [segment({ seq: asked, ack: said, bytes: request, server: SERVER })];
    asked += request.length;
    for (const part of [HEAD, ...Array.from({ length: SEGMENTS }, () => CONTENT)]) {
      frames.push(segment({ seq: said, ack: asked, bytes: part, back: true, server: SERVER }));
      said = (said + part.length) >>> 0;
    }
    write(frames);
    written += frames.reduce((sum, frame) => sum + frame.length, 0);
  }
  closeSync(file);
}

const [path, bytes = '500000000'] = process.argv.slice(2);
generatePages(path, Number(bytes));
