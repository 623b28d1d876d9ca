// Capture files for the engine's tests, on the disk.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PcapngWriter } from '../../../src-main/formats/pcapng-writer';
import { concat, ethernet, ipv4, pcapFile, udp, type Frame } from '../../fixtures/make-capture';
import { connection, connections } from '../../fixtures/many-connections';
import { tempFolder } from '../../fixtures/temp-folder';

export { connection, connections };

const FILE_HEADER = 24;

export const datagram = (n: number): Frame => ({
  bytes: ethernet(
    {},
    ipv4({ src: '10.1.0.1', dst: '10.1.0.2' }, udp({ srcPort: 5000 + n, dstPort: 53 }, new Uint8Array(20))),
  ),
});

/** Bytes as a file in a folder that is gone after the test. */
export function save(bytes: Uint8Array, name = 'test.pcap'): string {
  const path = join(tempFolder(), name);
  writeFileSync(path, bytes);
  return path;
}

/** The same frames again and again: a large file in little time. */
export function repeated(frames: Frame[], times: number): { bytes: Uint8Array; frames: number } {
  const once = pcapFile(frames);
  const records = once.subarray(FILE_HEADER);
  const parts = [once.subarray(0, FILE_HEADER), ...new Array<Uint8Array>(times).fill(records)];
  return { bytes: concat(...parts), frames: frames.length * times };
}

/** A file of SYNs, each of another connection: one frame a flow. Checksums are not right. */
export function syns(count: number): Uint8Array {
  const record = pcapFile([connection(0, 1_700_000_000)[0]]).subarray(FILE_HEADER);
  const out = new Uint8Array(FILE_HEADER + count * record.length);
  out.set(pcapFile([]));
  const view = new DataView(out.buffer);
  for (let n = 0; n < count; n++) {
    const at = FILE_HEADER + n * record.length;
    out.set(record, at);
    const mixed = Math.imul(n + 1, 2654435761) >>> 0;
    view.setUint32(at, 1_700_000_000 + (mixed % 977), true); // seconds
    view.setUint32(at + 4, mixed % 1_000_000, true); // microseconds
    const ip = at + 16 + 14;
    view.setUint32(ip + 12, 0x0a000000 + n); // source
    view.setUint32(ip + 16, 0xc0a80000 + (mixed & 0xffff)); // destination
    view.setUint16(ip + 20, 1024 + (mixed % 60000));
    view.setUint16(ip + 22, [80, 443, 22, 8080][mixed & 3]);
  }
  return out;
}

/** Packet blocks of pcapng, as a capture writes them; `header`: with what stands before the first. */
export function blocks(frames: Frame[], header = true): Uint8Array {
  const writer = new PcapngWriter();
  if (header) {
    writer.section({});
    writer.interface({ linkType: 1, snapLen: 0, name: 'test0', timeDigits: 9 });
  }
  for (const { bytes, sec = 0, nano = 0 } of frames) writer.packet(0, sec, nano, 9, bytes, bytes.length);
  return writer.bytes().slice();
}
