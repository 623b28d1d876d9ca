// Packets of a capture as a capture of their own: pcapng or pcap, as they are, cut to their headers, or with other addresses.
import type { FrameContext } from '../dissect/contract/context';
import type { BugReport } from '../dissect/dissect';
import { MARK_OPTIONS, SHAPE_MASK, SHAPE_PLAIN } from '../flow/columns/columns';
import { NO_INTERFACE } from '../memory/frame-batch';
import type { CaptureFacts, PacketFile, PacketToWrite } from '../formats/writing/packet-file';
import { PcapFile } from '../formats/writing/pcap-file';
import { PcapngFile } from '../formats/writing/pcapng-file';
import { writeWhole } from '../formats/writing/whole-file';
import { writeProblem } from '../formats/writing/write-problem';
import type { ExportEnd, PacketForm } from '../ipc/contracts/export-contract';
import type { Message } from '../ipc/message';
import { parseAddress } from '../filter/check/literal-address';
import { AddressMap, newKey } from './anonymise/address-map';
import { FrameHeaders } from './anonymise/frame-headers';
import { packetOptions, withComments, type OptionsKept } from './packet-options';
import type { PacketSource } from './packet-source';

/** Bytes that are gathered before they are written. */
const PIECE = 4 * 1024 * 1024;
/** LINKTYPE_ */
const ETHERNET = 1;
/** How long others may have to wait. */
const SLICE_MS = 10;
/** Secrets of the kind `TLSK`, RFC 9850. */
const TLS_KEY_LOG = 0x544c534b;

export interface PacketExport extends PacketForm {
  path: string;
  /** what the file says wrote it */
  application: string;
  /** 32 bytes that say which address becomes which; without: new ones, which nobody keeps */
  key?: Uint8Array;
  report: BugReport;
  /** told of each part of the packets that is written */
  progress(packets: number): void;
  /** asked as often: true ends it, and nothing of the file stays */
  stopped(): boolean;
}

export type Rows = AsyncIterable<ArrayLike<number>> | Iterable<ArrayLike<number>>;

/** Writes the packets of `rows`, in that order. The file is whole or not there. Rejects only on bugs, and as `rows` does. */
export async function exportPackets(source: PacketSource, rows: Rows, how: PacketExport): Promise<ExportEnd> {
  let run: ExportRun | null = null;
  let bytes = 0;
  const failure = await writeWhole(how.path, async (out) => {
    const mine = (run = new ExportRun(source, how));
    let since = performance.now();
    for await (const part of rows) {
      for (let i = 0; i < part.length; i++) {
        mine.add(part[i]);
        if (mine.file.length >= PIECE) await out.pass(mine.file.take());
      }
      how.progress(mine.packets);
      if (how.stopped() || mine.mixed) return false;
      if (performance.now() - since < SLICE_MS) continue;
      await new Promise<void>((resolve) => setImmediate(resolve));
      since = performance.now();
    }
    mine.file.end();
    await out.pass(mine.file.take());
    await out.passed();
    bytes = out.written;
    return true;
  });
  if (failure !== null) return { kind: 'failed', problem: writeProblem(failure, how.path) };
  const done = run as ExportRun | null;
  if (done === null) return { kind: 'cancelled' };
  if (done.mixed)
    return { kind: 'failed', problem: { kind: 'export.linkTypes', message: { key: 'export.linkTypes' } } };
  if (bytes === 0) return { kind: 'cancelled' };
  return { kind: 'written', items: done.packets, bytes, notes: notesOf(done, source, how) };
}

class ExportRun {
  readonly file: PacketFile;
  packets = 0;
  /** records that are no packets */
  others = 0;
  /** packets of which there was nothing to keep but their lengths */
  emptied = 0;
  /** packets whose bytes the file does not have any more */
  missing = 0;
  /** the file cannot hold packets of another link type beside those it has */
  mixed = false;
  readonly #source: PacketSource;
  readonly #headers: FrameHeaders | null;
  readonly #map: AddressMap | null;
  readonly #kept: OptionsKept;
  readonly #hasOptions: boolean;
  readonly #packet: PacketToWrite = {
    interfaceIndex: 0,
    timed: true,
    sec: 0,
    nano: 0,
    captured: new Uint8Array(0),
    originalLen: 0,
    options: null,
  };

  constructor(source: PacketSource, how: PacketExport) {
    this.#source = source;
    const facts = factsOf(source, how);
    this.file = how.format === 'pcap' ? new PcapFile(facts) : new PcapngFile(facts);
    this.#headers = how.cut || how.anonymise ? new FrameHeaders(how.report) : null;
    this.#map = how.anonymise ? new AddressMap(how.key ?? newKey()) : null;
    this.#kept = how.anonymise ? 'anonymous' : how.cut ? 'cut' : 'all';
    this.#hasOptions = source.format.startsWith('pcapng') || source.extras.laterFiles.length > 0;
  }

  add(row: number): void {
    const { columns } = this.#source;
    const packet = this.#packet;
    packet.interfaceIndex = columns.interfaceIndex(row);
    if (packet.interfaceIndex === NO_INTERFACE) {
      this.others++;
      return;
    }
    if (!this.file.accepts(packet.interfaceIndex)) {
      this.mixed = true;
      return;
    }
    packet.timed = columns.hasTime(row);
    packet.sec = columns.timeSec(row);
    packet.nano = packet.timed ? columns.timeNano(row) : 0;
    packet.originalLen = columns.originalLen(row);
    const bytes = this.#source.bytes(row);
    packet.captured = bytes;
    if (bytes.length < columns.capturedLen(row)) this.missing++;
    if (this.#headers !== null) {
      const context = (): FrameContext => this.#source.context(row);
      const plain = this.#isPlain(row, packet.interfaceIndex);
      packet.captured =
        this.#map === null
          ? this.#headers.cut(bytes, context, plain)
          : this.#headers.anonymous(bytes, context, this.#map, plain);
      if (packet.captured.length === 0 && bytes.length > 0) this.emptied++;
    }
    packet.options =
      this.#hasOptions && columns.hasOptions(row)
        ? packetOptions(
            (into, at) => this.#source.read(into, at),
            columns.offset(row),
            columns.capturedLen(row),
            this.#kept,
          )
        : null;
    const comments = this.#kept === 'anonymous' ? null : this.#source.commentsOn(row);
    if (comments !== null) packet.options = withComments(packet.options, comments);
    this.file.add(packet);
    this.packets++;
  }

  /** Ethernet, one IP header and one of TCP or UDP, without an option that could hold an address. */
  #isPlain(row: number, interfaceIndex: number): boolean {
    const marks = this.#source.columns.marks(row);
    if ((marks & SHAPE_MASK) !== SHAPE_PLAIN || this.#source.interfaces[interfaceIndex].linkType !== ETHERNET)
      return false;
    return this.#source.columns.streamKind(row) === 'udp' || (marks & MARK_OPTIONS) === 0;
  }
}

/** Texts beside the packets may name anybody, and so may secrets: with other addresses, none of them stays. */
function factsOf(source: PacketSource, { anonymise, cut, application }: PacketExport): CaptureFacts {
  const { interfaces, extras, comments } = source;
  if (!anonymise)
    return {
      interfaces,
      comments,
      application,
      names: namesOf(extras.names),
      secrets: cut ? [] : extras.keyLogs.map((bytes) => ({ kind: TLS_KEY_LOG, bytes })),
      statistics: extras.statistics,
    };
  return {
    interfaces: interfaces.map(({ linkType, snapLen, timeDigits, section }) => ({
      ...{ linkType, snapLen, timeDigits, section },
      ...{ name: '', description: '', filter: '', os: '', hardware: '', comments: [] },
    })),
    comments: [],
    application,
    names: [],
    secrets: [],
    statistics: extras.statistics,
  };
}

function namesOf(names: ReadonlyMap<string, string>): { address: Uint8Array; name: string }[] {
  const found = [];
  for (const [text, name] of names) {
    const address = parseAddress(text, text.includes(':') ? 'ipv6' : 'ipv4');
    if (address.ok) found.push({ address: address.bytes, name });
  }
  return found;
}

/** What whoever exports should know of the file. */
function notesOf(
  { file, others, emptied, missing }: ExportRun,
  { extras, interfaces, comments: onCapture }: PacketSource,
  how: PacketExport,
): Message[] {
  const notes: Message[] = [];
  const add = (key: string, count: number): void => {
    if (count > 0) notes.push({ key, args: { count } });
  };
  const { untimed, timeOutOfRange, options } = file.loss;
  add('export.note.others', others);
  add('export.note.missing', missing);
  add('export.note.untimed', untimed);
  add('export.note.time', timeOutOfRange);
  add('export.note.emptied', emptied);
  if (how.anonymise) {
    notes.push({ key: 'export.note.anonymised' });
    return notes;
  }
  if (how.format === 'pcap') {
    add('export.note.options', options);
    const described =
      interfaces.length > 1 || interfaces.some(({ name, comments }) => name !== '' || comments.length > 0);
    if (described || onCapture.length > 0) notes.push({ key: 'export.note.interfaces' });
    add('export.note.names', extras.names.size);
    add('export.note.secrets', extras.secretsBlocks);
  } else add('export.note.secrets', extras.secretsBlocks - (how.cut ? 0 : extras.keyLogs.length));
  return notes;
}
