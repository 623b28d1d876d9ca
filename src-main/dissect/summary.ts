// One row of the packet list: what Wireshark's default columns show. Texts are made here, for rows on the screen only.
import type { RowKind } from '../ipc/contracts/engine-contract';
import { etherText, ipv4Text, ipv6Text } from '../text/address';
import { payloadNames } from './values/number-names';
import { MAX_LAYERS } from './contract/most-layers';
import type { FramePacket, Verdict } from './packet';
import type { Layer } from './contract/protocol';

export interface PacketSummary {
  source: string;
  destination: string;
  protocol: string;
  info: string;
  kind: RowKind;
}

const SUFFIX: Record<Verdict, string> = {
  none: '',
  short: '[Packet size limited during capture]',
  unreassembled: '[Unreassembled Packet]',
  malformed: '[Malformed Packet]',
  deep: `[More than ${MAX_LAYERS} layers]`,
};

/** In place of what is in a frame that the reader ignores. */
const IGNORED = '<Ignored>';

/** The address that stands at `at`, as the columns of the packet list show it. */
export function addressText(type: FramePacket['addressType'], bytes: Uint8Array, at: number): string {
  switch (type) {
    case 'ether':
      return bytes.subarray(at, at + 6).every((byte) => byte === 0xff) ? 'Broadcast' : etherText(bytes, at);
    case 'ipv4':
      return ipv4Text(bytes, at);
    case 'ipv6':
      return ipv6Text(bytes, at);
    case 'none':
      return '';
  }
}

/** The layer that the row speaks of: the innermost one with something to say, not counting quoted packets. */
function speaker(p: FramePacket): Layer | null {
  for (let i = p.layerCount - 1; i >= 0; i--) {
    const layer = p.layer(i);
    if (layer.quoted || layer.protocol.isPart?.(layer)) continue;
    if (layer.protocol.column !== undefined) return layer;
    if (layer.protocol.abbrev === 'data' && payloadNames(layer.table, layer.key)) return layer;
  }
  return null;
}

/** The layer around `inner` that has something to say of whatever it carries. */
function carrierOf(p: FramePacket, inner: Layer): Layer | null {
  let carrier: Layer | null = null;
  for (let i = 0; i < p.layerCount && p.layer(i) !== inner; i++)
    if (p.layer(i).protocol.remark && !p.layer(i).quoted) carrier = p.layer(i);
  return carrier;
}

function carried(p: FramePacket, carrier: Layer, inner: Layer, row: PacketSummary): void {
  p.lookAt(carrier);
  row.kind = carrier.protocol.kind?.(p, carrier) ?? 'other';
  const remark = carrier.protocol.remark?.(p, carrier) ?? '';
  const between = remark === '' ? '' : (inner.protocol.behindRemark ?? '');
  // words in brackets end with a blank; else it is the carrier's own row, to which the others only add theirs
  if (between !== '' && !remark.endsWith(' ') && typeof carrier.protocol.column === 'string')
    row.protocol = carrier.protocol.column;
  row.info = remark + between + row.info;
}

/** The row of a frame that was dissected (with any sink). */
export function summarize(p: FramePacket): PacketSummary {
  const row: PacketSummary = {
    source: p.srcAt >= 0 ? addressText(p.addressType, p.addressBytes, p.srcAt) : '',
    destination: p.dstAt >= 0 ? addressText(p.addressType, p.addressBytes, p.dstAt) : '',
    protocol: '',
    info: '',
    kind: 'other',
  };
  if (p.context.isIgnored) row.info = IGNORED;
  const layer = speaker(p);
  if (layer) {
    p.lookAt(layer);
    const { column } = layer.protocol;
    if (column !== undefined) {
      row.protocol = typeof column === 'string' ? column : column(p, layer);
      row.info = layer.protocol.summary?.(p, layer) ?? layer.protocol.name;
      row.kind = layer.protocol.kind?.(p, layer) ?? 'other';
      const carrier = layer.protocol.kind ? null : carrierOf(p, layer);
      if (carrier) carried(p, carrier, layer, row);
    } else {
      [row.protocol, row.info] = payloadNames(layer.table, layer.key) ?? ['', ''];
    }
  }
  const suffix = SUFFIX[p.verdict];
  if (suffix !== '') {
    row.info = row.info === '' ? suffix : `${row.info} ${suffix}`;
    if (p.verdict === 'malformed' || p.verdict === 'deep') row.kind = 'trouble';
  }
  return row;
}
