// Expert notes of the small corpus, counted, against `tshark -z expert`: as many of each severity, group, protocol and summary.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FrameDissector } from '../../src-main/dissect/dissect';
import { NOTE_KINDS, NoteSink } from '../../src-main/dissect/expert-notes';
import { CaptureDocument } from '../../src-main/engine/document/document';
import { findMessages } from '../../src-main/engine/document/message-finder';
import { DEFAULT_OPTIONS } from '../../src-main/engine/answers/row-options';
import { named } from '../fixtures/corpus';
import { smallCorpus } from '../fixtures/small-corpus';
import { tshark, tsharkVersion } from './tshark';

const version = tsharkVersion();

/** Kinds that tshark says in other words, or counts as something else; DIFFERENCES.md, "Expert notes", says why. */
const IN_OTHER_WORDS: Readonly<Record<string, string>> = {
  'ip.bogus_ip_length': 'error, protocol, IPv4: IPv4 total length exceeds packet length',
  'frame.comment.expert': 'comment, comment, ',
  'quic.coalesced_padding_data': 'note, protocol, QUIC: (Random) padding data',
  'dns.undecoded.type': 'note, undecoded, DNS: Dissector for DNS Type',
  // the first line of each message
  'http.chat': 'chat, sequence, HTTP: ',
};
/** Protocols whose short name in Wireshark is not the text of a column, nor their filter name. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  'IPV6.ROUTING': 'IPv6 Routing',
  LISP: 'LISP Data',
  DHCP: 'DHCP/BOOTP',
  '802.11': 'IEEE 802.11',
};
/** What tshark finds in protocols that are not dissected here is no note of ours. */
const APART = new Set(['_ws.malformed', '_ws.malformed.dissector_bug', '_ws.too_many_layers']);

const QUIETLY = ['-2', '-n', '-q', '-z', 'expert'];

interface Line {
  /** severity, group, protocol: summary */
  text: string;
  count: number;
}

function linesOf(output: string): Line[] {
  let severity = '';
  return output.split('\n').flatMap((line) => {
    severity = /^(Error|Warn|Note|Chat|Comment)s \(/.exec(line)?.[1].toLowerCase() ?? severity;
    const found = /^ +(\d+) +(\S+) +(\S.*?) {2}(\S.*)$/.exec(line);
    if (!found) return [];
    return { text: `${severity}, ${found[2].toLowerCase()}, ${found[3]}: ${found[4]}`, count: Number(found[1]) };
  });
}

async function ours(path: string): Promise<number[]> {
  const counts = NOTE_KINDS.map(() => 0);
  const opened = await CaptureDocument.open(path);
  if (!opened.ok) return counts;
  const { document } = opened;
  await document.read({ progress: () => undefined, stopped: () => false });
  await findMessages(document);
  const sink = new NoteSink();
  const dissector = new FrameDissector(DEFAULT_OPTIONS, sink, (_frame, _layers, error) => {
    throw error;
  });
  for (let row = 0; row < document.frames; row++) {
    dissector.dissect(document.bytes(row), document.context(row));
    for (const kind of sink.found) counts[kind]++;
  }
  document.close();
  return counts;
}

describe.skipIf(version === null)(named("expert notes equal tshark's", version === null ? 'no tshark' : null), () => {
  test('in number, of each kind', async () => {
    if (version === null) throw new Error('unreachable');
    const { folder, files } = smallCorpus();
    const differences: string[] = [];
    const met = new Set<string>();
    for (const file of files) {
      const path = join(folder, file);
      const counts = await ours(path);
      const theirs = linesOf((await tshark(path, version, QUIETLY)).stdout);
      NOTE_KINDS.forEach(({ field, severity, group, protocol }, kind) => {
        if (APART.has(field.abbrev)) return;
        const said =
          IN_OTHER_WORDS[field.abbrev] ?? `${severity}, ${group}, ${SHORT_NAMES[protocol] ?? protocol}: ${field.name}`;
        const lines = theirs.filter(({ text }) => text.startsWith(said));
        const count = lines.reduce((sum, line) => sum + line.count, 0);
        if (count > 0) met.add(field.abbrev);
        if (counts[kind] !== count)
          differences.push(`${file}: ${field.abbrev} (${said}) ours ${counts[kind]}, tshark ${count}`);
      });
    }
    expect(differences).toEqual([]);
    expect(met.size).toBeGreaterThan(10);
  }, 120_000);
});
