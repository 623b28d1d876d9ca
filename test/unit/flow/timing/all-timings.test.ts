// Times and counts of all connections: what the pass finds of each is what its card says, however many are held at a time.
import { describe, expect, test } from 'vitest';
import { Timelines } from '../../../../src-main/engine/answers/timelines';
import { CaptureDocument } from '../../../../src-main/engine/document/document';
import { allTimings } from '../../../../src-main/flow/timing/all-timings';
import type { FlowRow } from '../../../../src-main/ipc/flow-facts';
import type { ConnectionVerdict } from '../../../../src-main/ipc/contracts/verdict-contract';
import { durationShort } from '../../../../src-main/text/duration';
import { situationFile } from '../../../fixtures/situations';
import { SITUATIONS } from '../../../network/situations/situations.mjs';
import { analyseLines } from '../analyse';

const run = (work: Generator<number, void>): number => {
  let steps = 0;
  while (work.next().done !== true) steps++;
  return steps;
};

const text = (ns: number | null): string => durationShort(ns ?? NaN);

/** What a row and a card say, in the words of the card. */
function ofRow(row: FlowRow): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  const { rttClientMinNs, rttServerMinNs, dataSegmentsClient, dataSegmentsServer } = row;
  if (rttClientMinNs !== null)
    out['roundTrip a'] = [rttClientMinNs, row.rttClientMedianNs, row.rttClientP95Ns, row.rttClientMaxNs].map(text);
  if (rttServerMinNs !== null)
    out['roundTrip b'] = [rttServerMinNs, row.rttServerMedianNs, row.rttServerP95Ns, row.rttServerMaxNs].map(text);
  const again = (sent: number, count: number | null, share: number | null): unknown[] => [
    sent,
    count,
    share?.toFixed(1),
  ];
  if (dataSegmentsClient !== null)
    out['again a'] = again(dataSegmentsClient, row.sentAgainClient, row.sentAgainClientShare);
  if (dataSegmentsServer !== null)
    out['again b'] = again(dataSegmentsServer, row.sentAgainServer, row.sentAgainServerShare);
  if ((row.longestIdleNs ?? 0) >= 1e9) out.pauses = text(row.longestIdleNs);
  if (row.thinkMaxNs !== null) out.thinking = [text(row.thinkMedianNs), text(row.thinkMaxNs)];
  if (row.zeroWindowClientNs) out['closed a'] = text(row.zeroWindowClientNs);
  if (row.zeroWindowServerNs) out['closed b'] = text(row.zeroWindowServerNs);
  return out;
}
function ofCard({ numbers, sentences }: ConnectionVerdict): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const { message } of [...numbers, ...sentences]) {
    const { who, ...a } = message.args ?? {};
    if (message.key === 'verdict.number.roundTrip') out[`roundTrip ${who}`] = [a.least, a.median, a.high, a.most];
    if (message.key === 'verdict.number.again') out[`again ${who}`] = [a.sent, a.count, a.percent];
    if (message.key === 'verdict.number.pauses') out.pauses = a.longest;
    if (message.key === 'verdict.number.thinking') out.thinking = [a.median, a.most];
    if (message.key === 'verdict.course.zeroWindow' && a.total !== '0 ns') out[`closed ${who}`] = a.total;
  }
  return out;
}

describe.each(SITUATIONS)('$id', ({ id }) => {
  test.each([1, 1e6])('the list says what the card says; %i rows at a time', async (atATime) => {
    const opened = await CaptureDocument.open(situationFile(id));
    if (!opened.ok) throw new Error(opened.problem.kind);
    const { document } = opened;
    await document.read({ progress: () => undefined, stopped: () => false });
    const { flows, timings } = document.analysis;
    run(allTimings(document.analysis, atATime));
    expect(timings.complete).toBe(true);
    const timelines = new Timelines(document);
    for (let flow = 0; flow < flows.count; flow++)
      if (flows.row(flow).kind === 'tcp') expect(ofRow(flows.row(flow))).toEqual(ofCard(timelines.verdict(flow)));
    document.close();
  });
});

test('all of them, as numbers', () => {
  const analysis = analyseLines([
    '> S at=0',
    '< SA at=20',
    '> A at=21',
    '> PA +100 at=30',
    '< A at=50',
    '< PA +500 at=130',
    '> A at=131 win=0',
    '> A at=331 win=100',
    '> PA +100 at=3331',
    '> PA +100 seq=101 at=3600',
    '< PA +500 ack=201 at=3620',
    '> A at=3621',
  ]);
  expect(analysis.flows.row(0).rttClientMinNs).toBeNull();
  run(allTimings(analysis));
  expect(analysis.flows.row(0)).toMatchObject({
    rttClientMinNs: 20e6,
    rttClientMedianNs: 20e6,
    rttClientMaxNs: 20e6,
    rttServerMinNs: 1e6,
    rttServerP95Ns: 1e6,
    thinkMedianNs: 100e6,
    thinkMaxNs: 289e6,
    longestIdleNs: 3000e6,
    zeroWindowClientNs: 200e6,
    zeroWindowServerNs: 0,
    dataSegmentsClient: 3,
    dataSegmentsServer: 2,
    sentAgainClient: 1,
    sentAgainServer: 0,
    sentAgainClientShare: 33.333,
    sentAgainServerShare: 0,
  });
});

test('others have their turn in a long connection, and one without packets is none', () => {
  const lines = Array.from({ length: 5000 }, (_, i) => `> PA +1 at=${i}`);
  expect(run(allTimings(analyseLines(lines)))).toBeGreaterThan(4);
  expect(run(allTimings(analyseLines([])))).toBe(0);
});
