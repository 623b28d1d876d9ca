// The Multipath TCP option, RFC 8684 section 3 (version 1); version 0 is RFC 6824.
import { u16, u32, u64 } from '../../../wire/read';
import { MPTCP } from '../../../wire/tcp-options';
import { defineFields, type Field, type FieldSink } from '../../contract/protocol';

const SUBTYPES: Readonly<Record<number, string>> = {
  0: 'Multipath Capable',
  1: 'Join Connection',
  2: 'Data Sequence Signal',
  3: 'Add Address',
  4: 'Remove Address',
  5: 'Change Subflow Priority',
  6: 'TCP Fallback',
  7: 'Fast Close',
  8: 'TCP Reset',
};
const REASONS: Readonly<Record<number, string>> = {
  0: 'Unspecified error',
  1: 'MPTCP-specific error',
  2: 'Lack of resources',
  3: 'Administratively prohibited',
  4: 'Too much outstanding data',
  5: 'Unacceptable performance',
  6: 'Middlebox interference',
};

const P = 'options.mptcp';
const M = defineFields(
  'tcp',
  {
    [P]: ['Multipath Transmission Control Protocol', 'bytes'],
    [`${P}.subtype`]: ['Multipath TCP subtype', 'uint8', 'dec', { mask: 0xf0, values: SUBTYPES }],
    [`${P}.version`]: ['Multipath TCP version', 'uint8', 'dec', { mask: 0x0f }],
    [`${P}.reserved`]: ['Reserved', 'uint16', 'hex', { mask: 0x0fff }],
    [`${P}.flags`]: ['Multipath TCP flags', 'uint8', 'hex'],
    [`${P}.backup.flag`]: ['Backup flag', 'uint8', 'dec', { mask: 0x01 }],
    [`${P}.checksumreq.flags`]: ['Checksum required', 'uint8', 'dec', { mask: 0x80 }],
    [`${P}.extensibility.flag`]: ['Extensibility', 'uint8', 'dec', { mask: 0x40 }],
    [`${P}.nomoresubflows.flag`]: [
      'Do not attempt to establish new subflows to this address and port',
      'uint8',
      'dec',
      { mask: 0x20 },
    ],
    [`${P}.sha1.flag`]: ['Use HMAC-SHA1', 'uint8', 'dec', { mask: 0x01 }],
    [`${P}.sha256.flag`]: ['Use HMAC-SHA256', 'uint8', 'dec', { mask: 0x01 }],
    [`${P}.datafin.flag`]: ['DATA_FIN', 'uint8', 'dec', { mask: 0x10 }],
    [`${P}.dseqn8.flag`]: ['Data Sequence Number is 8 octets', 'uint8', 'dec', { mask: 0x08 }],
    [`${P}.dseqnpresent.flag`]: [
      'Data Sequence Number, Subflow Sequence Number, Data-level Length, Checksum present',
      'uint8',
      'dec',
      { mask: 0x04 },
    ],
    [`${P}.dataack8.flag`]: ['Data ACK is 8 octets', 'uint8', 'dec', { mask: 0x02 }],
    [`${P}.dataackpresent.flag`]: ['Data ACK is present', 'uint8', 'dec', { mask: 0x01 }],
    [`${P}.rst_reason`]: ['TCPRST Reason', 'uint8', 'hex', { values: REASONS }],
    [`${P}.addrid`]: ['Address ID', 'uint8', 'dec'],
    [`${P}.sendkey`]: ["Sender's Key", 'uint64', 'dec'],
    [`${P}.recvkey`]: ["Receiver's Key", 'uint64', 'dec'],
    [`${P}.recvtok`]: ["Receiver's Token", 'uint32', 'dec'],
    [`${P}.sendrand`]: ["Sender's Random Number", 'uint32', 'dec'],
    [`${P}.sendtrunchmac`]: ["Sender's Truncated HMAC", 'uint64', 'dec'],
    [`${P}.sendhmac`]: ["Sender's HMAC", 'bytes'],
    [`${P}.addaddrtrunchmac`]: ['Truncated HMAC', 'uint64', 'dec'],
    [`${P}.rawdataack`]: ['Original MPTCP Data ACK', 'uint64', 'dec'],
    [`${P}.rawdataseqno`]: ['Data Sequence Number', 'uint64', 'dec'],
    [`${P}.subflowseqno`]: ['Subflow Sequence Number', 'uint32', 'dec'],
    [`${P}.datalvllen`]: ['Data-level Length', 'uint16', 'dec'],
    [`${P}.checksum`]: ['Checksum', 'uint16', 'hex'],
    [`${P}.ipver`]: ['IP version', 'uint8', 'dec', { mask: 0x0f }],
    [`${P}.echo`]: ['Echo', 'uint8', 'dec', { mask: 0x01 }],
    [`${P}.ipv4`]: ['Advertised IPv4 Address', 'ipv4'],
    [`${P}.ipv6`]: ['Advertised IPv6 Address', 'ipv6'],
    [`${P}.port`]: ['Advertised port', 'uint16', 'dec'],
  },
  { ofMarkedOption: true },
);
export const MPTCP_FIELDS = M;
const byName: Readonly<Record<string, Field>> = M;
const field = (name: string): Field => byName[`${P}.${name}`];

/** One option of `length` bytes at `at`, all of them there. What does not fit its length is left out. */
export function dissectMptcp(
  b: Uint8Array,
  at: number,
  length: number,
  out: FieldSink,
  kindField: Field,
  lengthField: Field,
): void {
  const subtype = length > 2 ? b[at + 2] >> 4 : -1;
  out.bytes(M[P], at, length);
  if (out.detail) out.display(SUBTYPES[subtype] ?? `Unknown (${subtype})`);
  out.open();
  out.uint(kindField, at, 1, MPTCP);
  out.uint(lengthField, at + 1, 1, length);
  if (length > 2) {
    out.uint(field('subtype'), at + 2, 1, subtype);
    SUBTYPE_READERS[subtype]?.({ b, at, length, out });
  }
  out.close();
}

interface Option {
  b: Uint8Array;
  at: number;
  length: number;
  out: FieldSink;
}

const SUBTYPE_READERS: Readonly<Record<number, (option: Option) => void>> = {
  0: capable,
  1: join,
  2: dataSequence,
  3: addAddress,
  4: ({ b, at, length, out }) => {
    for (let o = at + 3; o < at + length; o++) out.uint(field('addrid'), o, 1, b[o]);
  },
  5: ({ b, at, length, out }) => {
    if (length >= 3) flag(out, 'backup.flag', at + 2, b[at + 2] & 1);
    if (length >= 4) out.uint(field('addrid'), at + 3, 1, b[at + 3]);
  },
  6: ({ b, at, length, out }) => {
    if (length >= 4) out.uint(field('reserved'), at + 2, 2, u16(b, at + 2) & 0xfff);
    if (length >= 12) out.uint64(field('rawdataseqno'), at + 4, 8, u64(b, at + 4));
  },
  7: ({ b, at, length, out }) => {
    if (length >= 4) out.uint(field('reserved'), at + 2, 2, u16(b, at + 2) & 0xfff);
    if (length >= 12) out.uint64(field('recvkey'), at + 4, 8, u64(b, at + 4));
  },
  8: ({ b, at, length, out }) => {
    if (length >= 4) out.uint(field('rst_reason'), at + 3, 1, b[at + 3]);
  },
};

function flag(out: FieldSink, name: string, at: number, value: number): void {
  out.uint(field(name), at, 1, value === 0 ? 0 : 1);
}

/** Section 3.1 */
function capable({ b, at, length, out }: Option): void {
  if (length < 4) return;
  const version = b[at + 2] & 15;
  const flags = b[at + 3];
  out.uint(field('version'), at + 2, 1, version);
  out.uint(field('flags'), at + 3, 1, flags);
  out.open();
  flag(out, 'checksumreq.flags', at + 3, flags & 0x80);
  flag(out, 'extensibility.flag', at + 3, flags & 0x40);
  if (version >= 1) flag(out, 'nomoresubflows.flag', at + 3, flags & 0x20);
  flag(out, version >= 1 ? 'sha256.flag' : 'sha1.flag', at + 3, flags & 1);
  out.close();
  if (length >= 12) out.uint64(field('sendkey'), at + 4, 8, u64(b, at + 4));
  if (length >= 20) out.uint64(field('recvkey'), at + 12, 8, u64(b, at + 12));
  if (length >= 22) out.uint(field('datalvllen'), at + 20, 2, u16(b, at + 20));
  if (length >= 24) out.uint(field('checksum'), at + 22, 2, u16(b, at + 22));
}

/** Section 3.2: the length tells which of the three segments it is in. */
function join({ b, at, length, out }: Option): void {
  if (length < 4) return;
  if (length === 12 || length === 16) {
    out.uint(field('flags'), at + 2, 1, b[at + 2] & 15);
    out.open();
    flag(out, 'backup.flag', at + 2, b[at + 2] & 1);
    out.close();
    out.uint(field('addrid'), at + 3, 1, b[at + 3]);
  }
  if (length === 12) {
    out.uint(field('recvtok'), at + 4, 4, u32(b, at + 4));
    out.uint(field('sendrand'), at + 8, 4, u32(b, at + 8));
  } else if (length === 16) {
    out.uint64(field('sendtrunchmac'), at + 4, 8, u64(b, at + 4));
    out.uint(field('sendrand'), at + 12, 4, u32(b, at + 12));
  } else if (length === 24) out.bytes(field('sendhmac'), at + 4, 20);
}

/** Section 3.3 */
function dataSequence({ b, at, length, out }: Option): void {
  if (length < 4) return;
  const flags = b[at + 3];
  out.uint(field('flags'), at + 3, 1, flags);
  out.open();
  flag(out, 'datafin.flag', at + 3, flags & 0x10);
  flag(out, 'dseqn8.flag', at + 3, flags & 0x08);
  flag(out, 'dseqnpresent.flag', at + 3, flags & 0x04);
  flag(out, 'dataack8.flag', at + 3, flags & 0x02);
  flag(out, 'dataackpresent.flag', at + 3, flags & 0x01);
  out.close();
  const end = at + length;
  let o = at + 4;
  const number = (name: string, wide: number): boolean => {
    const size = wide === 0 ? 4 : 8;
    if (o + size > end) return false;
    out.uint64(field(name), o, size, size === 8 ? u64(b, o) : BigInt(u32(b, o)));
    o += size;
    return true;
  };
  if (flags & 0x01 && !number('rawdataack', flags & 0x02)) return;
  if ((flags & 0x04) === 0 || !number('rawdataseqno', flags & 0x08)) return;
  if (o + 6 > end) return;
  out.uint(field('subflowseqno'), o, 4, u32(b, o));
  out.uint(field('datalvllen'), o + 4, 2, u16(b, o + 4));
  if (o + 8 <= end) out.uint(field('checksum'), o + 6, 2, u16(b, o + 6));
}

/** Section 3.4.1; in version 0 the low bits of the subtype's byte are the IP version instead of the echo flag. */
function addAddress({ b, at, length, out }: Option): void {
  if (length < 4) return;
  const low = b[at + 2] & 15;
  if (low === 4 || low === 6) out.uint(field('ipver'), at + 2, 1, low);
  else flag(out, 'echo', at + 2, low & 1);
  out.uint(field('addrid'), at + 3, 1, b[at + 3]);
  const rest = length - 4;
  const six = low === 6 || (low !== 4 && rest >= 16 && rest !== 14);
  const size = six ? 16 : 4;
  if (rest < size) return;
  out.bytes(field(six ? 'ipv6' : 'ipv4'), at + 4, size);
  let o = at + 4 + size;
  if ((at + length - o) % 8 === 2) {
    out.uint(field('port'), o, 2, u16(b, o));
    o += 2;
  }
  if (o + 8 <= at + length) out.uint64(field('addaddrtrunchmac'), o, 8, u64(b, o));
}
