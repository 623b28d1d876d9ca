// The tables of a report against tshark itself: the header of each segment that is told, and what both ends sent.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { named } from '../fixtures/corpus';
import { tempFolder } from '../fixtures/temp-folder';
import { cli } from '../unit/cli/run-cli';
import { tshark, tsharkVersion } from './tshark';

const version = tsharkVersion();
const missing = version === null ? 'there is no tshark' : null;
const sample = (id: string): string => resolve(import.meta.dirname, '../../resources/samples', `${id}.pcapng`);

/** Name in our table -> tshark's for the number that stands in the header, and by how much tshark multiplies it. */
const FIELDS: Readonly<Record<string, readonly [name: string, factor?: number]>> = {
  'tcp.srcport': ['tcp.srcport'],
  'tcp.dstport': ['tcp.dstport'],
  'tcp.seq': ['tcp.seq_raw'],
  'tcp.ack': ['tcp.ack_raw'],
  'tcp.hdr_len': ['tcp.hdr_len', 4],
  'tcp.flags': ['tcp.flags'],
  'tcp.flags.cwr': ['tcp.flags.cwr'],
  'tcp.flags.ece': ['tcp.flags.ece'],
  'tcp.flags.urg': ['tcp.flags.urg'],
  'tcp.flags.ack': ['tcp.flags.ack'],
  'tcp.flags.push': ['tcp.flags.push'],
  'tcp.flags.reset': ['tcp.flags.reset'],
  'tcp.flags.syn': ['tcp.flags.syn'],
  'tcp.flags.fin': ['tcp.flags.fin'],
  'tcp.window_size_value': ['tcp.window_size_value'],
  'tcp.checksum': ['tcp.checksum'],
  'tcp.urgent_pointer': ['tcp.urgent_pointer'],
  'tcp.option_kind': ['tcp.option_kind'],
  'tcp.option_len': ['tcp.option_len'],
  'tcp.options.mss_val': ['tcp.options.mss_val'],
  'tcp.options.timestamp.tsval': ['tcp.options.timestamp.tsval'],
  'tcp.options.timestamp.tsecr': ['tcp.options.timestamp.tsecr'],
  'tcp.options.wscale.shift': ['tcp.options.wscale.shift'],
};

async function reportOf(id: string, sections: string): Promise<string> {
  const out = join(tempFolder(), 'report.html');
  const { code, err } = await cli('report', sample(id), '-o', out, '--sections', sections);
  expect([code, err]).toEqual([0, '']);
  return readFileSync(out, 'utf8');
}

const plain = (html: string): string =>
  html.replace(/<[^>]*>/g, '').replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
const rows = (html: string): string[][] =>
  [...html.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row]) =>
    [...row.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/g)].map(([, cell]) => plain(cell)),
  );
const numbers = (text: string): number[] => [...text.replaceAll(',', '').matchAll(/\d+/g)].map(([n]) => Number(n));

describe.skipIf(missing !== null)(named("a report's tables equal tshark's", missing), () => {
  test.each(['https', 'reset', 'lost', 'crossing'])('%s: the headers', async (id) => {
    const names = Object.values(FIELDS).map(([name]) => name);
    const args = names.flatMap((name) => ['-e', name]);
    const { stdout } = await tshark(sample(id), version ?? '', [
      '-2',
      '-n',
      '-T',
      'fields',
      '-e',
      'frame.number',
      ...args,
    ]);
    const theirs = new Map(stdout.split('\n').map((line) => [line.split('\t')[0], line.split('\t').slice(1)]));
    let compared = 0;
    for (const table of (await reportOf(id, 'segments')).split('<summary>').slice(1)) {
      const frame = /of packet (\d+)/.exec(table)?.[1] ?? '';
      const own = new Map<string, number[]>();
      for (const [, name, , , raw] of rows(table).filter((row) => row.length === 7 && row[1] in FIELDS))
        own.set(name, [...(own.get(name) ?? []), Number(raw) * (FIELDS[name][1] ?? 1)]);
      for (const [i, name] of Object.keys(FIELDS).entries()) {
        const values = theirs.get(frame)?.[i] || null;
        expect({ frame, name, values: own.get(name) ?? null }).toEqual({
          ...{ frame, name },
          values: values?.split(',').map(Number) ?? null,
        });
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(60);
  });

  test.each(['https', 'reset', 'lost', 'crossing'])('%s: packets and bytes of both ends', async (id) => {
    const args = ['tcp.stream', 'ip.src', 'tcp.srcport', 'frame.len'].flatMap((name) => ['-e', name]);
    const { stdout } = await tshark(sample(id), version ?? '', ['-n', '-Y', 'tcp', '-T', 'fields', ...args]);
    const theirs = new Map<string, [packets: number, bytes: number]>();
    for (const line of stdout.trim().split('\n')) {
      const [stream, address, port, length] = line.split('\t');
      const key = `${stream} ${address}:${port}`;
      const [packets, bytes] = theirs.get(key) ?? [0, 0];
      theirs.set(key, [packets + 1, bytes + Number(length)]);
    }
    const tables = (await reportOf(id, 'facts')).split('<h3 ').slice(1);
    expect(tables.length).toBeGreaterThan(0);
    for (const table of tables) {
      const facts = new Map(rows(table).map(([name, value]) => [name, value] as const));
      const stream = /tcp\.stream (\d+)/.exec(table)?.[1] ?? '';
      for (const side of ['client', 'server']) {
        const [end] = (facts.get(side === 'client' ? 'Client' : 'Server') ?? '').split(' ');
        const told = numbers(facts.get(`Sent by the ${side}`)?.replace(', ', ' ') ?? '');
        expect({ end, told }).toEqual({ end, told: theirs.get(`${stream} ${end}`) });
        theirs.delete(`${stream} ${end}`);
      }
    }
    expect([...theirs.keys()]).toEqual([]);
  });
});
