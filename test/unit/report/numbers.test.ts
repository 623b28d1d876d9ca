// Every number of a report leads back: header tables hold what the field tree does, the facts of a connection what the list does.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { FlowRow, TreeNode } from '../../../src-main/ipc/contracts/engine-contract';
import { tempFolder } from '../../fixtures/temp-folder';
import { cli } from '../cli/run-cli';

const sample = (id: string): string => path.resolve(import.meta.dirname, '../../../resources/samples', `${id}.pcapng`);

async function reportOf(id: string, ...args: string[]): Promise<string> {
  const out = path.join(tempFolder(), 'report.html');
  const { code, err } = await cli('report', sample(id), '-o', out, ...args);
  expect(err).toBe('');
  expect(code).toBe(0);
  return readFileSync(out, 'utf8');
}
async function json<T>(...args: string[]): Promise<T> {
  return JSON.parse((await cli(...args, '--json')).out) as T;
}

const plain = (html: string): string =>
  html.replace(/<[^>]*>/g, '').replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
/** Rows of all tables in a part of a report, each as its cells. */
const rows = (html: string): string[][] =>
  [...html.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row]) =>
    [...row.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/g)].map(([, cell]) => plain(cell)),
  );

interface Tree {
  sources: { bytes: string }[];
  tree: TreeNode[];
}
function* nodes(list: readonly TreeNode[]): Generator<TreeNode> {
  for (const node of list) {
    yield node;
    yield* nodes(node.children);
  }
}

describe.each(['https', 'reset', 'window', 'crossing'])('%s', (id) => {
  it('has the fields of each header as the field tree has them', async () => {
    const html = await reportOf(id, '--sections', 'segments');
    const tables = html.split('<summary>').slice(1);
    expect(tables.length).toBeGreaterThan(2);
    for (const table of tables.slice(0, 4)) {
      const frame = /of packet (\d+)/.exec(table)?.[1] ?? '';
      const { tree, sources } = await json<Tree>('tree', sample(id), frame);
      const header = tree.findLast((node) => node.abbrev === 'tcp');
      const bytes = Buffer.from(sources[0].bytes, 'hex');
      const told = rows(table).filter((row) => row.length === 7 && row[1].startsWith('tcp.'));
      const own = [...nodes(header?.children ?? [])].filter(
        ({ abbrev, generated, len, source }) =>
          abbrev !== '' &&
          !generated &&
          len > 0 &&
          source === 0 &&
          !abbrev.endsWith('_raw') &&
          abbrev !== 'tcp.payload',
      );
      expect(told.map(([, name]) => name)).toEqual(own.map(({ abbrev }) => abbrev));
      for (const [i, [name, , bit, width, raw, hex, meaning]] of told.entries()) {
        const node = own[i];
        const its = bytes.subarray(node.at, node.at + node.len);
        expect(name).toBe(node.name);
        if (node.bits === undefined) expect(hex.replaceAll(' ', '')).toBe(its.toString('hex'));
        else expect(hex).toBe(node.bits);
        expect(meaning).toContain(node.value);
        // the number that stands in these bits of the header
        if (raw === '') continue;
        const all = bytes.subarray(header?.at).reduce((sum, byte) => sum + byte.toString(2).padStart(8, '0'), '');
        expect(raw).toBe(String(Number.parseInt(all.slice(Number(bit), Number(bit) + Number(width)), 2)));
      }
    }
  });

  it('has the facts of each connection as the list has them', async () => {
    const html = await reportOf(id, '--sections', 'facts,overview');
    const flows = await json<FlowRow[]>('flows', sample(id));
    const tables = html.split('<h3 ').slice(1);
    expect(tables).toHaveLength(flows.length);
    for (const table of tables) {
      const stream = Number(/tcp\.stream (\d+)/.exec(table)?.[1]);
      const flow = flows.find((one) => one.stream === stream);
      const facts = new Map(rows(table).map(([name, value]) => [name, value] as const));
      expect(facts.get('Client')).toContain(`${flow?.addressA}:${flow?.portA}`);
      expect(facts.get('Packets')).toBe(`${flow?.firstFrame}–${flow?.lastFrame}`);
      const number = (text = ''): number[] => [...text.replaceAll(',', '').matchAll(/\d+/g)].map(([n]) => Number(n));
      expect(number(facts.get('Sent by the client')?.replace(', ', ' '))).toEqual([flow?.packetsAB, flow?.bytesAB]);
      expect(number(facts.get('Sent by the server')?.replace(', ', ' '))).toEqual([flow?.packetsBA, flow?.bytesBA]);
      expect(facts.get('Completeness')).toBe(String(flow?.completeness));
    }
  });
});

it('names display filters that compile and find what the statement is about', async () => {
  const html = await reportOf('https', '--sections', 'quality,overview,appendix');
  const filters = [...html.matchAll(/<td><code>(.*?)<\/code><\/td><\/tr>/g)].map(([, text]) => plain(text));
  expect(filters.length).toBeGreaterThan(8);
  for (const filter of filters) {
    const { code, out } = await cli('packets', sample('https'), '-Y', filter);
    expect([filter, code, out.trim() === '']).toEqual([filter, 0, false]);
  }
});

describe('the command', () => {
  it('tells what it does not know', async () => {
    const out = path.join(tempFolder(), 'a');
    process.env.ELECTRON_OVERRIDE_DIST_PATH = path.join(out, 'nowhere');
    onTestFinished(() => void delete process.env.ELECTRON_OVERRIDE_DIST_PATH);
    const pdf = await cli('report', sample('https'), '-o', `${out}.pdf`);
    expect([pdf.code, pdf.err]).toEqual([1, expect.stringContaining('the Electron runtime, which is not here')]);
    expect((await cli('report', sample('https'), '-o', `${out}.odt`)).err).toContain('html, pdf, docx, md');
    expect((await cli('report', sample('https'), '-o', `${out}.html`, '--sections', 'nothing')).err).toContain(
      'capture, quality',
    );
    expect((await cli('report', sample('https'), '-o', `${out}.html`, '-s', '7')).err).toContain('7');
    const missing = await cli('report', sample('https'), '-o', path.join(out, 'no', 'such.html'));
    expect(missing.code).toBe(1);
    expect(missing.err).toContain('could not be written');
  });

  it('reports on the connections that are asked for', async () => {
    const none = await reportOf('https', '-Y', 'udp', '--sections', 'overview,verdict');
    expect(none).toContain('There is no connection to report on.');
    const own = await reportOf('refused', '-s', '0', '--sections', 'verdict,appendix');
    expect(own).toContain('The connection was refused');
    expect(own).toContain('tcp.stream == 0');
  });
});
