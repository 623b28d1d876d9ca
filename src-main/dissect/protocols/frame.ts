// The frame itself: what the capture says about it, before its first byte is looked at.
import { encapName, encapOf } from '../values/link-types';
import { EXPERT_FIELDS } from '../contract/verdict-fields';
import { defineFields, type FieldSink, type Packet, type Protocol } from '../contract/protocol';
import { nanosOf, secondsOf } from '../../text/time-difference';
import { addSince } from '../values/time-since';

const F = defineFields('frame', {
  number: ['Frame Number', 'uint32', 'dec', { popularity: 25 }],
  len: ['Frame length on the wire', 'uint32', 'dec', { unit: ' bytes', popularity: 26 }],
  cap_len: ['Frame length stored into the capture file', 'uint32', 'dec', { unit: ' bytes' }],
  time: ['Arrival Time', 'abstime'],
  time_epoch: ['Epoch Time', 'reltime'],
  time_delta: ['Time delta from previous captured frame', 'reltime', 'none', { popularity: 27 }],
  time_relative: ['Time since reference or first frame', 'reltime'],
  ref_time: ['This is a Time Reference frame', 'none'],
  offset_shift: ['Time shift for this packet', 'reltime'],
  encap_type: ['Encapsulation type', 'int16', 'dec', { values: encapName }],
  interface_id: ['Interface id', 'uint32', 'dec'],
  interface_name: ['Interface name', 'string'],
  interface_description: ['Interface description', 'string'],
  marked: ['Frame is marked', 'bool', 0],
  ignored: ['Frame is ignored', 'bool', 0],
  protocols: ['Protocols in frame', 'string', 'none', { tellsOfInner: true }],
  comment: ['Comment', 'string'],
  'comment.expert': ['Formatted comment', 'none', 'none', { expert: 'note', group: 'comment' }],
  len_lt_caplen: ['Frame length is less than captured length', 'none', 'none', { expert: 'error', group: 'malformed' }],
});
const { comment, 'comment.expert': commentExpert, ...OWN } = F;

function dissect(p: Packet, at: number, out: FieldSink): void {
  const c = p.context;
  if (out.detail) {
    const args = { number: c.number, wire: c.originalLen, captured: p.bytes.length, name: c.interface.name };
    out.sentence({ key: c.interface.name === '' ? 'tree.frame' : 'tree.frameOn', args });
  }
  out.uint(F.interface_id, 0, 0, c.interface.id);
  if (c.interface.name !== '' || c.interface.description !== '') {
    out.open();
    if (c.interface.name !== '') out.string(F.interface_name, 0, 0, c.interface.name);
    if (c.interface.description !== '') out.string(F.interface_description, 0, 0, c.interface.description);
    out.close();
  }
  out.uint(F.encap_type, 0, 0, encapOf(c.interface.linkType));
  if (c.hasTime) {
    out.time(F.time, 0, 0, c.timeSec, c.timeNano);
    const { sec, nano } = c.timeShift;
    out.generatedTime(F.offset_shift, secondsOf(sec, nano), nanosOf(sec, nano));
    // before 1970 as well, both parts have the same sign
    out.time(F.time_epoch, 0, 0, secondsOf(c.timeSec, c.timeNano), nanosOf(c.timeSec, c.timeNano));
    if (c.previousSec === null) out.generatedTime(F.time_delta, 0, 0);
    else addSince(out, F.time_delta, p, c.previousSec, c.previousNano);
    if (c.firstSec === null) out.generatedTime(F.time_relative, 0, 0);
    else addSince(out, F.time_relative, p, c.firstSec, c.firstNano);
    if (c.isTimeReference) out.none(F.ref_time, 0, 0);
  }
  out.uint(F.number, 0, 0, c.number);
  out.uint(F.len, 0, 0, c.originalLen);
  out.uint(F.cap_len, 0, 0, p.bytes.length);
  if (c.originalLen < p.bytes.length) out.expert(F.len_lt_caplen, 0, 0);
  out.generated(F.marked, 0, 0, c.isMarked ? 1 : 0);
  out.generated(F.ignored, 0, 0, c.isIgnored ? 1 : 0);
  if (!c.isIgnored) p.next('linktype', c.interface.linkType, at, p.declaredEnd - at);
  if (out.wants(F.protocols)) out.generated(F.protocols, 0, 0, p.protocolPath());
}

export const frame: Protocol = {
  abbrev: 'frame',
  name: 'Frame',
  fields: OWN,
  where: 'anywhere',
  line: { popularity: 10 },
  dissect,
};

/** Comments that the capture carries for this packet, shown above the frame. */
export const packetComment: Protocol = {
  abbrev: 'pkt_comment',
  name: 'Packet comments',
  fields: { comment, commentExpert },
  where: 'anywhere',
  borrows: EXPERT_FIELDS, // a comment comes with an expert note
  apart: { place: 'above', applies: (p) => p.context.comments().length > 0 },
  dissect(p, _at, out) {
    out.length(0);
    for (const text of p.context.comments()) {
      out.string(comment, 0, 0, text);
      out.expert(commentExpert, 0, 0);
    }
  },
};
