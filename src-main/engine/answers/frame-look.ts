// Reads what the verdict of a connection needs of its SYNs and of ICMP errors about it: those frames are dissected on demand.
import { dissectGuarded } from '../../dissect/dissect';
import type { Field } from '../../dissect/contract/fields';
import { registry } from '../../dissect/protocols/registry';
import { ValueSink } from '../../dissect/sinks/field-sink';
import type { FrameLook, IcmpLook, SynLook } from '../../flow/verdict/look';
import type { Opinion } from '../../ipc/contracts/opinion-contract';
import { reportBug } from '../base/bug-log';
import type { CaptureDocument } from '../document/document';

const OPTIONS = { checkChecksums: false, relativeSequenceNumbers: true };
const NAMES = [
  ...['tcp.option_kind', 'tcp.options.mss_val', 'tcp.options.wscale.shift', 'tcp.options.sack_perm'],
  ...['tcp.options.timestamp.tsval', 'tcp.options.tfo.request', 'tcp.options.tfo.cookie', 'tcp.options.mptcp.subtype'],
  ...['tcp.flags.ece', 'tcp.flags.cwr', 'ip.src', 'ipv6.src', 'icmp.type', 'icmp.code', 'icmpv6.type', 'icmpv6.code'],
] as const;
type Name = (typeof NAMES)[number];

/** Kinds of options that have a line of their own, or are padding. */
const KNOWN_KINDS = new Set([0, 1, 2, 3, 4, 8, 30, 34]);
const EXPERIMENTS = new Set([253, 254]);
const MP_JOIN = 1;

export class DissectedLook implements FrameLook {
  readonly #document: CaptureDocument;
  readonly #sink = new ValueSink(NAMES.map((name) => fieldOf(name)));

  constructor(document: CaptureDocument) {
    this.#document = document;
  }

  /** Numbers of a field, every occurrence. */
  #numbers(name: Name): number[] {
    return this.#sink.values(NAMES.indexOf(name)).filter((value) => typeof value === 'number');
  }
  #texts(name: Name): string[] {
    return this.#sink.texts(NAMES.indexOf(name));
  }
  #has(name: Name): boolean {
    return this.#sink.values(NAMES.indexOf(name)).length > 0;
  }

  /** False where the frame can no longer be read. */
  #read(frame: number): boolean {
    const row = frame - 1;
    if (row < 0 || row >= this.#document.frames) return false;
    const bytes = this.#document.bytes(row);
    if (bytes.length < this.#document.columns.capturedLen(row)) return false;
    dissectGuarded(bytes, this.#document.context(row), OPTIONS, this.#sink, reportBug);
    return true;
  }

  syn(frame: number): SynLook | null {
    if (!this.#read(frame) || !this.#has('tcp.flags.ece')) return null;
    const last = (name: Name): number | null => this.#numbers(name).at(-1) ?? null;
    const cookie = this.#has('tcp.options.tfo.cookie');
    const asks = this.#has('tcp.options.tfo.request');
    const subtype = last('tcp.options.mptcp.subtype');
    const isKnown = (kind: number): boolean => KNOWN_KINDS.has(kind) || (EXPERIMENTS.has(kind) && (cookie || asks)); // the cookie came as an experiment once
    return {
      mss: last('tcp.options.mss_val'),
      shift: last('tcp.options.wscale.shift'),
      sackPermitted: this.#has('tcp.options.sack_perm'),
      timestamps: this.#has('tcp.options.timestamp.tsval'),
      fastOpen: cookie ? 'cookie' : asks ? 'request' : null,
      ece: last('tcp.flags.ece') === 1,
      cwr: last('tcp.flags.cwr') === 1,
      multipath: subtype === null ? null : subtype === MP_JOIN ? 'join' : 'capable',
      others: this.#numbers('tcp.option_kind').filter((kind, i, all) => !isKnown(kind) && all.indexOf(kind) === i),
    };
  }

  opinions(frame: number): readonly Opinion[] | null {
    const { opinions } = this.#document.frameView;
    return opinions.mayBe(frame - 1) ? opinions.of(frame - 1) : null;
  }

  icmp(frame: number): IcmpLook | null {
    if (!this.#read(frame)) return null;
    const isV6 = this.#has('icmpv6.type');
    const type = this.#numbers(isV6 ? 'icmpv6.type' : 'icmp.type').at(0);
    const code = this.#numbers(isV6 ? 'icmpv6.code' : 'icmp.code').at(0);
    // the last address is that of the packet that is quoted, the one before it that of who quotes
    const from = this.#texts(isV6 ? 'ipv6.src' : 'ip.src').at(-2);
    return type === undefined || code === undefined || from === undefined ? null : { from, isV6, type, code };
  }
}

function fieldOf(name: Name): Field {
  const field = registry.field(name);
  if (!field) throw new Error(`there is no field ${name}`);
  return field;
}
