// The values of fields in both programs, to tell a difference in what a filter means from one in what it is asked about.
import { dissectFrame } from '../../../src-main/dissect/dissect';
import { registry } from '../../../src-main/dissect/protocols/registry';
import { ValueSink } from '../../../src-main/dissect/sinks/field-sink';
import type { Field } from '../../../src-main/dissect/contract/fields';
import type { CaptureDocument } from '../../../src-main/engine/document/document';
import { tsharkFields } from '../tshark';
import { FILTER_OPTIONS } from './capture';
import type { DifferingCell, FrameFacts } from './explain-cells';

/** Cells of one field, one for each frame. */
export interface Column {
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
}

/** `[20:2,0]` */
const SEVERAL_PARTS = /\[[^\]]*,[^\]]*\]/;
const ARITHMETIC = /[+*]|-\s*\{?[a-z]/;
const INTEGER = /^u?int|^framenum$/;
/** Largest number that the generator multiplies with. */
const MOST_FACTOR = 24;
const PARTIAL = ['tcp.checksum.partial', 'udp.checksum.partial'];
/**
 * A line for each label of MPLS there, one for all of them here; a routing header with all that follows it; ARP with the padding of
 * the frame.
 */
const EXTENT: ReadonlySet<string> = new Set([
  'arp',
  'mpls',
  'nsh',
  'ipv6.routing',
  'erspan',
  'pwethheuristic',
  'pwethcw',
]);

/** Frames up to which all fields are asked for at once. */
const AT_ONCE = 3000;

export class Cells {
  private readonly columns = new Map<Field, Promise<Column>>();
  private readonly names: string[];
  private all: Promise<string[][]> | null = null;

  constructor(
    private readonly path: string,
    private readonly document: CaptureDocument,
    private readonly version: string,
    private readonly settings: string,
    private readonly known: ReadonlySet<string>,
  ) {
    this.names = [...registry.fields()].map((field) => field.abbrev).filter((name) => known.has(name));
  }

  column(field: Field): Promise<Column> {
    let column = this.columns.get(field);
    if (!column) this.columns.set(field, (column = this.read(field)));
    return column;
  }

  private async read(field: Field): Promise<Column> {
    const sink = new ValueSink([field]);
    const ours: string[] = [];
    for (let row = 0; row < this.document.frames; row++) {
      dissectFrame(this.document.bytes(row), this.document.context(row), FILTER_OPTIONS, sink);
      ours.push(sink.texts(0).join(','));
    }
    return { ours, theirs: await this.theirs(field.abbrev) };
  }

  /** tshark is slow to start: of a small capture it is asked for all fields at once. */
  private async theirs(abbrev: string): Promise<string[]> {
    // what tshark does not know is one of our own: of interest on our side only
    if (!this.known.has(abbrev)) return [];
    if (this.document.frames > AT_ONCE) return (await this.rows([abbrev])).map((row) => row[0]);
    this.all ??= this.rows(this.names);
    const i = this.names.indexOf(abbrev);
    return (await this.all).map((row) => row[i]);
  }
  private async rows(names: string[]): Promise<string[][]> {
    return (await tsharkFields(this.path, this.version, names, [], this.settings)).rows;
  }

  /** The first of the fields whose values in this frame differ, or null. Of protocols only their presence is compared. */
  async differing(fields: readonly Field[], frame: number): Promise<DifferingCell | null> {
    for (const field of fields) {
      const column = await this.column(field);
      const ours = column.ours[frame - 1] ?? '';
      const theirs = column.theirs[frame - 1] ?? '';
      const differ = field.type === 'protocol' ? (ours === '') !== (theirs === '') : ours !== theirs;
      if (differ) return { field, ours, theirs };
    }
    return null;
  }

  private async cell(abbrev: string, side: keyof Column, frame: number): Promise<string> {
    const field = registry.field(abbrev);
    return field ? ((await this.column(field))[side][frame - 1] ?? '') : '';
  }

  async facts(frame: number): Promise<FrameFacts> {
    const partial = await Promise.all(PARTIAL.map((abbrev) => this.cell(abbrev, 'ours', frame)));
    return {
      protocols: await this.cell('frame.protocols', 'theirs', frame),
      ourProtocols: await this.cell('frame.protocols', 'ours', frame),
      cut: await this.isCut(frame),
      reset: /1/.test(await this.cell('tcp.flags.reset', 'ours', frame)),
      untimed: await this.someCell('frame.time', 'ours', (time) => time === ''),
      timesDiffer: await this.timesDiffer(),
      partial: partial.some((cell) => cell !== ''),
      tunnels: await this.hasTunnels(),
      otherOptions: (await this.optionKinds(frame)).some((kind) => kind > 1),
      sourceRoute: /\b(?:131|137)\b/.test(await this.cell('ip.opt.type', 'ours', frame)),
    };
  }

  /** Fields whose bytes differ though they print alike, where the filter reads one of them. */
  async explainExtent(fields: readonly Field[], frame: number): Promise<string | null> {
    if (/^eth:eth(?::|$)/.test(await this.cell('frame.protocols', 'theirs', frame))) return 'packet inside isl';
    if (fields.some((field) => EXTENT.has(field.abbrev))) return 'bytes of a protocol';
    if (fields.some((field) => field.abbrev === 'frame') && (await this.hasTrailerOfRawIp(frame)))
      return 'bytes behind a packet without a link layer';
    if (fields.some(({ type }) => type === 'protocol') && (await this.cell('_ws.malformed', 'theirs', frame)) !== '')
      return 'how far a damaged packet is followed';
    if (fields.some((field) => field.abbrev.startsWith('pppoed.'))) return 'tags of PPPoE discovery';
    return fields.some((field) => field.abbrev === 'teredo.orig.addr')
      ? 'address written with its bits turned over'
      : null;
  }

  private async isCut(frame: number): Promise<boolean> {
    const [captured] = await this.numbers('frame.cap_len', frame);
    const [length] = await this.numbers('frame.len', frame);
    return captured < length;
  }

  private async hasTrailerOfRawIp(frame: number): Promise<boolean> {
    if (!/^ip\b/.test(await this.cell('frame.protocols', 'theirs', frame))) return false;
    const [captured] = await this.numbers('frame.cap_len', frame);
    const [announced] = await this.numbers('ip.len', frame);
    return announced < captured;
  }

  /**
   * tshark keeps 32 bits of what it calculates from smaller integers: a sum, a product or a negative number that needs more is no
   * value. Times are compared in 32 bits, too.
   */
  async explainOverflow(filter: string, fields: readonly Field[], frame: number): Promise<string | null> {
    if (filter.includes('#') && /:mptcp\b/.test(await this.cell('frame.protocols', 'theirs', frame)))
      return 'MPTCP as a protocol';
    if (SEVERAL_PARTS.test(filter) && (await this.isCut(frame))) return 'parts of a slice that were not captured';
    if (ARITHMETIC.test(filter))
      for (const { type, abbrev } of fields)
        if (INTEGER.test(type) && (await this.numbers(abbrev, frame)).some((value) => value * MOST_FACTOR > 0xffffffff))
          return 'a result beyond 32 bits';
    return (await this.timeSpan(filter, fields, frame)) >= 2 ** 31 ? 'times 68 years apart' : null;
  }

  /** Seconds between the first and the last of the times that the filter compares in this frame. */
  private async timeSpan(filter: string, fields: readonly Field[], frame: number): Promise<number> {
    const times: number[] = [...filter.matchAll(/"([^"]*)"/g)].map(([, text]) => Date.parse(`${text} UTC`) / 1000);
    for (const { type, abbrev } of fields)
      if (type === 'reltime') times.push(...(await this.numbers(abbrev, frame)));
      else if (type === 'abstime') times.push(...(await this.numbers('frame.time_epoch', frame)));
    const known = times.filter((time) => !Number.isNaN(time));
    return known.length === 0 ? 0 : Math.max(...known) - Math.min(...known);
  }
  private async numbers(abbrev: string, frame: number): Promise<number[]> {
    return (await this.cell(abbrev, 'ours', frame)).split(',').map(Number);
  }

  /** Of TCP and IPv4; 0 ends the list, 1 is a NOP in both. */
  private async optionKinds(frame: number): Promise<number[]> {
    const kinds = [...(await this.numbers('tcp.option_kind', frame)), ...(await this.numbers('ip.opt.type', frame))];
    return kinds.filter((kind) => !Number.isNaN(kind));
  }

  private async timesDiffer(): Promise<boolean> {
    const field = registry.field('frame.time_epoch');
    if (!field) return false;
    const { ours, theirs } = await this.column(field);
    return ours.some((time, i) => time !== '' && time !== theirs[i]);
  }

  /** Whether a frame of the capture holds several conversations: then tshark has given more numbers than we. */
  private hasTunnels(): Promise<boolean> {
    const several = /(?:^|:)(?:udp|tcp)\b.*:(?:udp|tcp)\b|^fr:/;
    return this.someCell('frame.protocols', 'theirs', (protocols) => several.test(protocols));
  }
  private async someCell(abbrev: string, side: keyof Column, accepts: (cell: string) => boolean): Promise<boolean> {
    const field = registry.field(abbrev);
    return field !== undefined && (await this.column(field))[side].some(accepts);
  }
}
