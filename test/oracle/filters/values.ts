// What really occurs in a capture: the values of every field that tshark has too, for filters that find something.
import type { FramePacket } from '../../../src-main/dissect/packet';
import { dissectFrame } from '../../../src-main/dissect/dissect';
import { registry } from '../../../src-main/dissect/protocols/registry';
import { ValueSink } from '../../../src-main/dissect/sinks/field-sink';
import type { Field, FieldType, FieldValue } from '../../../src-main/dissect/contract/fields';
import type { CaptureDocument } from '../../../src-main/engine/document/document';
import { FILTER_OPTIONS } from './capture';

/** Values of one field in a capture. */
export interface FieldValues {
  readonly field: Field;
  /** frames that have it */
  readonly frames: number;
  /** different ones, the first that were met */
  readonly values: readonly FieldValue[];
  /** different numbers of occurrences in a frame */
  readonly counts: readonly number[];
}
/** Bytes of one protocol's header and what follows, from one frame. */
export interface ProtocolBytes {
  readonly abbrev: string;
  readonly bytes: Uint8Array;
}
export interface CaptureValues {
  readonly frames: number;
  readonly present: readonly FieldValues[];
  readonly absent: readonly Field[];
  readonly protocols: readonly ProtocolBytes[];
}

const MOST_VALUES = 60;
const MOST_PROTOCOLS = 400;
/** Frames that are looked at. */
const MOST_FRAMES = 2000;

const TYPES: Partial<Record<FieldType, string>> = {
  abstime: 'FT_ABSOLUTE_TIME',
  bool: 'FT_BOOLEAN',
  ipv4: 'FT_IPv4',
  ipv6: 'FT_IPv6',
  reltime: 'FT_RELATIVE_TIME',
};
/**
 * What depends on the packets that were printed before, and what sums up the expert notes of a frame: the notes of TCP's analysis
 * are not made yet (the notes themselves are compared).
 */
/** tshark lists one definition of these, and filters take another of another type. */
const TWICE = new Set([
  'vxlan.flags',
  'vxlan.flags_reserved',
  'icmpv6.opt.linkaddr',
  'icmpv6.opt.src_linkaddr',
  'icmpv6.opt.target_linkaddr',
]);
/** Names that are empty, which tshark sometimes has and sometimes not; fields of messages that may span segments: they are compared where these are put together (http.test.ts, tls.test.ts, quic.test.ts, dtls.test.ts, streams.test.ts). */
const NOT_COMPARED =
  /^(?:frame\.time_delta_displayed|_ws\.expert(?:\..*)?|(?:dhcp\.server|dhcp\.file|http|http2|tls|quic|dtls|x509\w*|pkcs\w*|pkix\w*|tcp\.(?:segment|reassembled)\w*)\b.*)$/;

/** Fields that both sides have, with the same type. */
export function comparableFields(types: ReadonlyMap<string, string>): Field[] {
  return [...registry.fields()].filter((field) => {
    const type = TYPES[field.type] ?? `FT_${field.type.toUpperCase()}`;
    return types.get(field.abbrev) === type && !TWICE.has(field.abbrev) && !NOT_COMPARED.test(field.abbrev);
  });
}

const keyOf = (value: FieldValue): string =>
  value instanceof Uint8Array
    ? Buffer.from(value).toString('hex')
    : typeof value === 'bigint'
      ? `${value}`
      : JSON.stringify(value);

function protocolBytes(packet: FramePacket, into: Map<string, ProtocolBytes[]>): void {
  for (let i = 0; i < packet.layerCount; i++) {
    const layer = packet.layer(i);
    const list = into.get(layer.protocol.abbrev) ?? [];
    into.set(layer.protocol.abbrev, list);
    if (list.length < MOST_PROTOCOLS / 40)
      list.push({ abbrev: layer.protocol.abbrev, bytes: packet.bytes.slice(layer.at, layer.end) });
  }
}

/** Collects the values of `fields` in the first frames of a capture that was read. */
export function collectValues(document: CaptureDocument, fields: readonly Field[]): CaptureValues {
  const sink = new ValueSink(fields);
  const found = fields.map(() => ({ frames: 0, values: new Map<string, FieldValue>(), counts: new Set<number>() }));
  const protocols = new Map<string, ProtocolBytes[]>();
  const frames = Math.min(document.frames, MOST_FRAMES);
  for (let row = 0; row < frames; row++) {
    const packet = dissectFrame(document.bytes(row), document.context(row), FILTER_OPTIONS, sink);
    protocolBytes(packet, protocols);
    found.forEach((field, i) => {
      const values = sink.values(i);
      if (values.length === 0) return;
      field.frames++;
      field.counts.add(values.length);
      for (const value of values)
        if (field.values.size < MOST_VALUES)
          field.values.set(keyOf(value), value instanceof Uint8Array ? value.slice() : value);
    });
  }
  const rows = fields.map((field, i) => ({
    field,
    frames: found[i].frames,
    values: [...found[i].values.values()],
    counts: [...found[i].counts],
  }));
  return {
    frames,
    present: rows.filter((row) => row.frames > 0),
    absent: rows.filter((row) => row.frames === 0).map((row) => row.field),
    protocols: [...protocols.values()].flat(),
  };
}
