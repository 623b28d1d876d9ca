// Packets as pages to be printed: which, how much of each, and what is refused; on a real session.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import {
  MOST_PRINTED_LINES,
  type PacketsToPrint,
  type PagesSave,
} from '../../../../src-main/ipc/contracts/print-contract';
import type { Session } from '../../../../src-main/engine/session';
import { ethernet } from '../../../fixtures/make-packet';
import { pcapFile } from '../../../fixtures/make-capture';
import { tempFolder } from '../../../fixtures/temp-folder';
import { ask, loaded } from '../open-session';

const HTTPS = path.resolve(import.meta.dirname, '../../../../resources/samples/https.pcapng');
const LINES: PacketsToPrint = {
  what: 'packets',
  scope: { by: 'all' },
  ...{ summary: true, details: 'none', bytes: false },
  open: [],
  time: 'sinceStart',
  digits: 6,
};

function order(wanted: Partial<PacketsToPrint>, language: PagesSave['language'] = 'en'): PagesSave {
  const file = path.join(tempFolder(), 'page.html');
  return { type: 'savePages', id: 1, path: file, wanted: { ...LINES, ...wanted }, name: 'a <b> name', language };
}
async function page(
  session: Session,
  wanted: Partial<PacketsToPrint>,
  language?: PagesSave['language'],
): Promise<string> {
  const asked = order(wanted, language);
  expect(await session.answers.pages.save(asked)).toBeNull();
  return readFileSync(asked.path, 'utf8');
}
/** First cells of the rows: numbers of packets. */
const numbers = (html: string): number[] =>
  [...html.matchAll(/<tr><td>(\d+)<\/td>/g)].map(([, number]) => Number(number));

test('the packets that are asked for, each with as much as is wanted', async () => {
  const session = await loaded(HTTPS);
  const all = await page(session, {});
  expect(numbers(all)).toEqual(Array.from({ length: 37 }, (_, i) => i + 1));
  expect(all).toContain('<h1>a &#60;b&#62; name</h1><p>37 packets</p>');
  expect(all).toContain('<td>0.025168</td>'); // cut, as the list has it

  ask(session, 'mark', { what: 'marked', on: true, packets: { by: 'frames', ranges: [[3, 4]] } });
  expect(numbers(await page(session, { scope: { by: 'marked' } }))).toEqual([3, 4]);
  expect(
    numbers(
      await page(session, {
        scope: {
          by: 'frames',
          ranges: [
            [36, 99],
            [2, 2],
          ],
        },
      }),
    ),
  ).toEqual([2, 36, 37]);

  const one = { scope: { by: 'frames' as const, ranges: [[1, 1]] as [number, number][] } };
  const open = await page(session, { ...one, details: 'open', open: ['tcp', 'tcp/tcp.flags'] });
  expect(open).toContain('Source Port: 39680');
  expect(open).toContain('= Syn: Set');
  expect(open).not.toContain('Time to Live');
  const whole = await page(session, { ...one, summary: false, details: 'all', bytes: true }, 'zh-CN');
  expect(whole).toContain('<h2>第 1 个分组</h2>');
  expect(whole).toContain('<pre>0000  ');
  expect(whole).toContain('lang="zh-CN"');
  expect(numbers(whole)).toEqual([]);
});

test('nothing, too much, given up: told, and no file is left', async () => {
  const frame = ethernet({ type: 0x88b5 }, new Uint8Array(46));
  const file = path.join(tempFolder(), 'many.pcap');
  writeFileSync(file, pcapFile(Array.from({ length: MOST_PRINTED_LINES + 1 }, () => frame)));
  const session = await loaded(file);
  const refused = async (wanted: Partial<PacketsToPrint>): Promise<string | undefined> => {
    const asked = order(wanted);
    const kind = (await session.answers.pages.save(asked))?.kind;
    expect(readdirSync(path.dirname(asked.path))).toEqual([]);
    return kind;
  };
  expect(await refused({})).toBe('print.tooMuch');
  expect(await refused({ scope: { by: 'marked' } })).toBe('print.nothing');
  // few enough packets, but too many lines of bytes
  expect(await refused({ scope: { by: 'frames', ranges: [[1, 20_000]] }, bytes: true })).toBe('print.tooMuch');
  const asked = order({ scope: { by: 'frames', ranges: [[1, 40_000]] } });
  const writing = session.answers.pages.save(asked);
  session.answers.pages.stop();
  expect((await writing)?.kind).toBe('report.cancelled');
  expect(readdirSync(path.dirname(asked.path))).toEqual([]);
});
