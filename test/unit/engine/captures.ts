// Capture files for the engine's tests, on the disk.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PcapngWriter } from '../../../src-main/formats/pcapng-writer';
import { concat, ethernet, ipv4, pcapFile, tcp, udp, type Frame } from '../../fixtures/make-capture';
import { tempFolder } from '../../fixtures/temp-folder';

const FILE_HEADER = 24;

/** Six frames: handshake, a request, an answer, a FIN. Client 10.0.x.y with port 40000 + n. */
export function connection(n: number, sec: number): Frame[] {
  const client = { address: `10.0.${(n >> 8) & 255}.${n & 255}`, port: 40000 + (n % 20000) };
  const server = { address: '192.168.0.1', port: 443 };
  const segment = (from: typeof client, to: typeof client, flags: string, seq: number, ack: number, len = 0) =>
    ethernet(
      {},
      ipv4(
        { src: from.address, dst: to.address },
        tcp({ srcPort: from.port, dstPort: to.port, flags, seq, ack }, new Uint8Array(len)),
      ),
    );
  return [
    segment(client, server, 'S', 1000, 0),
    segment(server, client, 'SA', 9000, 1001),
    segment(client, server, 'A', 1001, 9001),
    segment(client, server, 'PA', 1001, 9001, 10),
    segment(server, client, 'PA', 9001, 1011, 100),
    segment(client, server, 'FA', 1011, 9101),
  ].map((bytes, i) => ({ bytes, sec, nano: i * 1_000_000 }));
}

export function connections(count: number): Frame[] {
  return Array.from({ length: count }, (_, n) => connection(n, 1_700_000_000 + n)).flat();
}

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
