// TLS among the segments of a timeline: which message in which segment, the phase of the handshake, what is told of its flights.
import { expect, onTestFinished, test } from 'vitest';
import { Timelines } from '../../../../../src-main/engine/answers/timelines';
import { CaptureDocument } from '../../../../../src-main/engine/document/document';
import { tlsText } from '../../../../../src-main/i18n/tls-text';
import { translateMessage } from '../../../../../src-main/i18n/translate';
import type { Timeline } from '../../../../../src-main/ipc/contracts/engine-contract';
import { handshakeFile } from '../../../../fixtures/handshakes';
import { talk } from '../../../../fixtures/make-talk';
import { save } from '../../captures';

const say = (message: { key: string; args?: Record<string, string | number> }): string =>
  translateMessage('en', message);

async function opened(path: string): Promise<Timelines> {
  const found = await CaptureDocument.open(path);
  if (!found.ok) throw new Error(found.problem.kind);
  onTestFinished(() => found.document.close());
  await found.document.read({ progress: () => undefined, stopped: () => false });
  return new Timelines(found.document);
}

/** Packets with messages of TLS, each with what it says. */
const told = (timelines: Timelines, flow = 0): string[] =>
  timelines
    .rows(flow, [], 0, 200, false)
    .flatMap((row) =>
      row.kind === 'segment' && row.tls.length > 0
        ? [`${row.frame} ${row.tls.map((message) => tlsText(message, say)).join(' | ')}`]
        : [],
    );
const phases = ({ phases: all }: Timeline): string[] =>
  all.map(({ kind, firstFrame, lastFrame, title }) => `${kind} ${firstFrame}-${lastFrame} ${say(title)}`);

test('TLS 1.3: what is hidden is told as probable, the phase is what the handshake took', async () => {
  const timelines = await opened(handshakeFile('tls13'));
  expect(told(timelines).slice(0, 3)).toEqual([
    '4 Client Hello: TLS 1.3, TLS 1.2, TLS 1.1, TLS 1.0 · www.example.org · h2, http/1.1',
    '6 Server Hello: TLS 1.3 · TLS_AES_256_GCM_SHA384 · x25519 | Change Cipher Spec | probably Encrypted Extensions | probably Certificate | probably Certificate Verify | probably Finished',
    '8 Change Cipher Spec | probably Finished',
  ]);
  const timeline = timelines.summary(0, []);
  expect(phases(timeline).slice(0, 3)).toEqual([
    'handshake 1-3 TCP handshake',
    'tls 4-8 TLS 1.3 · 1-RTT',
    'data 9-22 data · 14 segments',
  ]);
  expect(timeline.phases[1].durationNs).toBe(19_048_961);
  expect(timeline.phases[1].notes.map(({ key, args }) => [key, args])).toEqual([
    ['timeline.tls.trips', { trips: 1 }],
    ['timeline.tls.flight', { bytes: 881, records: 6, window: 14_600, fits: 'yes' }],
  ]);
});

test('TLS 1.2: the certificate, the ticket, the goodbye', async () => {
  const timelines = await opened(handshakeFile('tls12-chain'));
  expect(told(timelines)).toEqual([
    '4 Client Hello: TLS 1.3, TLS 1.2, TLS 1.1, TLS 1.0 · www.example.org',
    '6 Server Hello: TLS 1.2 · TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384 | Certificate: CN=www.example.org, O=示例 | Server Key Exchange: x25519 | Server Hello Done',
    '8 Client Key Exchange | Change Cipher Spec | probably Finished',
    '10 New Session Ticket | Change Cipher Spec | probably Finished',
    '13 probably Close Notify',
    '18 probably Close Notify',
  ]);
  expect(phases(timelines.summary(0, []))[1]).toBe('tls 4-10 TLS 1.2 · 2-RTT');
});

test('one that failed says how, and has the acknowledgement of it', async () => {
  const timelines = await opened(handshakeFile('no-cipher'));
  expect(told(timelines).at(-1)).toBe('6 Alert: Handshake Failure');
  expect(phases(timelines.summary(0, [])).slice(1, 3)).toEqual([
    'tls 4-7 TLS · refused by an alert',
    expect.stringMatching(/^teardown/),
  ]);
});

test('after STARTTLS the phase begins with TLS, and what is no TLS has none', async () => {
  const turned = await opened(handshakeFile('starttls'));
  expect(phases(turned.summary(0, [])).map((phase) => phase.split(' ')[0])).toEqual(
    expect.arrayContaining(['handshake', 'data', 'tls']),
  );
  const plain = await opened(save(talk(['>GET / HTTP/1.1\r\n\r\n', '<HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'])));
  const timeline = plain.summary(0, []);
  expect([told(plain), timeline.tlsSegments, timeline.phases.some(({ kind }) => kind === 'tls')]).toEqual([
    [],
    0,
    false,
  ]);
});
