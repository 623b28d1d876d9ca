// What the timeline of a connection tells of its TLS handshake: the same look at its first segments that the list of the TLS page takes.
import type { Message } from '../../../ipc/message';
import type { TlsOutcome } from '../../../ipc/contracts/tls-contract';
import type { TimelineTls } from '../../../ipc/contracts/timeline-contract';
import type { ShownSegments } from '../../../flow/timeline/timeline';
import type { TlsMarks } from '../../../flow/timeline/timeline-tls';
import { HandshakeLook, messageName } from '../../../tls/look-handshake';
import type { HandshakeFacts } from '../../../tls/look-facts';
import { versionText } from '../../../tls/look-messages';
import { closeNotifyOf, resumedOf, roundTrips } from '../../../tls/look-told';
import { outcomeOf } from '../../../tls/outcome';
import type { TcpHints } from '../../../tls/outcome-part';
import { APPLICATION_DATA, HANDSHAKE } from '../../../wire/tls';
import type { CaptureDocument } from '../../document/document';
import { FollowedFlow } from '../../document/followed/followed-flow';
import { DissectedLook } from '../frame-look';
import { tcpHints } from './tls-hints';
import { serverChain } from './tls-look';
import { openedOf } from './tls-opened';
import { takePiece } from './tls-pieces';

/** Rows with payload that are looked at: a handshake takes some ten of them. */
const MOST_ROWS = 512;
/** Rows beside them that open, reset and close it. */
const MOST_MARKS = 64;

/** Null: nothing of the connection is TLS. Of a long one, what its first segments tell. */
export function tlsMarks(document: CaptureDocument, { flow, segments, span }: ShownSegments): TlsMarks | null {
  if (flow.kind !== 'tcp') return null;
  const { columns } = document;
  const rows: number[] = [];
  let full = false;
  for (let i = span.from; i < span.to && !full; i++) {
    if (columns.payloadLen(segments.rows[i]) === 0) continue;
    if (rows.length >= MOST_ROWS) full = true;
    else rows.push(segments.rows[i]);
  }
  const followed = new FollowedFlow(document, flow);
  followed.takeRows(rows);
  const look = new HandshakeLook(openedOf(document, flow));
  for (let piece = 0; piece < followed.pieces.count && !look.over; piece++) takePiece(look, followed, piece);
  const { facts } = look;
  facts.cutShort ||= full;
  if (!facts.client.isTls && !facts.server.isTls) return null;
  const ends = Array.from(
    { length: Math.min(MOST_MARKS, span.to - span.from) },
    (_, k) => segments.rows[span.to - 1 - k],
  );
  const opens = segments.rows.slice(span.from, Math.min(span.from + MOST_MARKS, span.to));
  const hints = tcpHints(document, flow, [...new Set([...opens, ...ends.reverse()])], facts.clientIsA);
  const second = (row: number): number => columns.timeSec(row);
  const judged = outcomeOf({ facts, tcp: hints, certificate: serverChain(facts, second).view });
  if (judged === null) return null;
  return { messages: messagesOf(facts, hints), phase: phaseOf(document, facts, judged.outcome) };
}

function messagesOf(facts: HandshakeFacts, tcp: TcpHints): Map<number, TimelineTls[]> {
  const out = new Map<number, TimelineTls[]>();
  const add = (row: number, message: TimelineTls): void => {
    const beside = out.get(row);
    if (beside) beside.push(message);
    else out.set(row, [message]);
  };
  for (const message of facts.messages) {
    const { row, says, encrypted, length, content, fromClient } = message;
    // up to TLS 1.2 the first one under new keys is always this one: RFC 5246 section 7.4.9
    const isFinished =
      encrypted && content === HANDSHAKE && row === (fromClient ? facts.client : facts.server).finishedRow;
    const probably = isFinished ? 'Finished' : message.probably;
    add(row, { name: messageName(message, facts), says, probably, encrypted, length });
  }
  for (const fromClient of [true, false]) {
    const end = fromClient ? facts.client : facts.server;
    const closes = fromClient ? [tcp.finClient, tcp.rstClient] : [tcp.finServer, tcp.rstServer];
    const said = closeNotifyOf(
      facts,
      fromClient,
      closes.some((row) => row >= 0),
    );
    if (said !== 'probably' || end.last === null) continue;
    const { row, type, length } = end.last;
    const name = type === APPLICATION_DATA ? 'Application Data' : 'Encrypted Alert';
    // an encrypted alert before the end of the handshake stands there already
    if (!out.get(row)?.some((one) => one.encrypted && one.length === length))
      add(row, { name, says: '', probably: 'Close Notify', encrypted: true, length });
  }
  return out;
}

function phaseOf(document: CaptureDocument, facts: HandshakeFacts, outcome: TlsOutcome): TlsMarks['phase'] {
  if (facts.firstRow < 0 || facts.helloRow < 0) return null;
  const lastRow =
    facts.completeRow >= 0
      ? facts.completeRow
      : facts.messages.reduce((last, { row }) => Math.max(last, row), facts.helloRow);
  const version = facts.version > 0 ? versionText(facts.version) : 'TLS';
  const trips = roundTrips(facts);
  const title: Message =
    trips === null
      ? { key: 'timeline.phase.tls.left', args: { version, outcome } }
      : { key: 'timeline.phase.tls', args: { version, trips, resumed: resumedOf(facts).resumed } };
  return { firstRow: facts.firstRow, lastRow, isLeft: trips === null, title, notes: notesOf(document, facts, trips) };
}

/** Round trips that the client waited for, and whether the first flight of the server could be sent without waiting for an ACK. */
function notesOf(document: CaptureDocument, facts: HandshakeFacts, trips: number | null): Message[] {
  const notes: Message[] = [];
  if (trips !== null) notes.push({ key: 'timeline.tls.trips', args: { trips } });
  const flight = facts.flights.findLast(({ fromClient, row }) => !fromClient && row <= facts.serverHelloRow);
  if (facts.serverHelloRow < 0 || !flight) return notes;
  const { bytes, records } = flight;
  const mss = mssTowards(document, facts);
  const window = mss === null ? 0 : initialWindow(mss);
  const fits = mss === null ? 'unknown' : bytes <= window ? 'yes' : 'no';
  notes.push({ key: 'timeline.tls.flight', args: { bytes, records, window, fits } });
  return notes;
}

/** What the client of TLS announced as the largest segment that it takes; null: its SYN was not captured. */
function mssTowards(document: CaptureDocument, { clientIsA, helloRow }: HandshakeFacts): number | null {
  const { analysis } = document;
  const { synFrame, synAckFrame } = analysis.shownOf(analysis.flowOfRow(helloRow)).attempt;
  const frame = clientIsA ? synFrame : synAckFrame;
  return frame > 0 ? (new DissectedLook(document).syn(frame)?.mss ?? null) : null;
}

/** RFC 6928 section 2: bytes that may be sent before the first ACK. */
const initialWindow = (mss: number): number => Math.min(10 * mss, Math.max(2 * mss, 14_600));
