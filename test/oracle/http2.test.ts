// HTTP/2 without TLS against tshark with its defaults: every field of every frame, of connections that were made with nghttp and curl.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FieldReader } from '../../src-main/engine/answers/field-reader';
import { registry } from '../../src-main/dissect/protocols/registry';
import { packetRows } from '../../src-main/engine/answers/packet-rows';
import { DEFAULT_OPTIONS } from '../../src-main/engine/answers/row-options';
import { CaptureDocument } from '../../src-main/engine/document/document';
import { findMessages } from '../../src-main/engine/document/messages/message-finder';
import { corpusFolder, named } from '../fixtures/corpus';
import { fieldOf } from '../fixtures/dissect-frame';
import { tsharkFields, tsharkVersion } from './tshark';

const version = tsharkVersion();
const missing = version === null ? 'no tshark' : null;
const own = fileURLToPath(new URL('../fixtures/http2', import.meta.url));
const corpus = corpusFolder();

const FIELDS = [...registry.fields()]
  .filter(({ abbrev, type }) => abbrev.startsWith('http2.') && type !== 'protocol')
  .map(({ abbrev }) => abbrev);
const BESIDE = [
  'tcp.segment_data',
  'tcp.reassembled_in',
  '_ws.col.Protocol',
  '_ws.col.Info',
  '_ws.malformed',
  'frame.protocols',
];

const escaped = (text: string): string => text.replace(/[\b\t\n\f\r]/g, (c) => `\\${'btnfr'['\b\t\n\f\r'.indexOf(c)]}`);

/** A response that ends HTTP/1 in this connection. */
const UPGRADE = /^HTTP\/1.1 101 /;

/** Differences that are meant: DIFFERENCES.md, "HTTP/2". */
function isExplained(field: string, ours: string, theirs: string, protocols: string, info: string): boolean {
  // settings in a header field of HTTP/1, and frames in the segment of the 101
  if (!protocols.includes('http2') || UPGRADE.test(info)) return ours === '';
  // the content put together out of its frames is not shown a second time
  return field === 'http2.data.data' && theirs.startsWith(ours.split(',')[0]) && theirs.length > ours.length;
}

async function compared(file: string): Promise<{ found: string[]; frames: number }> {
  const theirs = await tsharkFields(file, version ?? '', [...FIELDS, ...BESIDE], []);
  const result = await CaptureDocument.open(file);
  if (!result.ok) throw new Error(result.problem.kind);
  const { document } = result;
  onTestFinished(() => document.close());
  await document.read({ progress: () => undefined, stopped: () => false });
  await findMessages(document);
  const reader = new FieldReader(document, FIELDS.map(fieldOf), DEFAULT_OPTIONS);
  const rows = packetRows(document, 0, document.frames);
  const found: string[] = [];
  let frames = 0;
  for (let row = 0; row < document.frames; row++) {
    const mine = reader.row(row).map((values) => escaped(values.join(',')));
    const their = theirs.rows[row];
    frames += mine[FIELDS.indexOf('http2.type')].split(',').filter((type) => type !== '').length;
    const protocols = their[FIELDS.length + 5] ?? '';
    FIELDS.forEach((field, k) => {
      if (isExplained(field, mine[k], their[k] ?? '', protocols, rows.info[row])) return;
      if (mine[k] !== (their[k] ?? ''))
        found.push(`${row + 1} ${field}: ${mine[k].slice(0, 150)} / ${their[k]?.slice(0, 150)}`);
    });
    const info = their[FIELDS.length + 3] ?? '';
    // what the content is, its own dissectors say there
    const theirRow = `${their[FIELDS.length + 2]} ${info}`.replace(/ \([\w/+-]+\)/g, '').trim();
    if (
      theirRow.startsWith('HTTP2') &&
      !UPGRADE.test(rows.info[row]) &&
      `${rows.protocol[row]} ${rows.info[row]}` !== theirRow
    )
      found.push(`${row + 1} row: ${rows.protocol[row]} ${rows.info[row]} / ${theirRow}`);
  }
  return { found, frames };
}

describe.skipIf(missing !== null)(named("HTTP/2 equals tshark's", missing), () => {
  it('of nghttp and curl', async () => {
    const { found, frames } = await compared(join(own, 'prior-knowledge.pcap'));
    expect(found).toEqual([]);
    expect(frames).toBeGreaterThan(40);
  });
  it.skipIf(corpus === null)('behind an upgrade', async () => {
    const { found, frames } = await compared(join(corpus ?? '', 'scapy/http2_h2c.pcap'));
    expect(found).toEqual([]);
    expect(frames).toBeGreaterThan(8);
  });
});
