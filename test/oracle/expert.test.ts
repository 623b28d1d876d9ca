// Expert notes of the small corpus, counted, against `tshark -z expert`: as many of each severity, group, protocol and summary.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { registry } from '../../src-main/dissect/protocols/registry';
import { FrameDissector } from '../../src-main/dissect/dissect';
import { NOTE_KINDS, NoteSink } from '../../src-main/dissect/expert-notes';
import { CaptureDocument } from '../../src-main/engine/document/document';
import { findMessages } from '../../src-main/engine/document/messages/message-finder';
import { DEFAULT_OPTIONS } from '../../src-main/engine/answers/row-options';
import { captureFiles, corpusFolder, corpusLacks, named } from '../fixtures/corpus';
import { smallCorpus } from '../fixtures/small-corpus';
import { tshark, tsharkVersion } from './tshark';

const version = tsharkVersion();

/** Kinds that tshark says in other words, or counts as something else; DIFFERENCES.md, "Expert notes", says why. */
const IN_OTHER_WORDS: Readonly<Record<string, string>> = {
  'ip.bogus_ip_length': 'error, protocol, IPv4: IPv4 total length exceeds packet length',
  'frame.comment.expert': 'comment, comment, ',
  'quic.coalesced_padding_data': 'note, protocol, QUIC: (Random) padding data',
  'dns.undecoded.type': 'note, undecoded, DNS: Dissector for DNS Type',
  'ip.ttl.lncb': 'note, sequence, IPv4: "Time To Live" != ',
  'ip.ttl.too_small': 'note, sequence, IPv4: "Time To Live" only ',
  'eth.padding_bad': "note, protocol, Ethertype: Didn't find padding of zeros",
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
/** The same where it depends on the packet in which words tshark says it. */
const ALSO: Readonly<Record<string, RegExp>> = {
  'tcp.option.len.invalid': /^note, sequence, TCP: .* option goes past end of options\)$/,
};

/** Why there are more or fewer of a kind, by what else tshark notes; DIFFERENCES.md, "HTTP" and "QUIC". */
function isExplained(abbrev: string, more: number, theirs: readonly Line[]): boolean {
  const has = (pattern: RegExp): boolean => theirs.some(({ text }) => pattern.test(text));
  // what was cut is dissected again when it is sent again
  if (abbrev === 'http.chat') return more < 0 && has(/ TCP: This frame is a \(suspected\) .*retransmission/);
  return abbrev === 'quic.coalesced_padding_data' && more > 0 && has(/^warn, decryption, QUIC: /);
}

/** Short names of the protocols that are dissected here. */
const OURS = new Set(
  registry.protocols.flatMap(({ abbrev, column }) => {
    const name = typeof column === 'string' ? column : abbrev.toUpperCase();
    return [name, SHORT_NAMES[name] ?? name];
  }),
);
/** Notes of these that are not made here; DIFFERENCES.md, "Expert notes", says why. */
const NOT_MADE: readonly RegExp[] = [
  /: Malformed Packet \(Exception occurred\)$/,
  / ICMP: No response seen to ICMP request$/,
  / ESP: Wrong Sequence Number for SPI /,
  / DHCPv6: Hopcount of most inner message /,
  / QUIC: (?:Failed to |Unknown QUIC connection|This QUIC frame has a reused stream offset)/,
  / Frame: Arrival Time: Fractional second /,
  / HTTP: Illegal characters found in header name$/,
  / FR: Frame relay lapf not yet implemented$/,
];
const isNotMade = (text: string): boolean =>
  !OURS.has(/, ([^,]*?): /.exec(text)?.[1] ?? '') || NOT_MADE.some((pattern) => pattern.test(text));

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

/** Null: its format is not read. */
async function ours(path: string): Promise<number[] | null> {
  const counts = NOTE_KINDS.map(() => 0);
  const opened = await CaptureDocument.open(path);
  if (!opened.ok) return null;
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

/** What is compared, added up: notes by kind in our words, and what differs. */
class Comparison {
  readonly counts = new Map<string, number>();
  readonly differences: string[] = [];

  async add(path: string, file: string): Promise<void> {
    const counts = await ours(path);
    if (counts === null) return;
    const rest = linesOf((await tshark(path, version ?? '', QUIETLY)).stdout);
    NOTE_KINDS.forEach(({ field, severity, group, protocol }, kind) => {
      if (APART.has(field.abbrev)) return;
      const said =
        IN_OTHER_WORDS[field.abbrev] ?? `${severity}, ${group}, ${SHORT_NAMES[protocol] ?? protocol}: ${field.name}`;
      let count = 0;
      for (const line of rest) {
        if (!line.text.startsWith(said) && !ALSO[field.abbrev]?.test(line.text)) continue;
        count += line.count;
        line.count = 0;
      }
      if (count > 0) this.counts.set(field.abbrev, (this.counts.get(field.abbrev) ?? 0) + count);
      if (counts[kind] !== count && !isExplained(field.abbrev, counts[kind] - count, rest))
        this.differences.push(`${file}: ${field.abbrev} (${said}) ours ${counts[kind]}, tshark ${count}`);
    });
    for (const { text, count } of rest)
      if (count > 0 && !isNotMade(text)) this.differences.push(`${file}: ${text}: tshark ${count}`);
  }

  print(): void {
    const kinds = [...this.counts].sort(([, a], [, b]) => b - a).map(([name, count]) => `${name} ${count}`);
    console.log(`expert notes, ${kinds.length} kinds: ${kinds.join(', ')}`);
  }
}

const corpus = corpusFolder();
const lacks = corpusLacks(corpus, version);
/** Every n-th file of the corpus, of so many bytes at most. */
const SAMPLE = { every: 12, bytes: 100_000 };

describe.skipIf(version === null)(named("expert notes equal tshark's", version === null ? 'no tshark' : null), () => {
  test('in number, of each kind', { timeout: 120_000 }, async () => {
    const { folder, files } = smallCorpus();
    const comparison = new Comparison();
    for (const file of files) await comparison.add(join(folder, file), file);
    comparison.print();
    expect(comparison.differences).toEqual([]);
    expect(comparison.counts.size).toBeGreaterThan(10);
  });

  test.skipIf(lacks !== null)(named('in a sample of the corpus', lacks), { timeout: 120_000 }, async () => {
    const small = captureFiles(corpus ?? '').filter((file) => statSync(join(corpus ?? '', file)).size <= SAMPLE.bytes);
    const comparison = new Comparison();
    for (const file of small.filter((_, i) => i % SAMPLE.every === 0))
      await comparison.add(join(corpus ?? '', file), file);
    comparison.print();
    expect(comparison.differences).toEqual([]);
  });
});
