// What the timeline tells beside the segments: requests and responses over their segments, and the look-up before the connection.
import { expect, onTestFinished, test } from 'vitest';
import { CaptureDocument } from '../../../../src-main/engine/document/document';
import { findMessages } from '../../../../src-main/engine/document/messages/message-finder';
import { Timelines } from '../../../../src-main/engine/answers/timelines';
import type { TimelineRow } from '../../../../src-main/ipc/contracts/engine-contract';
import { ethernet, ipv4, ipv4Bytes, pcapFile, udp } from '../../../fixtures/make-capture';
import { dnsMessage, dnsName, dnsQuestion, dnsRecord } from '../../../fixtures/sample-names';
import { talk, talkFrames } from '../../../fixtures/make-talk';
import { save } from '../captures';
import { ask, loaded, until } from '../open-session';

/** A capture whose messages have been found. */
async function found(path: string): Promise<Timelines> {
  const opened = await CaptureDocument.open(path);
  if (!opened.ok) throw new Error(opened.problem.kind);
  const { document } = opened;
  onTestFinished(() => document.close());
  await document.read({ progress: () => undefined, stopped: () => false });
  await findMessages(document);
  return new Timelines(document);
}

/** Of each row: marks of the bar and texts of one end. */
const saidOf = (rows: readonly TimelineRow[], side: 'saidA' | 'saidB'): string[] =>
  rows.map((row) => {
    const said = row[side];
    if (said === null) return '';
    const texts = said.messages.map(({ text, bytes, ns }) => `${text} ${bytes} ${ns}`).join('; ');
    return `${said.before ? '^' : ''}${texts}${said.more > 0 ? ` +${said.more}` : ''}${said.after ? 'v' : ''}`;
  });

const rowsOf = (timelines: Timelines): TimelineRow[] => timelines.rows(0, [], 0, 100, false);

test('a message goes from its first segment to its last', async () => {
  const timelines = await found(
    save(
      talk([
        '>GET /a HTTP/1.1\r\nHost: h\r\n',
        '>\r\n',
        '<HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab',
        '<cde\r\n0\r\n\r\n',
        '>POST /b HTTP/1.1\r\nContent-Length: 2\r\n\r\nxyHEAD /c HTTP/1.1\r\n\r\n',
        '<HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n',
      ]),
    ),
  );
  const rows = rowsOf(timelines);
  expect(saidOf(rows, 'saidA').slice(2)).toEqual(['GET /a 0 nullv', '^', '', '', 'POST /b 2 null; HEAD /c 0 null', '']);
  expect(saidOf(rows, 'saidB').slice(2)).toEqual([
    '',
    '',
    '200 OK 5 2000000000v',
    '^',
    '',
    '404 Not Found 0 1000000000',
  ]);
  expect(timelines.summary(0, [])).toMatchObject({ messages: 5, lookUp: null });
});

test('a fold tells of the first few, and counts the others', async () => {
  const said = Array.from({ length: 20 }, (_, i) => [
    `>GET /${i} HTTP/1.1\r\n\r\n`,
    '<HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na',
  ]).flat();
  const rows = rowsOf(await found(save(talk(said))));
  // the first request ends the handshake
  const fold = rows.find(({ kind }) => kind === 'fold');
  expect(fold?.saidA).toMatchObject({ before: false, after: false, more: 16 });
  expect(fold?.saidA?.messages.map(({ text }) => text)).toEqual(['GET /1', 'GET /2', 'GET /3']);
});

const sent = (answer: boolean, client: string, id: number, name: string): Uint8Array => {
  const questions = [dnsQuestion(dnsName(name), 1)];
  const answers = answer ? [dnsRecord(1, ipv4Bytes('10.0.0.2'))] : [];
  const message = dnsMessage({ id, questions, answers, flags: answer ? 0x8180 : 0x0100 });
  return answer
    ? ethernet({}, ipv4({ src: '10.0.0.53', dst: client }, udp({ srcPort: 53, dstPort: 5000 }, message)))
    : ethernet({}, ipv4({ src: client, dst: '10.0.0.53' }, udp({ srcPort: 5000, dstPort: 53 }, message)));
};

test('the last answer to this client before the connection is told', async () => {
  const frames = [
    sent(false, '10.0.0.1', 1, 'old.example'),
    sent(true, '10.0.0.1', 1, 'old.example'),
    sent(false, '10.0.0.1', 2, 'new.example'),
    sent(true, '10.0.0.1', 2, 'new.example'),
    sent(true, '10.0.0.9', 3, 'another.example'),
    ...talkFrames(['>GET / HTTP/1.1\r\n\r\n']),
    sent(true, '10.0.0.1', 4, 'later.example'),
  ];
  const session = await loaded(
    save(pcapFile(frames.map((bytes, i) => ({ bytes, sec: 1_700_000_000, nano: i * 1e6 })))),
  );
  await until('the names', () => session.status().passes.some(({ id, state }) => id === 'names' && state === 'done'));
  const flow = session.usableFlows.flow(session.usableDocument.analysis.flowOfRow(5));
  expect(ask(session, 'timeline', { flow: flow?.id ?? -1, unfolded: [] }).lookUp).toEqual({
    name: 'new.example',
    address: '10.0.0.2',
    frame: 4,
    tookNs: 1e6,
    beforeNs: 2e6,
  });
});
