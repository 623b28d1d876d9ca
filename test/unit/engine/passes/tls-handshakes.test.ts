// The pass over TLS handshakes: what it finds of each connection is what a look at that connection says; the list is sorted and follows what is shown.
import { expect, test } from 'vitest';
import { TlsList } from '../../../../src-main/engine/answers/tls/tls-list';
import { AllRows } from '../../../../src-main/engine/document/shown-rows';
import { TlsHandshakes } from '../../../../src-main/engine/passes/tls-handshakes';
import { TlsFinder } from '../../../../src-main/engine/passes/tls-finder';
import { CaptureDocument } from '../../../../src-main/engine/document/document';
import type { TlsHandshake } from '../../../../src-main/ipc/contracts/tls-contract';
import { handshakeFile } from '../../../fixtures/handshakes';
import { readLooks } from '../../../fixtures/tls-look-facts';
import { HANDSHAKES } from '../../../network/handshakes/handshakes.mjs';

async function found(path: string): Promise<TlsHandshakes> {
  const opened = await CaptureDocument.open(path);
  if (!opened.ok) throw new Error(opened.problem.kind);
  const { document } = opened;
  await document.read({ progress: () => undefined, stopped: () => false });
  const handshakes = new TlsHandshakes();
  const finder = new TlsFinder(document, (one, rows) => handshakes.add(one, rows));
  finder.look(document.frames);
  while (finder.waiting > 0) finder.settle();
  document.close();
  return handshakes;
}

test.each(HANDSHAKES.map(({ id }) => id))('%s is found as a look at it tells', async (id) => {
  const looks = (await readLooks(handshakeFile(id))).flatMap((look) => (look ? [look] : []));
  const { list } = await found(handshakeFile(id));
  expect(
    list
      .toSorted((x, y) => x.flow - y.flow)
      .map(({ flow, outcome, version, cipher, serverName, ja4, roundTrips, daysLeft }) => ({
        ...{ flow, outcome, version, cipher, serverName, ja4, roundTrips, daysLeft },
      })),
  ).toEqual(
    looks.map(({ flow, outcome, chosen: { version, cipher }, serverName, ja4, roundTrips, daysLeft }) => ({
      ...{ flow, outcome, version, cipher, serverName, ja4, roundTrips, daysLeft },
    })),
  );
});

const handshake = (flow: number, more: Partial<TlsHandshake>): TlsHandshake => ({
  ...{ flow, stream: flow, frame: 1 + flow, client: 'a', server: 'b', serverName: '', version: 'TLS 1.3', cipher: '' },
  ...{ group: '', alpn: '', resumed: 'no', outcome: 'complete', roundTrips: 1, daysLeft: null, ja4: '', problems: [] },
  ...more,
});

test('is sorted with problems first, unknown values last, and follows the packet list', () => {
  const handshakes = new TlsHandshakes();
  handshakes.add(handshake(0, {}), [0]);
  handshakes.add(handshake(1, { problems: ['expired'], daysLeft: -3 }), [1]);
  handshakes.add(handshake(2, { outcome: 'timeout' }), [2]);
  handshakes.add(handshake(3, { outcome: 'alert', daysLeft: 9 }), [3, 4]);
  const list = new TlsList(handshakes);
  const all = { list: 0, shown: new AllRows({ count: 9 }), isFiltered: false };
  const flows = (sort: 'problems' | 'daysLeft', descending: boolean, shown = all): number[] =>
    list.rows({ sort, descending, displayed: true, from: 0, count: 9 }, shown).map(({ flow }) => flow);
  expect(flows('problems', false)).toEqual([3, 2, 1, 0]);
  expect(flows('daysLeft', false)).toEqual([1, 3, 0, 2]);
  expect(flows('daysLeft', true)).toEqual([3, 1, 0, 2]);
  const only = {
    list: 1,
    isFiltered: true,
    shown: { count: 1, at: () => 4, indexOf: (row: number) => (row === 4 ? 0 : -1) },
  };
  expect(flows('problems', false, only as unknown as typeof all)).toEqual([3]);
  expect(list.summary(true, only)).toMatchObject({ total: 1, found: 4, outcomes: { alert: 1 } });
  expect(list.rowOf(1, { sort: 'problems', descending: false, displayed: false }, only)).toBe(2);
  // the newest look at a connection counts
  handshakes.add(handshake(2, { outcome: 'complete' }), [2]);
  expect(list.summary(false, all).outcomes).toEqual({ alert: 1, complete: 3 });
});
