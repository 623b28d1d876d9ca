// The Info text of a TCP row, in Wireshark's form: `40005 → 80 [SYN, ACK] Seq=0 Ack=1 Win=64240 Len=0 MSS=…`.
import type { RowKind } from '../../../ipc/contracts/engine-contract';
import { PROTO_TCP } from '../../../wire/ipv4';
import * as wire from '../../../wire/tcp';
import type { Layer, Packet } from '../../contract/protocol';
import { transportChecksum } from '../../values/transport-checksum';
import { analysisWords, isTrouble } from './tcp-analysis';
import { flagNames, numbersOf } from './tcp-numbers';
import { optionTexts } from './tcp-option-texts';

export function tcpSummary(p: Packet, layer: Layer): string {
  const b = p.bytes;
  const { at } = layer;
  const there = layer.end - at;
  if (there < 4) return '';
  const ports = `${wire.srcPort(b, at)} → ${wire.dstPort(b, at)}`;
  if (there < 16) return ports;
  const view = p.context.conversation('tcp');
  const n = numbersOf(p, layer, at, view);
  const flags = wire.flags(b, at);
  let text = `${view?.analysis ? analysisWords(view.analysis) : ''}${ports} [${flagNames(flags)}] Seq=${n.seq}`;
  if (n.hasAck) text += ` Ack=${n.ack}`;
  text += ` Win=${n.window}`;
  if (n.headerLen < wire.HEADER_LEN) return `${text}, bogus TCP header length (${n.headerLen}, must be at least 20)`;
  if (there < 18) return text;
  const verdict = transportChecksum(p, layer, at, layer.declaredEnd - at, PROTO_TCP, wire.checksum(b, at));
  if (verdict.kind === 'bad') text += ' [TCP CHECKSUM INCORRECT]';
  if (there < wire.HEADER_LEN) return text;
  if (flags & wire.URG) text += ` Urg=${wire.urgent(b, at)}`;
  if (n.len !== null) text += ` Len=${n.len}`;
  const optionsEnd = Math.min(at + n.headerLen, layer.end);
  text += optionTexts(b, at + wire.HEADER_LEN, optionsEnd, n.sackBase);
  return isPart(p, layer) ? `${text} [TCP segment of a reassembled PDU]` : text;
}

/** What the segment carries is part of a message that another one completes. */
function isPart({ context }: Packet, layer: Layer): boolean {
  if (layer.quoted || layer.end < layer.declaredEnd) return false;
  const first = context.segments()?.[0];
  return first?.at === 0 && first.len > 0 && first.message !== null && first.message.reassembledIn !== context.number;
}

/** Of a segment that carries something with a row of its own. What begins with a part of a message that is not whole is TCP's as well. */
export function tcpRemark(p: Packet, layer: Layer): string {
  if (isPart(p, layer)) return tcpSummary(p, layer);
  const view = p.context.conversation('tcp');
  return view?.analysis ? analysisWords(view.analysis) : '';
}

export function tcpKind(p: Packet, layer: Layer): RowKind {
  if (layer.end - layer.at < 16) return 'trouble';
  if (isTrouble(p.context.analysisFlags())) return 'trouble';
  const flags = wire.flags(p.bytes, layer.at);
  if (flags & wire.RST) return 'reset';
  if (flags & wire.SYN) return 'setup';
  return flags & wire.FIN ? 'teardown' : 'data';
}
