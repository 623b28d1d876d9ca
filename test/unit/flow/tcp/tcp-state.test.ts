// RFC 9293's states as an observer steps through them.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as S from '../../../../src-main/flow/tcp/tcp-state';

const { SEG_SYN: SYN, SEG_ACK: ACK, SEG_FIN: FIN, SEG_RST: RST, SEG_ACKS_SYN: OF_SYN, SEG_ACKS_FIN: OF_FIN } = S;

type Names = [sender: string, receiver: string];
/** [sender, receiver] before, the segment, [sender, receiver] after. */
const STEPS: [Names, number, Names][] = [
  [['CLOSED', 'LISTEN'], SYN, ['SYN-SENT', 'SYN-RECEIVED']],
  [['CLOSED', 'CLOSED'], SYN, ['SYN-SENT', 'CLOSED']],
  [['CLOSED', 'UNKNOWN'], SYN, ['SYN-SENT', 'UNKNOWN']],
  [['CLOSED', 'SYN-SENT'], SYN, ['SYN-RECEIVED', 'SYN-RECEIVED']],
  [['SYN-SENT', 'SYN-RECEIVED'], SYN, ['SYN-SENT', 'SYN-RECEIVED']],
  [['SYN-RECEIVED', 'SYN-SENT'], SYN | ACK | OF_SYN, ['SYN-RECEIVED', 'ESTABLISHED']],
  [['SYN-RECEIVED', 'SYN-SENT'], SYN | ACK, ['SYN-RECEIVED', 'SYN-SENT']],
  [['UNKNOWN', 'UNKNOWN'], SYN | ACK, ['SYN-RECEIVED', 'ESTABLISHED']],
  [['ESTABLISHED', 'SYN-RECEIVED'], ACK | OF_SYN, ['ESTABLISHED', 'ESTABLISHED']],
  [['ESTABLISHED', 'SYN-RECEIVED'], ACK, ['ESTABLISHED', 'SYN-RECEIVED']],
  [['SYN-SENT', 'UNKNOWN'], ACK, ['ESTABLISHED', 'ESTABLISHED']],
  [['UNKNOWN', 'UNKNOWN'], ACK, ['ESTABLISHED', 'ESTABLISHED']],
  [['CLOSED', 'CLOSED'], ACK, ['CLOSED', 'CLOSED']],
  [['ESTABLISHED', 'ESTABLISHED'], FIN | ACK, ['FIN-WAIT-1', 'CLOSE-WAIT']],
  [['CLOSE-WAIT', 'FIN-WAIT-1'], ACK | OF_FIN, ['CLOSE-WAIT', 'FIN-WAIT-2']],
  [['CLOSE-WAIT', 'FIN-WAIT-1'], FIN | ACK | OF_FIN, ['LAST-ACK', 'TIME-WAIT']],
  [['CLOSE-WAIT', 'FIN-WAIT-2'], FIN | ACK | OF_FIN, ['LAST-ACK', 'TIME-WAIT']],
  [['CLOSE-WAIT', 'FIN-WAIT-1'], FIN | ACK, ['CLOSING', 'CLOSING']],
  [['CLOSING', 'CLOSING'], ACK | OF_FIN, ['CLOSING', 'TIME-WAIT']],
  [['TIME-WAIT', 'CLOSING'], ACK | OF_FIN, ['TIME-WAIT', 'TIME-WAIT']],
  [['TIME-WAIT', 'LAST-ACK'], ACK | OF_FIN, ['TIME-WAIT', 'CLOSED']],
  [['LAST-ACK', 'TIME-WAIT'], FIN | ACK | OF_FIN, ['LAST-ACK', 'TIME-WAIT']],
  [['ESTABLISHED', 'FIN-WAIT-1'], RST, ['CLOSED', 'CLOSED']],
];

const numbers = new Map(Array.from({ length: 12 }, (_, state) => [S.stateName(state) as string, state]));
const state = (name: string): number => numbers.get(name) ?? -1;

test.each(STEPS)('%j, segment %i', (before, segment, after) => {
  const result = S.step(state(before[0]), state(before[1]), segment);
  expect([S.stateName(S.senderOf(result)), S.stateName(S.receiverOf(result))]).toEqual(after);
});

test('every state has a name of its own', () => {
  expect(numbers.size).toBe(12);
});

test('whatever comes, both ends stay in a state', () => {
  const any = fc.integer({ min: 0, max: 11 });
  fc.assert(
    fc.property(any, any, fc.integer({ min: 0, max: 63 }), (sender, receiver, segment) => {
      const result = S.step(sender, receiver, segment);
      expect(S.senderOf(result)).toBeLessThan(12);
      expect(S.receiverOf(result)).toBeLessThan(12);
    }),
  );
});
