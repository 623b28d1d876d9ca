// `synscope timeline`: one connection as a ladder in text, with the states of both ends, or as JSON.
import { flagNames } from '../dissect/protocols/tcp/tcp-numbers';
import { RequestFailure } from '../engine/base/failure';
import { Timelines } from '../engine/answers/timelines';
import { flowNotes } from '../i18n/flow-notes';
import { optionLines, sentenceLine } from '../i18n/verdict-text';
import { tlsText } from '../i18n/tls-text';
import type { Timeline, TimelineRow, TimelineSegment } from '../ipc/contracts/engine-contract';
import type { ConnectionVerdict, VerdictSentence } from '../ipc/contracts/verdict-contract';
import { ACK } from '../wire/tcp';
import { BAD_INPUT, CommandFailure, type CommandContext } from './context';
import { forJson } from '../text/harmless';
import { endpointText } from '../text/endpoint';
import { since } from '../text/time';
import { centre, padEnd, padStart, width } from './text';
import { secondsText } from '../text/duration';

const PAGE = 2000;
const STATE_WIDTH = 12;
const TIME_WIDTH = 13;

export async function timelineCommand(
  context: CommandContext,
  args: { file: string; stream: string; json: boolean },
): Promise<void> {
  const stream = Number(args.stream);
  if (!/^\d+$/.test(args.stream) || stream > 0xffffffff) throw context.usage('cli.badStream', { text: args.stream });
  await context.withCapture(args.file, async (document) => {
    const { flows } = document.analysis;
    const id = flows.ofStream('tcp', stream);
    if (id < 0) throw new CommandFailure(BAD_INPUT, context.text('cli.noStream', { stream, count: flows.tcpCount }));
    const timelines = new Timelines(document);
    try {
      const summary = timelines.summary(id, []);
      if (args.json) await printJson(context, timelines, summary);
      else await printLadder(context, timelines, summary);
    } catch (error) {
      if (error instanceof RequestFailure) throw new CommandFailure(BAD_INPUT, context.message(error.problem.message));
      throw error;
    }
  });
}

function* allRows(timelines: Timelines, { flow, rows }: Timeline): Generator<TimelineRow> {
  for (let from = 0; from < rows; from += PAGE) yield* timelines.rows(flow.id, [], from, PAGE, true);
}

async function printJson(context: CommandContext, timelines: Timelines, summary: Timeline): Promise<void> {
  const { out } = context;
  const { flow, isnA, isnB, scaleA, scaleB } = summary;
  const say = (phase: Timeline['phases'][number]): object => ({
    ...phase,
    title: context.message(phase.title),
    notes: phase.notes.map((note) => context.message(note)),
  });
  const head = { flow, isnA, isnB, scaleA, scaleB, phases: summary.phases.map(say) };
  out.ready(forJson(head).slice(0, -1) + ',"rows":[');
  let held: string | null = null;
  for (const row of allRows(timelines, summary)) {
    if (held !== null && out.ready(`${held},`)) await out.flush();
    held = forJson(row.kind === 'segment' ? inWords(context, row) : row);
  }
  if (held !== null) out.ready(held);
  out.ready(']}');
}

const inWords = (context: CommandContext, row: TimelineSegment): object => ({
  ...row,
  meaning: context.message(row.meaning),
  ignored: row.ignored && context.message(row.ignored),
});

function segmentText(context: CommandContext, segment: TimelineSegment): string {
  if (segment.icmp !== null) return context.text(`flows.note.icmp.${segment.icmp}`);
  const window = segment.windowScaled ?? segment.window;
  const ack = segment.flags & ACK ? ` Ack=${segment.ack} (${segment.ackRaw})` : '';
  return `${flagNames(segment.flags)}  Seq=${segment.seq} (${segment.seqRaw})${ack} Win=${window} Len=${segment.len}`;
}

/**
 * The arrow of a segment, `len` columns wide: dashed when its sequence numbers were seen before, with a cross for a head when the
 * end that it reaches does not act on it.
 */
function arrow(context: CommandContext, segment: TimelineSegment, len: number): string {
  const text = ` ${segmentText(context, segment)} `;
  const line = centre(text, len - 1, segment.repeated ? '╌' : segment.copyOf !== null ? ' ' : '─');
  if (segment.ignored !== null) return segment.fromA ? `${line}✕` : `✕${line}`;
  return segment.fromA ? `${line}►` : `◄${line}`;
}

/** What is noted of a segment, for the line below its arrow. */
function noteOf(context: CommandContext, segment: TimelineSegment): string {
  if (segment.copyOf !== null) return context.text('cli.timeline.copy', { frame: segment.copyOf });
  return segment.ignored === null ? '' : context.message(segment.ignored);
}

/** What is said of the connection, a line a sentence, with the packets that prove it. */
function printVerdict(context: CommandContext, { sentences, opinions, checks, options }: ConnectionVerdict): void {
  const { out } = context;
  const say = (sentence: VerdictSentence): string => sentenceLine(sentence, (message) => context.message(message));
  out.line('');
  for (const sentence of sentences) out.line(say(sentence));
  if (opinions.length > 0) out.line(context.text('opinion.title'));
  for (const opinion of opinions) out.line(`  ${say(opinion)}`);
  if (checks.length > 0) out.line(context.text('verdict.checks'));
  for (const check of checks) out.line(`  ${say(check)}`);
  if (options.length > 0) out.line(context.text('verdict.options'));
  const lines = optionLines(options, (message) => context.message(message));
  for (const line of lines) out.line(`  ${line}`);
}

async function printLadder(context: CommandContext, timelines: Timelines, summary: Timeline): Promise<void> {
  const { out } = context;
  const { flow, phases } = summary;
  const left = endpointText(flow.addressA, flow.portA);
  const right = endpointText(flow.addressB, flow.portB);
  const page = timelines.rows(flow.id, [], 0, PAGE, false);
  const arrows = page.map((row) => (row.kind === 'segment' ? width(segmentText(context, row)) + 5 : 0));
  const len = Math.max(40, ...arrows);
  const margin = ' '.repeat(TIME_WIDTH + 2);

  const title = { stream: flow.stream, client: left, server: right };
  out.line(context.text('cli.timeline.title', title));
  out.line(
    context.text('cli.timeline.verdict', {
      handshake: context.text(`flows.handshake.${flow.handshake}`),
      ending: context.text(`flows.ending.${flow.ending}`),
      completeness: flow.completeness,
    }),
  );
  for (const note of flowNotes(flow)) out.line(context.message(note));
  printVerdict(context, timelines.verdict(flow.id));
  out.line('');
  const client = context.text('cli.timeline.client');
  const server = context.text('cli.timeline.server');
  out.line(`${margin}${padStart(client, STATE_WIDTH)} ${' '.repeat(len + 2)} ${server}`);
  let stateA = '';
  let stateB = '';
  for (const row of allRows(timelines, summary)) {
    for (const phase of phases)
      if (phase.from === row.row) {
        out.line(`${margin}── ${context.message(phase.title)} · ${secondsText(phase.durationNs)} s`);
        for (const note of phase.notes) out.line(`${margin}   ${context.message(note)}`);
      }
    if (row.kind === 'segment') {
      const time = since({ sec: row.timeSec, nano: row.timeNano }, { sec: flow.startSec, nano: flow.startNano }, 6);
      // A state is named where it changes.
      const a = row.stateA === stateA ? '' : row.stateA;
      const b = row.stateB === stateB ? '' : row.stateB;
      [stateA, stateB] = [row.stateA, row.stateB];
      out.line(
        `${padStart(time, TIME_WIDTH)}  ${padStart(a, STATE_WIDTH)} │${arrow(context, row, len)}│ ${b}  #${row.frame}`,
      );
      const note = noteOf(context, row);
      if (note !== '') out.line(`${margin}${' '.repeat(STATE_WIDTH)}   ${note}`);
      for (const message of row.tls)
        out.line(`${margin}${' '.repeat(STATE_WIDTH)}   ${tlsText(message, (one) => context.message(one))}`);
    } else {
      [stateA, stateB] = row.kind === 'fold' ? [row.stateA, row.stateB] : [stateA, stateB];
      const text =
        row.kind === 'fold'
          ? context.text('cli.timeline.fold', {
              segments: row.segments,
              ab: row.bytesAB,
              ba: row.bytesBA,
              seconds: secondsText(row.durationNs),
            })
          : row.kind === 'gap'
            ? context.text('timeline.gap', { bytes: row.bytes })
            : context.text('cli.timeline.break', { seconds: secondsText(row.durationNs) });
      out.line(`${margin}${' '.repeat(STATE_WIDTH)} ┊${padEnd(centre(` ${text} `, len, ' '), len)}┊`);
    }
    await out.flush();
  }
}
