// From what tcpdump wrote (pcap, nanoseconds, little endian) to the pcapng file of a sample.
// pcapng: draft-ietf-opsawg-pcapng. Only what a sample has: one section, one Ethernet interface, packets, TLS secrets.
const NANO_MAGIC = 0xa1b23c4d;

/** The packets of a pcap file: `{ sec, nano, length, bytes }`. */
export function readPcap(file) {
  if (file.readUInt32LE(0) !== NANO_MAGIC) throw new Error('tcpdump did not write nanoseconds');
  const packets = [];
  for (let at = 24; at < file.length;) {
    const captured = file.readUInt32LE(at + 8);
    packets.push({
      sec: file.readUInt32LE(at),
      nano: file.readUInt32LE(at + 4),
      length: file.readUInt32LE(at + 12),
      bytes: file.subarray(at + 16, at + 16 + captured),
    });
    at += 16 + captured;
  }
  return packets;
}

/** A pcapng file with these packets. `secrets`: text of a TLS key log, or empty. */
export function writePcapng(packets, { application, comment, interfaceName, secrets = '' }) {
  const blocks = [
    // section header: byte order magic, version 1.0, length not given
    block(
      0x0a0d0d0a,
      [u32(0x1a2b3c4d), u16(1), u16(0), u32(0xffffffff), u32(0xffffffff)],
      [
        [1, Buffer.from(comment)],
        [4, Buffer.from(application)],
      ],
    ),
    // interface: Ethernet, no snapshot length; resolution 10^-9
    block(
      1,
      [u16(1), u16(0), u32(0)],
      [
        [2, Buffer.from(interfaceName)],
        [9, Buffer.from([9])],
      ],
    ),
  ];
  // secrets stand before the packets that need them; type "TLSK"
  if (secrets)
    blocks.push(block(10, [u32(0x544c534b), u32(Buffer.byteLength(secrets)), pad(Buffer.from(secrets))], []));
  for (const { sec, nano, length, bytes } of packets) {
    const time = BigInt(sec) * 1_000_000_000n + BigInt(nano);
    const halves = [u32(Number(time >> 32n)), u32(Number(time & 0xffffffffn))];
    blocks.push(block(6, [u32(0), ...halves, u32(bytes.length), u32(length), pad(bytes)], []));
  }
  return Buffer.concat(blocks);
}

function block(type, body, options) {
  const parts = [...body];
  for (const [code, value] of options) parts.push(u16(code), u16(value.length), pad(value));
  if (options.length > 0) parts.push(u32(0));
  const inner = Buffer.concat(parts);
  const total = u32(inner.length + 12);
  return Buffer.concat([u32(type), total, inner, total]);
}

function u16(value) {
  const b = Buffer.alloc(2);
  b.writeUInt16LE(value);
  return b;
}
function u32(value) {
  const b = Buffer.alloc(4);
  b.writeUInt32LE(value);
  return b;
}
const pad = (bytes) => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);
