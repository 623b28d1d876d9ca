// Who refused or reset: the end itself or something on the way in its name, by the TTL that packets came with.
import { connectionVerdict } from '../../../../src-main/flow/verdict/connection-verdict';
import { expect, test } from 'vitest';
import { hopsOf, sameSender } from '../../../../src-main/flow/verdict/distance';
import { FlowTimeline } from '../../../../src-main/flow/timeline/timeline';
import { analyse, conversation } from '../analyse';
import { BLIND, checksOf, sentencesOf } from './said';

const TTL_AT = 14 + 8;
/** Frames of these lines, those of the server with `ttl`, those with R with `resetTtl`. */
function frames(lines: string[], ttl: number, resetTtl: number, ports: [number, number]): Uint8Array[] {
  return conversation(lines, ports).frames.map((frame, i) => {
    if (lines[i].startsWith('<')) frame[TTL_AT] = lines[i].includes('R') ? resetTtl : ttl;
    return frame;
  });
}

function refused(synAckTtl: number, resetTtl: number): FlowTimeline {
  const all = [
    ...frames(['> S', '< SA', '> A'], synAckTtl, 0, [40000, 80]),
    ...frames(['> S', '< RA'], 0, resetTtl, [40001, 81]),
  ];
  return new FlowTimeline(analyse(all), 1);
}

test.each([
  [64, 0],
  [63, 1],
  [127, 1],
  [128, 0],
  [255, 0],
  [52, 12],
  [30, 2],
])('TTL %i: %i routers', (ttl, hops) => expect(hopsOf(ttl)).toBe(hops));

test('systems that begin with another TTL are as far away as before', () => {
  expect(sameSender(52, 52)).toBe('same');
  expect(sameSender(52, 116)).toBe('same');
  expect(sameSender(52, 61)).toBe('other');
  expect(sameSender(52, 0)).toBe('unknown');
});

test('the host itself refused', () => {
  const verdict = connectionVerdict(refused(52, 52), BLIND);
  expect(sentencesOf(verdict, 'en')[1]).toBe(
    'Probably by the host itself: the RST came with TTL 52, as a SYN-ACK of this host did (TTL 52). [5 2]',
  );
  expect(checksOf(verdict, 'en')).toEqual([
    'On 10.0.0.2: whether a service listens on port 81 at this address, and whether its own firewall rejects the client.',
  ]);
});

test('something on the way refused', () => {
  const verdict = connectionVerdict(refused(52, 61), BLIND);
  expect(sentencesOf(verdict, 'zh-CN')[1]).toBe(
    '很可能不是目标主机自己，而是途中的设备拒绝的：RST 的 TTL 为 61，而该主机 SYN-ACK 的 TTL 为 52。 [5 2]',
  );
  expect(checksOf(verdict, 'en')).toEqual([
    'The rules of the firewalls and load balancers between the capture and 10.0.0.2, for port 81.',
  ]);
});

test.each([
  [52, 52, 2],
  [52, 116, 2],
  [52, 61, 3],
])('segments with TTL %i, then a reset with TTL %i', (ttl, resetTtl, sentences) => {
  const lines = ['> S', '< SA', '> A', '> PA +9', '< RA'];
  const verdict = connectionVerdict(new FlowTimeline(analyse(frames(lines, ttl, resetTtl, [40000, 80])), 0), BLIND);
  const ends = sentencesOf(verdict, 'en').filter((_, i) => verdict.sentences[i].part !== 'opening');
  expect(ends).toHaveLength(sentences);
  if (sentences === 3)
    expect(ends[2]).toBe(
      'The RST came with TTL 61, the segment of the server before it with TTL 52: probably something on the way sent it. [5 2]',
    );
});
