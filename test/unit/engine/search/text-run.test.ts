// Rows as text out of several threads: all of them, each once, in their order, as one thread would write them; in parts of bounded size.
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { DEFAULT_OPTIONS } from '../../../../src-main/engine/answers/row-options';
import { CaptureDocument } from '../../../../src-main/engine/document/document';
import { findMessages } from '../../../../src-main/engine/document/messages/message-finder';
import type { TextOf } from '../../../../src-main/engine/search/block';
import { textOf } from '../../../../src-main/engine/search/text-run';
import { textTest } from '../../../../src-main/engine/search/text-test';
import { WorkerFailure, WorkerPool } from '../../../../src-main/engine/search/worker-pool';
import { DEFAULT_OUTPUT } from '../../../../src-main/report/tables/field-line';
import { packetTable } from '../../../../src-main/report/tables/packet-table';
import { rowsTable, rowsText } from '../../../../src-main/report/tables/rows-text';
import { ethernet, ipv4, pcapFile, tcp } from '../../../fixtures/make-capture';
import { tempFolder } from '../../../fixtures/temp-folder';
import { connections, repeated, save } from '../captures';
import { WORKERS } from '../open-session';

async function opened(file: Uint8Array, threads = 2): Promise<{ document: CaptureDocument; pool: WorkerPool }> {
  const result = await CaptureDocument.open(save(file));
  if (!result.ok) throw new Error(result.problem.kind);
  const { document } = result;
  await document.read({ progress: () => undefined, stopped: () => false });
  await findMessages(document);
  const pool = new WorkerPool(document, WORKERS, threads);
  onTestFinished(() => {
    pool.close();
    document.close();
  });
  return { document, pool };
}

const decoded = (text: Uint8Array): string => Buffer.from(text).toString();
const ROWS: TextOf = { of: 'rows', form: 'json' };
const every = (count: number, step: number): number[] =>
  Array.from({ length: Math.ceil(count / step) }, (_, i) => i * step);

test('is what one thread makes of all of them', { timeout: 120_000 }, async () => {
  const { document, pool } = await opened(repeated(connections(500), 22).bytes);
  // … and the second chunk of the columns
  const many = every(document.frames, 1).slice(63_000);
  expect(document.frames).toBeGreaterThan(65_536);
  for (const chosen of [many, every(document.frames, 97)]) {
    const alone = textTest({ kind: 'text', what: ROWS }, document.frameView);
    for (const row of chosen) alone.test(row);
    const expected = `[\n${decoded(rowsText(alone.found?.() ?? null).text)}\n]\n`;
    const parts: string[] = [];
    let count = 0;
    for await (const part of rowsTable(packetTable('json'), textOf(document, pool, [chosen], ROWS))) {
      parts.push(decoded(part.text));
      count += part.rows;
    }
    expect(count).toBe(chosen.length);
    expect(parts.join('') === expected).toBe(true);
    expect((JSON.parse(expected) as { number: number }[]).map(({ number }) => number - 1)).toEqual(chosen);
  }
});

const LARGE = 60_000;
const FRAMES = 150;
const large = (): Uint8Array =>
  pcapFile(
    Array.from({ length: FRAMES }, (_, i) =>
      ethernet({}, ipv4({}, tcp({ srcPort: 1000 + i, dstPort: 9, flags: 'A' }, new Uint8Array(LARGE).fill(i)))),
    ),
  );
const PAYLOADS: TextOf = {
  ...{ of: 'fields', names: ['tcp.srcport', 'tcp.payload'], options: DEFAULT_OPTIONS },
  ...{ output: DEFAULT_OUTPUT, terminal: false },
};

test('much text comes in parts, none of them without bound', { timeout: 60_000 }, async () => {
  const { document, pool } = await opened(large(), 1);
  const lines: string[] = [];
  for await (const { text } of textOf(document, pool, [every(FRAMES, 1)], PAYLOADS)) {
    expect(text.length).toBeLessThan(5 * 1024 * 1024);
    lines.push(...decoded(text).trimEnd().split('\n'));
  }
  expect(lines.map((line) => line.slice(0, 9))).toEqual(
    every(FRAMES, 1).map((i) => `${1000 + i}\t${i.toString(16).slice(-2).padStart(2, '0').repeat(2)}`),
  );
  expect(new Set(lines.map((line) => line.length))).toEqual(new Set([5 + 2 * LARGE]));
});

test('a thread that ends fails it, and what was before is right', { timeout: 60_000 }, async () => {
  const { document } = await opened(repeated(connections(100), 40).bytes);
  process.env.SYNSCOPE_TEST_LOOK = '20';
  process.env.SYNSCOPE_TEST_FOLDER = `${pathToFileURL(tempFolder()).href}/`;
  const pool = new WorkerPool(document, new URL('filter-worker-dying.mjs', import.meta.url), 1);
  onTestFinished(() => pool.close());
  let rows = 0;
  const all = async (): Promise<void> => {
    for await (const part of textOf(document, pool, [every(document.frames, 1)], ROWS)) rows += part.rows;
  };
  await expect(all()).rejects.toBeInstanceOf(WorkerFailure);
  expect(rows).toBeGreaterThan(0);
});
