// The table of `synscope flows`. Columns are as wide as the first page of rows needs: what comes later and is wider moves its line only.
import { tunnelsOf } from '../engine/answers/tunnels-of';
import type { CaptureDocument } from '../engine/document/document';
import type { MessageKey } from '../i18n/catalogue';
import { flowNotes } from '../i18n/flow-notes';
import type { FlowRow } from '../ipc/contracts/engine-contract';
import type { CommandContext } from './context';
import { endpointText } from '../text/endpoint';
import { since } from '../text/time';
import { padEnd, padStart, width } from './text';
import { secondsText } from '../text/duration';

const HEAD: MessageKey[] = [
  'cli.flow.stream',
  'cli.flow.client',
  'cli.flow.server',
  'cli.flow.packetsAB',
  'cli.flow.packetsBA',
  'cli.flow.bytesAB',
  'cli.flow.bytesBA',
  'cli.flow.start',
  'cli.flow.duration',
  'cli.flow.synAck',
  'cli.flow.ack',
  'cli.flow.handshake',
  'cli.flow.ending',
  'cli.flow.notes',
];
/** behind all others, where connections are told apart by them */
const TUNNELS: MessageKey = 'cli.flow.tunnels';
const LEFT = new Set([1, 2, 11, 12, 13, HEAD.length]);

const ms = (ns: number | null): string => (ns === null ? '' : (ns / 1e6).toFixed(3));

export class FlowTable {
  readonly #context: CommandContext;
  /** times are seconds since the earliest packet of the capture */
  readonly #startSec: number = 0;
  readonly #startNano: number = 0;
  readonly #words = new Map<MessageKey, string>();
  #widths: number[] | null = null;
  readonly #document: CaptureDocument;
  readonly #head: readonly MessageKey[];

  /** the widest number of a stream is known beforehand */
  readonly #streamWidth: number;

  constructor(context: CommandContext, document: CaptureDocument) {
    const { analysis, columns } = document;
    this.#document = document;
    this.#head = context.byTunnel ? [...HEAD, TUNNELS] : HEAD;
    const first = analysis.earliestRow;
    this.#context = context;
    const { tcpCount, udpCount } = analysis.flows;
    this.#streamWidth = tcpCount + udpCount === 0 ? 0 : `tcp ${Math.max(tcpCount, udpCount) - 1}`.length;
    if (first < 0) return;
    this.#startSec = columns.timeSec(first);
    this.#startNano = columns.timeNano(first);
  }

  /** The lines of a page; before the first one the heads of the columns. */
  *lines(rows: readonly FlowRow[]): Generator<string> {
    const cells = rows.map((row) => this.#cells(row));
    if (!this.#widths) {
      const all = [this.#head.map((key) => this.#context.text(key)), ...cells];
      this.#widths = this.#head.map((_, i) =>
        all.reduce((most, line) => Math.max(most, width(line[i])), i === 0 ? this.#streamWidth : 0),
      );
      yield this.#line(all[0], this.#widths);
    }
    for (const line of cells) yield this.#line(line, this.#widths);
  }

  #line(cells: readonly string[], widths: readonly number[]): string {
    const padded = cells.map((text, i) => (LEFT.has(i) ? padEnd(text, widths[i]) : padStart(text, widths[i])));
    return padded.join('  ').trimEnd();
  }

  /** There are few, and a catalogue is slow. */
  #word(key: MessageKey): string {
    let word = this.#words.get(key);
    if (word === undefined) this.#words.set(key, (word = this.#context.text(key)));
    return word;
  }

  #cells(row: FlowRow): string[] {
    const known = row.clientBy === 'syn' || row.clientBy === 'syn-ack';
    return [
      `${row.kind} ${row.stream}`,
      endpointText(row.addressA, row.portA) + (known ? '' : ' ?'),
      endpointText(row.addressB, row.portB),
      String(row.packetsAB),
      String(row.packetsBA),
      String(row.bytesAB),
      String(row.bytesBA),
      since({ sec: row.startSec, nano: row.startNano }, { sec: this.#startSec, nano: this.#startNano }, 6),
      secondsText(row.durationNs),
      ms(row.synToSynAckNs),
      ms(row.synAckToAckNs),
      this.#word(`flows.handshake.${row.handshake}`),
      this.#word(`flows.ending.${row.ending}`),
      flowNotes(row)
        .map((note) => this.#context.message(note))
        .join(', '),
      ...(this.#context.byTunnel ? [tunnelsOf(this.#document, row.id)] : []),
    ];
  }
}
