// Fuzz target: header blocks of HTTP/2 with any bytes. Reading ends and advances, the table keeps within its limit, and a block that is read with what was
// kept of the table before it (reassembly/header-table.ts) is read as it was in its order. An input is blocks, each behind a byte with its length.
import { strict as assert } from 'node:assert';
import { HeaderTable } from '../../src-main/reassembly/header-table';
import { DynamicTable, type HeaderEntry } from '../../src-main/wire/hpack/dynamic-table';
import * as hpack from '../../src-main/wire/hpack/header-fields';
import { mutate } from './mutate';
import { fuzzTarget } from './target';

export const name = 'header-fields';
export const iterations = 40_000;

/** Blocks of RFC 7541 appendix C. */
const BLOCKS = [
  '828684418cf1e3c2e5f23a6ba0ab90f4ff',
  '828684be5886a8eb10649cbf',
  '828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf',
  '3f e1 01 488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff6e919d29ad171863c78f0b97c8e9ae82ae43d3',
  '4883640effc1c0bf',
  '2040036161610362626240036161620363636340',
].map((text) => Buffer.from(text.replaceAll(' ', ''), 'hex'));
const MOST_BLOCKS = 20;

class Kept extends DynamicTable {
  newest = 0;
  constructor(private readonly table: HeaderTable) {
    super();
  }
  override add(entry: HeaderEntry): void {
    super.add(entry);
    this.newest = this.table.addEntry(entry, this.newest);
  }
}

function make(chance: () => number): Uint8Array {
  const out: number[] = [];
  for (let n = 1 + Math.floor(chance() * 6); n > 0; n--) {
    const block = mutate(BLOCKS[Math.floor(chance() * BLOCKS.length)], chance, 200);
    out.push(block.length, ...block);
  }
  return Uint8Array.from(out);
}

/** All of a block, as text, with what was wrong in the end. */
function read(block: Uint8Array, table: DynamicTable): string {
  const field = hpack.noField();
  let text = '';
  for (let at = 0; at < block.length;) {
    const next = hpack.readHeaderField(block, at, block.length, table, field);
    if (next < 0) return `${text} ${next}`;
    assert.ok(next > at && next <= block.length);
    assert.ok(32 * table.count <= table.limit);
    at = next;
    const { representation, index, entry, size } = field;
    text += `${representation} ${representation === hpack.TABLE_SIZE ? size : `${index} ${entry.name.join()}:${entry.value.join()}`};`;
  }
  return text;
}

function check(input: Uint8Array): void {
  const kept = new HeaderTable();
  const table = new Kept(kept);
  const seen: { block: Uint8Array; text: string }[] = [];
  for (let at = 0; at < input.length && seen.length < MOST_BLOCKS; at += 1 + input[at]) {
    const block = input.subarray(at + 1, at + 1 + input[at]);
    kept.addBlock(seen.length, 3, table.newest, table, block.subarray(0, 1));
    const text = read(block, table);
    seen.push({ block, text });
    // the tables of both ends differ from here on
    if (text.endsWith('-2')) break;
  }
  for (let row = seen.length - 1; row >= 0; row--) {
    const found = kept.find(row, 3);
    assert.ok(found !== null && kept.has(row));
    assert.deepEqual(found.carried, seen[row].block.slice(0, 1));
    assert.equal(read(seen[row].block, found.table), seen[row].text);
  }
  assert.equal(kept.find(seen.length, 3), null);
}

export const { run, replay } = fuzzTarget(make, check);
