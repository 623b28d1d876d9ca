// What is told of a handshake that keys opened: messages by name, the chain that TLS 1.3 hides, what was chosen; without keys as before.
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { Timelines } from '../../../../../src-main/engine/answers/timelines';
import { TlsLooks } from '../../../../../src-main/engine/answers/tls/tls-looks';
import { CaptureDocument } from '../../../../../src-main/engine/document/document';
import { KeyLogFile } from '../../../../../src-main/engine/document/tls/key-log-file';
import { findMessages } from '../../../../../src-main/engine/document/messages/message-finder';
import { TlsFinder } from '../../../../../src-main/engine/passes/tls-finder';
import type { TlsHandshake, TlsLook } from '../../../../../src-main/ipc/contracts/tls-contract';

const at = (name: string): string => fileURLToPath(new URL(`../../../../fixtures/tls-keys/${name}`, import.meta.url));

async function open(name: string, hasKeys = true): Promise<CaptureDocument> {
  const opened = await CaptureDocument.open(at(`${name}.pcap`));
  if (!opened.ok) throw new Error(opened.problem.kind);
  const { document } = opened;
  onTestFinished(() => document.close());
  await document.read({ progress: () => undefined, stopped: () => false });
  if (hasKeys) new KeyLogFile(at(`${name}.keys`), document.keys).read(true);
  await findMessages(document);
  return document;
}
async function lookOf(document: CaptureDocument, flow = 0): Promise<TlsLook> {
  const look = await new TlsLooks(document, new Timelines(document)).look(flow, new AbortController().signal);
  if (look === null) throw new Error('no TLS');
  return look;
}
const names = ({ messages }: TlsLook): string[] =>
  messages.map(({ fromClient, name, says, probably, encrypted }) =>
    [fromClient ? '>' : '<', name, says && `: ${says}`, probably && ` (${probably})`, encrypted ? ' *' : ''].join(''),
  );

test('messages of TLS 1.3 by name, with what they say, and the chain', async () => {
  const document = await open('tls13-mutual');
  const look = await lookOf(document);
  expect(names(look)).toEqual([
    '>Client Hello: TLS 1.3',
    '<Server Hello: TLS 1.3 · TLS_AES_128_GCM_SHA256 · x25519',
    '<Change Cipher Spec',
    '<Encrypted Extensions',
    '<Certificate Request',
    '<Certificate: CN=www.example.org',
    '<Certificate Verify: ecdsa_secp256r1_sha256',
    '<Finished',
    '>Change Cipher Spec',
    '>Certificate: CN=www.example.org',
    '>Certificate Verify: ecdsa_secp256r1_sha256',
    '>Finished',
    '<New Session Ticket',
    '<New Session Ticket',
    '>Alert: Close Notify',
    '<Alert: Close Notify',
  ]);
  expect(look.messages.every(({ probably, encrypted }) => probably === '' && !encrypted)).toBe(true);
  expect(look.chains.map(({ fromClient, certificates }) => [fromClient, certificates.length > 0])).toEqual([
    [false, true],
    [true, true],
  ]);
  expect(look).toMatchObject({ opened: true, outcome: 'complete', closeNotify: { client: 'yes', server: 'yes' } });
  expect(look.chosen.signature).not.toBe('');
  const [said] = look.sentences;
  expect(said.message).toMatchObject({ key: 'tls.say.complete', args: { sure: 'yes' } });
});

test('without keys as before; keys that come later change what is told', async () => {
  const document = await open('tls13-mutual', false);
  const looks = new TlsLooks(document, new Timelines(document));
  const { signal } = new AbortController();
  const before = await looks.look(0, signal);
  expect(before).toMatchObject({ opened: false, chains: [] });
  expect(before?.messages.some(({ probably }) => probably !== '')).toBe(true);
  new KeyLogFile(at('tls13-mutual.keys'), document.keys).read(true);
  await findMessages(document);
  expect(await looks.look(0, signal)).toMatchObject({ opened: true });
});

test('the timeline names what it guessed before', async () => {
  const told = async (hasKeys: boolean): Promise<string[]> => {
    const document = await open('tls13-chacha', hasKeys);
    const rows = new Timelines(document).rows(0, [], 0, 100, false);
    return rows.flatMap((row) =>
      row.kind === 'segment'
        ? row.tls.map(({ name, probably }) => (probably === '' ? name : `probably ${probably}`))
        : [],
    );
  };
  expect((await told(false)).filter((name) => name.startsWith('probably '))).not.toEqual([]);
  const names13 = await told(true);
  expect(names13.filter((name) => name.startsWith('probably '))).toEqual([]);
  for (const name of ['Encrypted Extensions', 'Certificate', 'Certificate Verify', 'Finished', 'New Session Ticket'])
    expect(names13).toContain(name);
});

test('the list tells of the certificate that was hidden', async () => {
  const document = await open('tls13-mutual', false);
  const found: TlsHandshake[] = [];
  const finder = new TlsFinder(document, (handshake) => found.push(handshake));
  finder.look(document.frames);
  while (finder.waiting > 0) finder.settle();
  expect(found.map(({ daysLeft }) => daysLeft)).toEqual([null]);
  expect([...finder.reopen()]).toEqual([]);
  new KeyLogFile(at('tls13-mutual.keys'), document.keys).read(true);
  await findMessages(document);
  expect([...finder.reopen()]).toHaveLength(1);
  expect(found[1].daysLeft).toBeGreaterThan(0);
  expect(found[1].problems).toContain('selfSigned');
  // and once alone
  expect([...finder.reopen()]).toEqual([]);
});

test.each([
  ['tls13-early', 'yes'],
  ['tls13-early-refused', 'no'],
])('%s: whether early data was taken', async (name, taken) => {
  const document = await open(name);
  const flows = document.analysis.flows.count;
  const looks = await Promise.all(Array.from({ length: flows }, (_, flow) => lookOf(document, flow)));
  const said = looks.flatMap(({ sentences }) => sentences).filter(({ message }) => message.key === 'tls.say.early');
  expect(said.map(({ message }) => message.args?.taken)).toContain(taken);
});

test('a version before 1.3: the Finished messages are seen', async () => {
  const look = await lookOf(await open('tls12-gcm'));
  expect(names(look).filter((name) => name.endsWith('Finished'))).toEqual(['>Finished', '<Finished']);
  expect(look.closeNotify).toEqual({ client: 'yes', server: 'yes' });
});

test('requests and responses inside of TLS stand over their segments', async () => {
  const file = fileURLToPath(new URL('../../../../../resources/samples/https.pcapng', import.meta.url));
  const opened = await CaptureDocument.open(file);
  if (!opened.ok) throw new Error(opened.problem.kind);
  const { document } = opened;
  onTestFinished(() => document.close());
  await document.read({ progress: () => undefined, stopped: () => false });
  await findMessages(document);
  const timelines = new Timelines(document);
  const flow = Array.from({ length: document.analysis.flows.count }, (_, id) => id).find(
    (id) => timelines.summary(id, []).messages > 0,
  );
  expect(flow).toBeDefined();
  const said = timelines
    .rows(flow ?? 0, [], 0, 1000, false)
    .flatMap(({ saidA, saidB }) => [
      ...(saidA?.messages ?? []).map((message) => ({ ...message, by: 'a' })),
      ...(saidB?.messages ?? []).map((message) => ({ ...message, by: 'b' })),
    ]);
  expect(said.map(({ by, kind }) => `${by} ${kind}`)).toEqual(['a request', 'b response']);
  expect(said[0].text).toMatch(/^GET \//);
  expect(said[1].text).toMatch(/^\d{3} /);
  expect(said[1].ns).toBeGreaterThan(0);
});
