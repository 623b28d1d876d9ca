// Builds the field tree of one packet: nodes of the engine's contract.
import type { Severity, TreeNode } from '../../ipc/contracts/engine-contract';
import type { Message } from '../../ipc/message';
import type { Field, FieldValue } from '../contract/fields';
import { bitsText, filterText, treeText } from '../values/format-value';
import type { LayerMode } from '../contract/protocol';
import { WS } from '../contract/verdict-fields';
import { QuietSink } from './quiet-sink';

const RANK: Record<Severity, number> = { chat: 1, note: 2, warn: 3, error: 4 };

/** What is open: a protocol's line or an item with fields below it. */
interface Frame {
  node: TreeNode;
  /** the last item when this was opened: comes back with `leave` */
  last: TreeNode | null;
}

export class TreeSink extends QuietSink {
  readonly detail = true;
  readonly tree: TreeNode[] = [];
  /** what offsets are counted in, and its number */
  private bytesNow: Uint8Array = new Uint8Array(0);
  private sourceNow = 0;
  private stack: Frame[] = [];
  private last: TreeNode | null = null;
  /** where protocols' lines go: the tree, or the protocol that quotes a packet */
  private roots: TreeNode[][] = [this.tree];
  private verdicts: TreeNode[] = [];

  begin(bytes: Uint8Array): void {
    this.source(0, bytes);
    this.tree.length = 0;
    this.stack = [];
    this.last = null;
    this.roots = [this.tree];
    this.verdicts = [];
  }

  source(number: number, bytes: Uint8Array): void {
    this.sourceNow = number;
    this.bytesNow = bytes;
  }

  /** The tree with the verdicts at its end. */
  finish(): TreeNode[] {
    this.tree.push(...this.verdicts);
    this.verdicts = [];
    return this.tree;
  }

  private siblings(): TreeNode[] {
    return this.stack.length > 0 ? this.stack[this.stack.length - 1].node.children : this.roots[this.roots.length - 1];
  }

  /** Of a thing that was cut off only the captured part can be shown. */
  private clip(at: number, len: number): number {
    return Math.max(0, Math.min(len, this.bytesNow.length - at));
  }

  private add(field: Field, at: number, len: number, value: FieldValue): TreeNode {
    len = this.clip(at, len);
    const node: TreeNode = {
      abbrev: field.abbrev,
      name: field.name,
      value: treeText(field, value),
      source: len > 0 ? this.sourceNow : -1,
      at,
      len,
      filter: filterText(field, value),
      children: [],
    };
    if ((field.mask !== 0 || (field.type === 'bool' && field.width > 0)) && len > 0 && len <= 4) {
      let word = 0;
      for (let i = 0; i < len; i++) word = word * 256 + (this.bytesNow[at + i] ?? 0);
      node.bits = bitsText(field.mask >>> 0, len * 8, word);
    }
    this.siblings().push(node);
    this.last = node;
    return node;
  }

  wants(): boolean {
    return true;
  }
  wantsAny(): boolean {
    return true;
  }
  modeOf(): LayerMode {
    return 'read';
  }
  override uint(field: Field, at: number, len: number, value: number): void {
    this.add(field, at, len, value);
  }
  override uint64(field: Field, at: number, len: number, value: bigint): void {
    this.add(field, at, len, value);
  }
  override bytes(field: Field, at: number, len: number): void {
    this.add(field, at, len, this.bytesNow.subarray(at, at + len));
  }
  override address(field: Field, at: number, len: number, value: Uint8Array): void {
    this.add(field, at, len, value);
  }
  override string(field: Field, at: number, len: number, value: string): void {
    this.add(field, at, len, value);
  }
  override time(field: Field, at: number, len: number, sec: number, nano: number): void {
    this.add(field, at, len, { sec, nano });
  }
  override none(field: Field, at: number, len: number): void {
    this.add(field, at, len, null);
  }
  override line(name: string, at: number, len: number): void {
    len = this.clip(at, len);
    const node: TreeNode = {
      abbrev: '',
      name,
      value: '',
      source: len > 0 ? this.sourceNow : -1,
      at,
      len,
      filter: '',
      children: [],
    };
    this.siblings().push(node);
    this.last = node;
  }
  override generated(field: Field, at: number, len: number, value: number | string): void {
    this.add(field, at, len, value).generated = true;
  }
  override generatedTime(field: Field, sec: number, nano: number): void {
    this.add(field, 0, 0, { sec, nano }).generated = true;
  }

  override expert(field: Field, at: number, len: number): void {
    const severity = field.expert ?? 'note';
    len = this.clip(at, len);
    const node: TreeNode = {
      abbrev: field.abbrev,
      name: field.name,
      value: '',
      severity,
      generated: true,
      source: len > 0 ? this.sourceNow : -1,
      at,
      len,
      filter: field.abbrev,
      children: [],
    };
    if (field.message !== '') node.message = { key: field.message };
    (this.last?.children ?? this.siblings()).push(node);
    if (this.last) raise(this.last, severity);
    for (const frame of this.stack) raise(frame.node, severity);
  }

  override display(text: string): void {
    if (this.last) this.last.value = text;
  }
  override note(message: Message): void {
    if (this.last) this.last.note = message;
  }
  override open(): void {
    if (this.last) this.stack.push({ node: this.last, last: this.last });
  }
  override close(): void {
    const frame = this.stack.pop();
    this.last = frame?.node ?? null;
  }

  private current(): TreeNode | null {
    return this.stack.length > 0 ? this.stack[this.stack.length - 1].node : null;
  }
  override length(len: number): void {
    const node = this.current();
    if (!node) return;
    node.len = this.clip(node.at, len);
    if (node.len === 0) node.source = -1;
  }
  override title(name: string): void {
    const node = this.current();
    if (node) node.name = name;
  }
  override head(label: string, value: string): void {
    const node = this.current();
    if (node) (node.head ??= []).push([label, value]);
  }
  override sentence(message: Message): void {
    const node = this.current();
    if (node) node.message = message;
  }

  override enter(field: Field, at: number, len: number, inside: boolean): void {
    const node: TreeNode = {
      abbrev: field.abbrev,
      name: field.name,
      value: '',
      source: len > 0 ? this.sourceNow : -1,
      at,
      len,
      filter: field.abbrev,
      children: [],
    };
    (inside ? this.siblings() : this.roots[this.roots.length - 1]).push(node);
    this.stack.push({ node, last: this.last });
    this.last = node;
  }
  override leave(): void {
    const frame = this.stack.pop();
    this.last = frame?.last ?? null;
  }
  override beginQuote(): void {
    this.roots.push(this.siblings());
  }
  override endQuote(): void {
    this.roots.pop();
  }
  override verdict(field: Field, at: number, message: Message): void {
    const node: TreeNode = {
      abbrev: field.abbrev,
      name: field.name,
      value: '',
      message,
      generated: true,
      source: -1,
      at,
      len: 0,
      filter: field.abbrev,
      children: [],
    };
    if (field !== WS['short']) node.severity = field.expert ?? (field === WS['unreassembled'] ? 'note' : 'error');
    this.verdicts.push(node);
  }
}

function raise(node: TreeNode, severity: Severity): void {
  if (node.severity === undefined || RANK[node.severity] < RANK[severity]) node.severity = severity;
}
