// The timeline of a connection as a picture of its own, by the geometry of the window: lifelines, arrows, states, phases, round trips. Pure.
import type { TcpState, Timeline, TimelineRow, TimelineSegment } from '../ipc/contracts/engine-contract';
import { durationExact, durationShort } from '../text/duration';
import { since, type ClockDigits } from '../text/time';
import { titleLines } from './bracket-text';
import { columnsOf, layoutFor, timeChars, type LadderColumns, type TimelineLayout } from './ladder';
import { linksInView } from './row-links';
import { statesAfter, type StatePair } from './row-states';
import {
  fontSize,
  hueOf,
  lineKind,
  markOf,
  segmentLabel,
  stateLines,
  toneOf,
  type LabelPart,
  type LabelWords,
  type Hue,
} from './segment-look';
import { escaped, fitted, INK, lineThrough, MONO_FONT, picture, QUIET, textAt, widthOf } from './svg';

/** The words of the picture, in the language of the reader. */
export interface LadderWords {
  label: LabelWords;
  client: string;
  server: string;
  phase: (index: number) => { title: string; short: string };
  /** of a segment that is repeated, ignored or a copy; empty: of none of these */
  mark: (segment: TimelineSegment) => string;
  /** of a row that is no segment */
  row: (row: Exclude<TimelineRow, TimelineSegment>) => string;
}

/** Width of the pane that it looks like; as wide as a page once it is scaled. */
export const LADDER_WIDTH = 980;
const HEAD = 54;
const FOOT = 10;

const TONES: Readonly<Record<Hue, string>> = {
  open: '#1f66cc',
  tls: '#5b3fa3',
  ack: '#5d6878',
  data: '#0d6e67',
  close: '#8c6400',
  reset: '#c0253a',
  trouble: '#b04a08',
};
const PHASES: Readonly<Record<string, string>> = {
  handshake: TONES.open,
  tls: TONES.tls,
  data: TONES.data,
  middle: TONES.data,
  teardown: TONES.close,
  reset: TONES.reset,
  refused: TONES.reset,
};
const LINES: Readonly<Record<ReturnType<typeof lineKind>, string>> = {
  none: 'stroke="#b4bcc8" stroke-width="2" stroke-dasharray="2 3"',
  waiting: 'stroke="#b4bcc8" stroke-width="2"',
  opening: `stroke="${TONES.open}" stroke-width="3"`,
  up: `stroke="${TONES.data}" stroke-width="4"`,
  closing: `stroke="${TONES.close}" stroke-width="3"`,
  wait: `stroke="${TONES.close}" stroke-width="3" stroke-dasharray="6 4"`,
};

export const ladderHeight = (timeline: Timeline, rows: number, clock: ClockDigits): number =>
  HEAD + rows * layoutOf(timeline, clock).rowHeight + FOOT;

const layoutOf = ({ flow }: Timeline, clock: ClockDigits): TimelineLayout =>
  layoutFor(LADDER_WIDTH, timeChars(flow, clock), true);

/**
 * @param rows of the timeline with its folds closed, from its first one on
 * @param from the first row of this picture, which ends before `to`
 */
export function ladderSvg(
  timeline: Timeline,
  rows: readonly TimelineRow[],
  words: LadderWords,
  clock: ClockDigits,
  from = 0,
  to = rows.length,
): string {
  const layout = layoutOf(timeline, clock);
  const first = rows[0]?.kind === 'segment' ? rows[0] : undefined;
  const sheet: Sheet = { timeline, layout, columns: columnsOf(layout), words, clock, first, from, to };
  const states = (index: number): StatePair =>
    statesAfter(index, (at) => rows[at], first) ?? { a: 'UNKNOWN', b: 'UNKNOWN' };
  const out = [
    ...head(sheet, states(from - 1)),
    `<g transform="translate(0 ${HEAD - from * layout.rowHeight})">`,
    ...phases(sheet),
  ];
  const shown = rows.slice(from, to).map((row, i) => [from + i, row] as const);
  for (const [i, row] of shown) out.push(...lifelines(sheet, i, states(i - 1), states(i), row.kind === 'break'));
  out.push(...links(sheet, rows.slice(from, to)));
  for (const [i, row] of shown) out.push(...(row.kind === 'segment' ? segment(sheet, i, row) : other(sheet, i, row)));
  out.push('</g>');
  return picture(LADDER_WIDTH, ladderHeight(timeline, to - from, clock), out);
}

interface Sheet {
  timeline: Timeline;
  layout: TimelineLayout;
  columns: LadderColumns;
  words: LadderWords;
  clock: ClockDigits;
  first: TimelineSegment | undefined;
  from: number;
  to: number;
}

const MONO = ` font-family="${escaped(MONO_FONT)}"`;

function head({ timeline: { flow }, columns, layout, words }: Sheet, before: StatePair): string[] {
  const out: string[] = [];
  for (const side of ['a', 'b'] as const) {
    const anchor = side === 'a' ? 'end' : 'start';
    const x = columns[side] + (side === 'a' ? 8 : -8);
    const role = side === 'a' ? words.client : words.server;
    const [address, port] = side === 'a' ? [flow.addressA, flow.portA] : [flow.addressB, flow.portB];
    const host = address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
    const room = side === 'a' ? x - 4 : LADDER_WIDTH - x - 4;
    out.push(
      textAt(role, { at: [x, 14], size: 12, anchor, more: ' font-weight="600"' }),
      textAt(fitted(host, room, 12), { at: [x, 29], size: 11, anchor, fill: QUIET, more: MONO }),
    );
    if (flow.kind === 'tcp' && before[side] !== 'UNKNOWN')
      out.push(...stateName(columns, side, HEAD - 4, before[side], layout));
  }
  return out;
}

function phases({ timeline, layout, columns, words, from, to }: Sheet): string[] {
  const out: string[] = [];
  for (const [i, phase] of timeline.phases.entries()) {
    const begins = Math.max(phase.from, from);
    const ends = Math.min(phase.to + 1, to);
    if (begins >= ends) continue;
    const top = begins * layout.rowHeight + 3;
    const height = (ends - begins) * layout.rowHeight - 6;
    const colour = PHASES[phase.kind];
    const x = columns.bracket + 6;
    out.push(
      `<rect x="${x}" y="${top}" width="${layout.bracketWidth - 12}" height="${height}" rx="4" fill="${colour}" fill-opacity="0.08"/>`,
      `<rect x="${x}" y="${top}" width="4" height="${height}" rx="2" fill="${colour}"/>`,
    );
    const { title, short } = words.phase(i);
    const lines = titleLines(title, short, height - 8, layout.bracketWidth - 28);
    for (const [n, { text, name }] of lines.entries())
      out.push(
        textAt(text, {
          at: [x + 11, top + 15 + n * 15],
          size: 10.5,
          fill: name ? colour : QUIET,
          more: name ? ' font-weight="600"' : '',
        }),
      );
  }
  return out;
}

function lifelines(sheet: Sheet, index: number, before: StatePair, after: StatePair, broken: boolean): string[] {
  const { layout, columns, timeline } = sheet;
  const top = index * layout.rowHeight;
  const out: string[] = [];
  for (const side of ['a', 'b'] as const) {
    const x = columns[side];
    const y = top + layout.arrowY;
    const end = broken ? top + layout.rowHeight / 2 - 5 : y;
    const from = broken ? top + layout.rowHeight / 2 + 5 : y;
    out.push(
      `<path d="${lineThrough([x, top, x, end])}" ${LINES[lineKind(before[side])]}/>`,
      `<path d="${lineThrough([x, from, x, top + layout.rowHeight])}" ${LINES[lineKind(after[side])]}/>`,
    );
    if (after[side] === before[side] || timeline.flow.kind !== 'tcp') continue;
    out.push(
      `<circle cx="${x}" cy="${y}" r="4.5" fill="${INK}" stroke="#fff" stroke-width="1.5"/>`,
      ...stateName(columns, side, y + 4, after[side], layout),
    );
  }
  return out;
}

function stateName(
  columns: LadderColumns,
  side: 'a' | 'b',
  y: number,
  state: TcpState,
  { mode }: TimelineLayout,
): string[] {
  const out = side === 'a' ? -1 : 1;
  const lines = stateLines(state, mode);
  return lines.map((line, i) =>
    textAt(line, {
      at: [columns[side] + out * 12, y + (i - (lines.length - 1) / 2) * 11],
      size: 10.5,
      anchor: side === 'a' ? 'end' : 'start',
      more: ' font-weight="600"',
    }),
  );
}

function links({ layout: { rowHeight, arrowY }, columns, from, to }: Sheet, rows: readonly TimelineRow[]): string[] {
  const above = from * rowHeight;
  const view = { rowHeight, arrowY, top: above, view: (to - from) * rowHeight };
  return linksInView(rows, view, -1, false).map(({ side, lane, ...y }) => {
    const top = Math.max(y.top, 0) + above;
    const bottom = Math.min(y.bottom, view.view) + above;
    const out = side === 'a' ? -1 : 1;
    const x = columns[side] + out * 3;
    const far = columns[side] + out * (8 + 4 * lane);
    return `<path d="M${x} ${top + 5}L${far} ${top + 12}V${bottom - 7}L${x} ${bottom}" fill="none" stroke="${TONES.trouble}" stroke-width="1.2" stroke-dasharray="4 2.5"/>`;
  });
}

function segment(sheet: Sheet, index: number, row: TimelineSegment): string[] {
  const { layout, columns, words, clock, first, timeline } = sheet;
  const y = index * layout.rowHeight + layout.arrowY;
  const start = first ?? row;
  const digits = clock === 9 || row.timeNano % 1000 !== 0 ? 9 : 6;
  const time = since({ sec: row.timeSec, nano: row.timeNano }, { sec: start.timeSec, nano: start.timeNano }, digits);
  const right = columns.time + layout.timeWidth - 8;
  const out = [textAt(time, { at: [right, y + 4], size: 11.5, anchor: 'end', more: MONO })];
  if (row.frame !== start.frame)
    out.push(
      textAt(`+${durationExact(row.deltaNs, clock)}`, {
        at: [right, y - 10],
        size: 9,
        anchor: 'end',
        fill: QUIET,
        more: MONO,
      }),
    );
  out.push(
    textAt(`#${row.frame}`, { at: [right, y + 17], size: 9, anchor: 'end', fill: QUIET, more: MONO }),
    ...arrow(sheet, y, row),
  );
  const label = segmentLabel(row, timeline.flow.kind, layout.mode, words.label, layout.laneWidth);
  const mark = words.mark(row);
  const room = layout.laneWidth - 28;
  const middle = (columns.a + columns.b) / 2;
  const named = ({ name, value, raw }: LabelPart): string => `${name}=${value}${raw ? ` (${raw})` : ''}`;
  const upper = [label.head, ...(mark === '' ? [] : [`[${mark}]`]), ...label.upper.map(named)].join('\u2002');
  const size = fontSize(label.head, label.upper, room, 12, Math.ceil(widthOf(mark) * 1.8) + 2);
  const colour = TONES[hueOf(row)];
  out.push(
    textAt(upper, { at: [middle, y - 7], size, anchor: 'middle', fill: colour, more: `${MONO} font-weight="600"` }),
  );
  if (label.lower.length > 0) {
    const lower = label.lower
      .map((part) => (label.lowerRaw ? `${part.name} ${part.raw ?? ''}` : named(part)))
      .join('\u2002\u2002');
    out.push(textAt(lower, { at: [middle, y + 15], size: 10, anchor: 'middle', fill: QUIET, more: MONO }));
  }
  return out;
}

/** The same shapes as in the window: ring, bar and cross tell what colours tell. */
function arrow({ columns }: Sheet, y: number, row: TimelineSegment): string[] {
  const tone = toneOf(row);
  const mark = markOf(row);
  const colour = TONES[hueOf(row)];
  const [from, to] = row.fromA ? [columns.a, columns.b] : [columns.b, columns.a];
  const way = row.fromA ? 1 : -1;
  const tail = from + way * 8;
  const head = mark === 'ignored' ? from + (to - from) * 0.82 : to - way * 5;
  const width = row.len > 0 ? 3 : tone === 'ack' ? 1 : 2;
  const dash = mark === 'repeated' ? '7 4' : mark === 'ignored' ? '9 3 2 3' : mark === 'copy' ? '2 3' : '';
  const out = [
    `<path d="M${tail} ${y}H${head - (tone === 'ack' ? 0 : way * 8)}" stroke="${colour}" stroke-width="${width}"${dash === '' ? '' : ` stroke-dasharray="${dash}"`}/>`,
  ];
  const cross = `<path d="M${head - 5} ${y - 5}l10 10m0 -10l-10 10" stroke="${colour}" stroke-width="2"/>`;
  if (mark === 'ignored') out.push(cross);
  else if (tone === 'ack' || mark === 'copy')
    out.push(
      `<path d="M${head - way * 7} ${y - 4}L${head} ${y}L${head - way * 7} ${y + 4}" fill="none" stroke="${colour}" stroke-width="1.4"/>`,
    );
  else out.push(`<path d="M${head - way * 10} ${y - 5}L${head} ${y}L${head - way * 10} ${y + 5}Z" fill="${colour}"/>`);
  if (tone === 'reset' && mark !== 'ignored')
    out.push(`<path d="M${head - way * 22} ${y - 5}l10 10m0 -10l-10 10" stroke="${colour}" stroke-width="2"/>`);
  if (tone === 'open')
    out.push(`<circle cx="${tail}" cy="${y}" r="3.6" fill="#fff" stroke="${colour}" stroke-width="1.8"/>`);
  if (tone === 'close') out.push(`<path d="M${tail} ${y - 6}v12" stroke="${colour}" stroke-width="2.4"/>`);
  return out;
}

function other(sheet: Sheet, index: number, row: Exclude<TimelineRow, TimelineSegment>): string[] {
  const { layout, columns, words } = sheet;
  const y = index * layout.rowHeight + layout.arrowY;
  const middle = (columns.a + columns.b) / 2;
  const out: string[] = [];
  if (row.kind === 'fold') {
    for (const off of [-7, 0, 7])
      out.push(`<path d="M${columns.a + 8} ${y + off}H${columns.b - 8}" stroke="#dce1e7" stroke-width="3"/>`);
    const right = columns.time + layout.timeWidth - 8;
    out.push(textAt(durationShort(row.durationNs), { at: [right, y + 4], size: 11, anchor: 'end', fill: QUIET }));
  }
  const text = fitted(words.row(row), layout.laneWidth - 40, 11.5);
  const width = widthOf(text) * 11.5 + 20;
  const look = row.kind === 'gap' ? TONES.trouble : QUIET;
  out.push(
    `<rect x="${middle - width / 2}" y="${y - 12}" width="${width}" height="24" rx="12" fill="#fff" stroke="${row.kind === 'break' ? '#fff' : '#b4bcc8'}"/>`,
    textAt(text, { at: [middle, y + 4], size: 11.5, anchor: 'middle', fill: look, more: ' font-weight="600"' }),
  );
  return out;
}
