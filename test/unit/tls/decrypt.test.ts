// Connections of OpenSSL with itself (test/network/make-tls.mjs): what was said in them comes out again, with the log of their keys.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { nodePrimitives } from '../../../src-main/engine/base/crypto';
import { ConnectionDecryptor } from '../../../src-main/tls/connection-decryptor';
import { keyLogOf, openAll, said, tlsRecords, type Record } from '../../fixtures/tls-records';

const FOLDER = fileURLToPath(new URL('../../fixtures/tls-keys', import.meta.url));
const NAMES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.pcap'))
  .map((name) => name.slice(0, -5));

const USUAL = ['hello from the client', 'and again'];
/** Lines of the client where they are others. */
const LINES: { [id: string]: string[] } = {
  'tls12-gcm-256': ['one line', 'x'.repeat(3000), 'the last'],
  'tls12-renegotiated': ['before', 'behind it'],
  'tls10-cbc': ['one', 'two', 'three'],
  'tls10-cbc-etm': ['one', 'two', 'three'],
  'tls13-key-update': ['one', 'two', 'three'],
};
const turned = (line: string): string => [...line].reverse().join('');
const EARLY: { [id: string]: string } = {
  'tls13-early': 'early data of the client',
  'tls13-early-refused': 'nobody reads this',
};

const opened = async (id: string): Promise<{ connections: Record[][]; log: Uint8Array }> => {
  const { streams } = await tlsRecords(join(FOLDER, `${id}.pcap`));
  return { connections: [...streams.values()], log: readFileSync(join(FOLDER, `${id}.keys`)) };
};

describe('what was sent is read', () => {
  it.each(NAMES)('%s', async (id) => {
    const { connections, log } = await opened(id);
    connections.forEach((records, i) => {
      const all = openAll(records, keyLogOf(log));
      expect(all.filter(({ taken }) => taken.kind === 'closed')).toEqual([]);
      const lines = LINES[id] ?? USUAL;
      const early = i === 1 && id in EARLY ? [EARLY[id]] : [];
      const text = said(all, true).toString().replace(/Q\n$/, '');
      expect(text).toBe([...early, ...lines, ''].join('\n'));
      // a server that reads early data only listens; one that was asked for new keys sends these with its next answer, for which nobody waited
      const silent = id === 'tls13-early' || (id === 'tls13-early-refused' && i === 0);
      const answered = id === 'tls13-key-update' ? lines.slice(0, 2) : lines;
      const answers = silent ? '' : answered.map((line) => `${turned(line)}\n`).join('');
      expect(said(all, false).toString().replace(/^Q\n/m, '')).toBe(answers);
    });
  });

  it('and any record again, by itself', async () => {
    for (const id of ['tls10-cbc', 'tls12-renegotiated', 'tls13-early', 'tls13-key-update']) {
      const { connections, log } = await opened(id);
      for (const records of connections) {
        const decryptor = new ConnectionDecryptor(nodePrimitives, keyLogOf(log));
        const taken = records.map(({ fromClient, bytes }) => decryptor.take(fromClient, bytes));
        for (let i = records.length - 1; i >= 0; i--) {
          const was = taken[i];
          if (was.kind !== 'opened') continue;
          const { fromClient, bytes } = records[i];
          const before = records.slice(0, i).findLast((one) => one.fromClient === fromClient)?.bytes ?? null;
          const again = decryptor.open(fromClient, bytes, was.epoch, was.number, before);
          expect(again).toEqual({ ok: true, type: was.type, content: was.content });
        }
      }
    }
  });

  it('no bit of a record may be another', async () => {
    for (const id of NAMES) {
      const { connections, log } = await opened(id);
      const [records] = connections;
      const at = records.findLastIndex(({ bytes }) => bytes[0] === 23);
      for (const place of [5, records[at].bytes.length - 1]) {
        const damaged = records.map(({ fromClient, bytes }) => ({ fromClient, bytes: bytes.slice() }));
        damaged[at].bytes[place] ^= 1;
        const { taken } = openAll(damaged, keyLogOf(log))[at];
        expect(taken.kind, `${id} ${place}`).toBe('closed');
      }
      // and none of its bytes missing
      for (let length = 5; length < records[at].bytes.length; length += 7) {
        const cut = records.map((record, i) =>
          i === at ? { ...record, bytes: record.bytes.slice(0, length) } : record,
        );
        expect(openAll(cut, keyLogOf(log))[at].taken.kind, `${id} ${length}`).toBe('closed');
      }
    }
  });

  it('without the keys, or with those of another connection, nothing is', async () => {
    const other = readFileSync(join(FOLDER, 'tls13-gcm.keys'), 'latin1').replace(
      /^(\w+ )\w{64}/gm,
      `$1${'0'.repeat(64)}`,
    );
    for (const id of NAMES)
      for (const log of ['', other]) {
        const { connections } = await opened(id);
        const all = openAll(connections[0], keyLogOf(Buffer.from(log)));
        expect(said(all, true).length + said(all, false).length).toBe(0);
        const closed = all.flatMap(({ taken }) => (taken.kind === 'closed' ? [taken.why] : []));
        expect(new Set(closed)).toEqual(new Set(['secret']));
      }
  });

  it('keys of the handshake alone open the handshake alone', async () => {
    const { connections, log } = await opened('tls13-gcm');
    const lines = Buffer.from(log)
      .toString()
      .split('\n')
      .filter((line) => line.includes('HANDSHAKE'));
    const all = openAll(connections[0], keyLogOf(Buffer.from(lines.join('\n'))));
    expect(said(all, true).length).toBe(0);
    expect(all.filter(({ taken }) => taken.kind === 'opened').length).toBeGreaterThan(3);
  });
});
