// Which DNS messages belong together: against a slow twin that remembers everything, in a worker, and out of fragments.
import { describe, expect, it } from 'vitest';
import type { DnsLink } from '../../../../src-main/dissect/contract/context';
import { Analysis, nothingShared } from '../../../../src-main/flow/capture-index';
import { AnalysisView } from '../../../../src-main/flow/capture-index-view';
import { RecentKeys } from '../../../../src-main/flow/messages/recent-keys';
import { concat, ethernet, ipv4, udp } from '../../../fixtures/make-packet';
import { dnsMessage, dnsName, dnsQuestion } from '../../../fixtures/sample-names';
import { analyse, batchOf } from '../analyse';

const A = dnsQuestion(dnsName('ab'), 1);
interface Sent {
  id: number;
  isResponse: boolean;
  /** of the client */
  port: number;
  /** ns */
  time: number;
}
const frameOf = ({ id, isResponse, port }: Sent): Uint8Array => {
  const message = dnsMessage({ id, flags: isResponse ? 0x8180 : 0x100, questions: [A] });
  return isResponse
    ? ethernet({}, ipv4({ src: '10.0.0.2', dst: '10.0.0.1' }, udp({ srcPort: 53, dstPort: port }, message)))
    : ethernet({}, ipv4({ src: '10.0.0.1', dst: '10.0.0.2' }, udp({ srcPort: port, dstPort: 53 }, message)));
};

/** The same rules over lists of everything: number of the other frame, and whether it is the same message again. */
function twin(all: readonly Sent[]): { other: number; again: boolean }[] {
  const found = all.map(() => ({ other: 0, again: false }));
  all.forEach((sent, i) => {
    let query = -1;
    for (let k = i - 1; k >= 0 && query < 0; k--)
      if (!all[k].isResponse && !found[k].again && all[k].id === sent.id && all[k].port === sent.port) query = k;
    if (sent.isResponse) {
      if (query < 0) return;
      const first = found[query].other;
      found[i] = first > 0 ? { other: first, again: true } : { other: query + 1, again: false };
      if (first === 0) found[query].other = i + 1;
    } else if (query >= 0 && found[query].other === 0 && sent.time - all[query].time < 5e9)
      found[i] = { other: query + 1, again: true };
  });
  return found;
}

/** Numbers below `n`, always the same ones. */
function random(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}
function conversation(seed: number, count: number): Sent[] {
  const next = random(seed);
  let time = 0;
  return Array.from({ length: count }, () => {
    time += next(4) * 1e9;
    return { id: next(3), isResponse: next(2) === 1, port: 4000 + next(2), time };
  });
}
const linkOf = (link: DnsLink | null): { other: number; again: boolean } | null =>
  link && { other: link.other, again: link.again };

describe('messages of two conversations with three numbers', () => {
  it.each(Array.from({ length: 20 }, (_, i) => i + 1))('as the twin links them (%i)', (seed) => {
    const all = conversation(seed, 120);
    const analysis = analyse(
      all.map(frameOf),
      all.map(({ time }) => time),
    );
    expect(all.map((_, row) => linkOf(analysis.dnsLink(row)))).toEqual(twin(all));
  });
});

it('a response tells when its query came', () => {
  const sent = [
    { id: 1, isResponse: false, port: 4000, time: 0 },
    { id: 1, isResponse: true, port: 4000, time: 2_500_000_000 },
  ];
  const analysis = analyse(
    sent.map(frameOf),
    sent.map(({ time }) => time),
  );
  expect(analysis.dnsLink(1)).toEqual({ other: 1, again: false, time: { sec: 1_700_000_000, nano: 0 } });
  expect(analysis.dnsLink(0)).toEqual({ other: 2, again: false, time: null });
});

it('what is no DNS is linked to nothing', () => {
  const frames = [
    ethernet({}, ipv4({}, udp({ dstPort: 5000 }, dnsMessage({})))),
    ethernet({}, ipv4({}, udp({}, Uint8Array.of(0, 1)))),
  ];
  const analysis = analyse(frames);
  expect(frames.map((_, row) => analysis.dnsLink(row))).toEqual([null, null]);
});

it('a worker knows the response that came after it was told of the query', () => {
  const analysis = Analysis.create();
  const view = new AnalysisView();
  const shared = nothingShared();
  analysis.addBatch(batchOf([frameOf({ id: 1, isResponse: false, port: 4000, time: 0 })]), [{ linkType: 1 }]);
  view.take(analysis.share(shared));
  expect(linkOf(view.dnsLink(0))).toEqual({ other: 0, again: false });
  analysis.addBatch(batchOf([frameOf({ id: 1, isResponse: true, port: 4000, time: 0 })]), [{ linkType: 1 }]);
  view.take(analysis.share(shared));
  expect(linkOf(view.dnsLink(0))).toEqual({ other: 2, again: false });
  expect(linkOf(view.dnsLink(1))).toEqual({ other: 1, again: false });
});

it('a response in fragments belongs to the frame that completes it', () => {
  const segment = udp(
    { srcPort: 53, dstPort: 4000, checksum: 0 },
    concat(dnsMessage({ id: 1, questions: [A] }), new Uint8Array(40)),
  );
  const part = (from: number, to: number, more: boolean): Uint8Array =>
    ethernet(
      {},
      ipv4(
        { src: '10.0.0.2', dst: '10.0.0.1', protocol: 17, id: 7, moreFragments: more, fragmentOffset: from / 8 },
        segment.bytes.subarray(from, to),
      ),
    );
  const analysis = analyse([
    frameOf({ id: 1, isResponse: false, port: 4000, time: 0 }),
    part(0, 24, true),
    part(24, segment.bytes.length, false),
  ]);
  expect([0, 1, 2].map((row) => linkOf(analysis.dnsLink(row)))).toEqual([
    { other: 3, again: false },
    null,
    { other: 1, again: false },
  ]);
});

describe('pairs that were set last', () => {
  it('are found with the number that they had last, old ones are forgotten', () => {
    const keys = new RecentKeys();
    const many = 400_000;
    for (let i = 0; i < many; i++) keys.set(i, i % 7, i);
    for (let i = many - 131_072; i < many; i++) if (keys.get(i, i % 7) !== i) expect(i).toBe(keys.get(i, i % 7));
    expect(keys.get(0, 0)).toBe(-1);
    expect(keys.get(many - 1, 8)).toBe(-1);
    keys.set(5, 5, 17);
    keys.set(5, 5, 18);
    expect(keys.get(5, 5)).toBe(18);
    expect(keys.byteLength).toBeLessThan(8_000_000);
  });
});
