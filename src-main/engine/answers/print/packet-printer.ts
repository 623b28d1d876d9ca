// One packet after another as parts of a page to be printed.
import { timeText } from '../../../draw/packet-time';
import { treeLabel } from '../../../i18n/tree-label';
import { translate, translateMessage } from '../../../i18n/translate';
import type { PacketDetail, TreeNode } from '../../../ipc/contracts/engine-contract';
import type { PacketsToPrint } from '../../../ipc/contracts/print-contract';
import type { Language } from '../../../ipc/languages';
import {
  packetBlock,
  packetHeading,
  packetLine,
  packetTableBegin,
  TABLE_END,
  type PrintedBytes,
  type PrintedField,
} from '../../../report/print/print-html';
import { hexDump } from '../../../text/bytes';
import { nodeName } from '../../../text/node-name';
import type { CaptureDocument } from '../../document/document';
import { packetDetail } from '../packet-detail';
import { packetRows } from '../packet-rows';

const BYTES_A_LINE = 16;
const COLUMNS = ['number', 'time', 'source', 'destination', 'protocol', 'length', 'info'] as const;
const RELATIVE: readonly PacketsToPrint['time'][] = ['sinceStart', 'sinceCaptured', 'sincePrevious'];

export class PacketPrinter {
  /** of text, as far as it is printed */
  lines = 0;
  /** nothing but a line of each packet */
  readonly isList: boolean;
  readonly titles: readonly string[];
  /** times with the date in them, or many digits */
  readonly longTimes: boolean;
  readonly #document: CaptureDocument;
  readonly #wanted: PacketsToPrint;
  readonly #language: Language;
  readonly #open: ReadonlySet<string>;

  constructor(document: CaptureDocument, wanted: PacketsToPrint, language: Language) {
    this.#document = document;
    this.#wanted = wanted;
    this.#language = language;
    this.#open = new Set(wanted.open);
    this.isList = wanted.details === 'none' && !wanted.bytes;
    this.titles = COLUMNS.map((id) => translate(language, `packets.column.${id}`));
    this.longTimes = !RELATIVE.includes(wanted.time);
  }

  /** `before`: the row of the packet that is printed before it. Throws RequestFailure where it can no longer be read. */
  packet(row: number, before: number): string {
    const cells = this.isList || this.#wanted.summary ? this.#summary(row, before) : null;
    if (cells !== null) this.lines++;
    if (this.isList) return packetLine(cells ?? []);
    const detail = packetDetail(this.#document, row + 1);
    const head =
      cells === null
        ? packetHeading(translate(this.#language, 'print.packet', { frame: row + 1 }))
        : packetTableBegin(this.titles, this.longTimes) + packetLine(cells) + TABLE_END;
    this.lines++;
    const fields: PrintedField[] = [];
    if (this.#wanted.details !== 'none') this.#fields(detail.tree, 0, '', fields);
    this.lines += fields.length;
    return packetBlock(head, fields, this.#wanted.bytes ? this.#dumps(detail) : []);
  }

  #summary(row: number, before: number): string[] {
    const rows = [before, row];
    const shown = { count: 2, at: (i: number) => rows[i], indexOf: () => -1 };
    const page = packetRows(this.#document, 1, 1, { list: 0, shown });
    const at = (sec: Float64Array, nano: Uint32Array) => ({ sec: sec[0], nano: nano[0] });
    const timed = {
      hasTime: page.hasTime[0] === 1,
      at: at(page.timeSec, page.timeNano),
      previous: at(page.prevSec, page.prevNano),
      captured: at(page.capturedSec, page.capturedNano),
      first: at(page.firstSec, page.firstNano),
      marks: page.marks[0],
    };
    const time = timeText(timed, this.#wanted.time, this.#wanted.digits);
    const { source, destination, protocol, length, info } = page;
    return [String(row + 1), time, source[0], destination[0], protocol[0], String(length[0]), info[0]];
  }

  #fields(nodes: readonly TreeNode[], depth: number, place: string, into: PrintedField[]): void {
    for (const node of nodes) {
      into.push({ depth, text: treeLabel(node, this.#language) });
      const own = place === '' ? nodeName(node) : `${place}/${nodeName(node)}`;
      if (this.#wanted.details === 'all' || this.#open.has(own)) this.#fields(node.children, depth + 1, own, into);
    }
  }

  #dumps({ sources }: PacketDetail): PrintedBytes[] {
    return sources.map(({ name, bytes }) => {
      this.lines += Math.ceil(bytes.length / BYTES_A_LINE) + 1;
      return {
        name: translateMessage(this.#language, name),
        dump: hexDump(bytes, 0, bytes.length),
      };
    });
  }
}
