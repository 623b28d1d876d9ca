// `export` and `check` on the command line: what they write, what they refuse, and how they end.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { NG_COMMENT, pcapFile, pcapng } from '../../fixtures/make-capture';
import { concat, ethernet, ipv4, tcp } from '../../fixtures/make-packet';
import { tempFolder } from '../../fixtures/temp-folder';
import { cli } from './run-cli';

const LOST = join(import.meta.dirname, '../../../resources/samples/lost.pcapng');
const HTTPS = join(import.meta.dirname, '../../../resources/samples/https.pcapng');
const REFUSED = join(import.meta.dirname, '../../../resources/samples/refused.pcapng');
const segment = (srcPort: number): Uint8Array =>
  ethernet({}, ipv4({ src: '10.1.2.3', dst: '10.1.2.4' }, tcp({ srcPort, dstPort: 80, flags: 'S', seq: 1 })));

/** pcapng of either byte order, with all that stands beside packets. */
function everything(bigEndian: boolean): string {
  const ng = pcapng(bigEndian);
  const file = join(tempFolder(), 'everything.pcapng');
  const name = concat(
    ng.u16(1),
    ng.u16(9),
    Uint8Array.of(10, 1, 2, 3),
    new TextEncoder().encode('host\0'),
    new Uint8Array(3),
    ng.u32(0),
  );
  const blocks = [
    ng.section([[NG_COMMENT, 'of the file']]),
    ng.interface({
      options: [
        [2, 'eth7'],
        [NG_COMMENT, 'of the interface'],
      ],
    }),
    ng.block(4, name),
    ng.enhanced({
      bytes: segment(1),
      options: [
        [NG_COMMENT, 'of a packet'],
        [2, ng.u32(1)],
      ],
    }),
    ng.simple(segment(2)),
    ng.enhanced({ bytes: segment(3) }),
    ng.block(0x0bad, concat(ng.u32(7), segment(4))),
  ];
  writeFileSync(file, concat(...blocks));
  return file;
}

describe('export packets', () => {
  it.each([false, true])('keeps what stands beside packets (big-endian: %s)', async (bigEndian) => {
    const file = everything(bigEndian);
    const out = join(tempFolder(), 'out.pcapng');
    const { code, err } = await cli('export', 'packets', file, '-w', out);
    expect([code, err]).toEqual([
      0,
      'synscope: 1 record was left out because it holds something other than a packet.\n',
    ]);
    const fields = ['-e', 'frame.comment', '-e', 'frame.interface_name', '-e', 'frame.time_epoch', '-e', 'tcp.srcport'];
    const before = await cli('fields', file, '-Y', 'tcp', ...fields);
    expect((await cli('fields', out, ...fields)).out).toBe(before.out);
    expect(before.out).toContain('of a packet\teth7');
    const bytes = readFileSync(out);
    for (const text of ['of the file', 'of the interface', 'host']) expect(bytes.includes(text)).toBe(true);
    expect((await cli('export', 'packets', file, '-w', out, '--anonymise')).code).toBe(0);
    for (const text of ['of the', 'of a packet', 'host', 'eth7']) expect(readFileSync(out).includes(text)).toBe(false);
  });

  it('chooses by number, connection and filter; pcap says what it cannot keep', async () => {
    const file = everything(false);
    const out = join(tempFolder(), 'out.pcap');
    const ports = async (...options: string[]): Promise<string> => {
      const { code } = await cli('export', 'packets', file, '-w', out, ...options);
      return `${code} ${(await cli('fields', out, '-e', 'tcp.srcport')).out.trim().replaceAll('\n', ' ')}`;
    };
    expect(await ports('--range', '2-')).toBe('0 2 3');
    expect(await ports('--stream', '0', '--stream', '2')).toBe('0 1 3');
    expect(await ports('-Y', 'tcp.srcport >= 2', '--range', '1-2')).toBe('0 2');
    const { err } = await cli('export', 'packets', file, '-w', out);
    expect(err).toContain('1 packet has no time');
    expect(err).toContain('1 packet had comments');
    expect(err).toContain('1 name of addresses');
  });

  it('with a key, addresses become the same again', async () => {
    const folder = tempFolder();
    const file = everything(false);
    const [key, a, b] = ['key', 'a.pcapng', 'b.pcapng'].map((name) => join(folder, name));
    for (const out of [a, b])
      expect((await cli('export', 'packets', file, '-w', out, '--anonymise', '--key-file', key)).code).toBe(0);
    expect(readFileSync(a)).toEqual(readFileSync(b));
    expect((await cli('export', 'packets', file, '-w', b, '--anonymise')).code).toBe(0);
    expect(readFileSync(a)).not.toEqual(readFileSync(b));
    writeFileSync(key, 'no key');
    expect((await cli('export', 'packets', file, '-w', b, '--anonymise', '--key-file', key)).code).toBe(2);
  });

  it.each<[string, number, string, (folder: string, file: string) => string[]]>([
    ['no output', 2, 'no output file', (_, file) => [file]],
    ['itself', 2, 'is the capture itself', (_, file) => [file, '-w', file]],
    [
      'payloads',
      2,
      'cannot be kept',
      (folder, file) => [file, '-w', join(folder, 'x'), '--anonymise', '--keep-payload'],
    ],
    ['no range', 2, 'not a list', (folder, file) => [file, '-w', join(folder, 'x'), '--range', '5-1']],
    ['no folder', 1, 'ENOENT', (folder, file) => [file, '-w', join(folder, 'no', 'x.pcapng')]],
    ['a folder', 1, 'EISDIR', (folder, file) => [file, '-w', join(folder, 'folder')]],
  ])('refuses %s, and leaves nothing', async (_, exit, words, args) => {
    const folder = tempFolder();
    const file = join(folder, 'in.pcap');
    writeFileSync(file, pcapFile([segment(1)]));
    mkdirSync(join(folder, 'folder'));
    const { code, err } = await cli('export', 'packets', ...args(folder, file));
    expect([code, err]).toEqual([exit, expect.stringContaining(words)]);
    expect(readdirSync(folder).sort()).toEqual(['folder', 'in.pcap']);
  });

  it('several link types are no pcap', async () => {
    const ng = pcapng();
    const folder = tempFolder();
    const file = join(folder, 'in.pcapng');
    const second = ng.enhanced({ bytes: segment(2).subarray(14), interfaceId: 1 });
    writeFileSync(
      file,
      concat(ng.section(), ng.interface(), ng.interface({ linkType: 101 }), ng.enhanced({ bytes: segment(1) }), second),
    );
    const { code, err } = await cli('export', 'packets', file, '-w', join(folder, 'x.pcap'));
    expect([code, err]).toEqual([1, expect.stringContaining('several link types')]);
    expect(existsSync(join(folder, 'x.pcap'))).toBe(false);
    expect((await cli('export', 'packets', file, '-w', join(folder, 'x.pcapng'))).code).toBe(0);
  });
});

describe('export flows', () => {
  it.each(['csv', 'tsv', 'json', 'ndjson'])('%s', async (ending) => {
    const out = join(tempFolder(), `flows.${ending}`);
    expect((await cli('export', 'flows', LOST, '-w', out)).code).toBe(0);
    expect(readFileSync(out, 'utf8')).toContain('192.168.1.20');
  });
  it.each([LOST, HTTPS])('Parquet: the same values', async (capture) => {
    const folder = tempFolder();
    const [parquet, json] = [join(folder, 'x.parquet'), join(folder, 'x.json')];
    await cli('export', 'flows', capture, '-w', parquet);
    await cli('export', 'flows', capture, '-w', json);
    const bytes = readFileSync(parquet);
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
    const rows = (await parquetReadObjects({ file })).map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([key, value]) => [
          key,
          typeof value === 'bigint' ? Number(value) : (value as unknown),
        ]),
      ),
    );
    expect(rows).toEqual(JSON.parse(readFileSync(json, 'utf8')));
    // what passes find is there, too
    expect(rows[0].sentAgainClientShare).not.toBeNull();
    expect(rows[0].tlsServerName).toBe(capture === HTTPS ? 'www.example.org' : null);
  });
});

describe('check', () => {
  it('kept: 0; exceeded: 3', async () => {
    const kept = await cli('check', LOST, '--max-resets', '0', '--max-retransmission-percent', '50');
    expect([kept.code, kept.out]).toEqual([0, expect.stringContaining('All limits are kept (2 checked).')]);
    const broken = await cli('check', REFUSED, '--max-refused', '0', '--max-handshake-ms', '5', '--format', 'json');
    expect(broken.code).toBe(3);
    expect(JSON.parse(broken.out)).toMatchObject({
      passed: false,
      rules: [
        { rule: 'handshake-ms', value: null, passed: true },
        { rule: 'refused', limit: 0, value: 1, passed: false, examples: [{ stream: 0, packet: 1 }] },
      ],
    });
  });
  it('limits out of a file; options go before it; JUnit', async () => {
    const folder = tempFolder();
    const rules = join(folder, 'rules.yaml');
    const evil = join(folder, 'a<b>&"\'\u202e.pcapng');
    writeFileSync(evil, readFileSync(REFUSED));
    writeFileSync(rules, '# limits\nrefused: 0\nresets: 3\n');
    const broken = await cli('check', evil, '--rules', rules, '--format', 'junit');
    expect(broken.code).toBe(3);
    expect(broken.out).toContain('<testsuites tests="2" failures="1">');
    expect(broken.out).toContain('a&lt;b&gt;&amp;&quot;&apos;\\u{202e}.pcapng" tests="2" failures="1">');
    expect(broken.out).toContain('<failure type="limit" message="connections that were refused: 1, at most 0">');
    expect((await cli('check', evil, '--rules', rules, '--max-refused', '1')).code).toBe(0);
  });
  it.each<[string, string, string]>([
    ['no rule', 'resetz: 1\n', 'Did you mean resets?'],
    ['no number', 'resets: many\n', 'the limit of resets is not valid'],
    ['no YAML', 'resets: [1\n', 'line 2'],
    ['a list', '- resets\n', 'not a list of limits'],
    ['aliases', 'a: &a [1]\nresets: *a\n', 'not a list of limits'],
  ])('%s in the file: 2', async (_, text, words) => {
    const rules = join(tempFolder(), 'rules.yaml');
    writeFileSync(rules, text);
    expect(await cli('check', LOST, '--rules', rules)).toMatchObject({
      code: 2,
      err: expect.stringContaining(words) as string,
    });
  });
  it('no limits, no number: 2', async () => {
    expect((await cli('check', LOST)).code).toBe(2);
    expect((await cli('check', LOST, '--max-resets', 'x')).code).toBe(2);
    expect((await cli('check', LOST, '--max-resets=-1')).code).toBe(2);
  });
});

describe('export objects', () => {
  it('lists and saves what was transferred, under names that lead nowhere', async () => {
    const say = (from: number, seq: number, ack: number, text: string): Uint8Array => {
      const [src, dst] = from === 80 ? ['10.1.2.4', '10.1.2.3'] : ['10.1.2.3', '10.1.2.4'];
      const header = { srcPort: from, dstPort: from === 80 ? 4000 : 80, flags: 'PA', seq, ack };
      return ethernet({}, ipv4({ src, dst }, tcp(header, new TextEncoder().encode(text))));
    };
    const ask = 'GET /a/..%2f..\\..\\con?x HTTP/1.1\r\nHost: evil\r\n\r\n';
    const answer = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nhello';
    const folder = tempFolder();
    const file = join(folder, 'http.pcap');
    writeFileSync(file, pcapFile([say(4000, 1, 1, ask), say(80, 1, 1 + ask.length, answer)]));
    const listed = await cli('export', 'objects', file);
    expect(listed).toMatchObject({ code: 0, out: '2\tevil\ttext/html\t5\t2-2f..-..-con.html\t\n' });
    const to = join(folder, 'out');
    expect((await cli('export', 'objects', file, '--folder', to)).code).toBe(0);
    expect(readdirSync(to)).toEqual(['2-2f..-..-con.html']);
    expect(readFileSync(join(to, '2-2f..-..-con.html'), 'utf8')).toBe('hello');
    expect((await cli('export', 'objects', LOST, '-Y', 'tcp.srcport == 1')).err).toContain('nothing was transferred');
  });
});

/** What only the messages of streams, TLS handshakes and times of whole connections tell. */
const LATER = [
  ['test/fixtures/recorded/dns-tcp.pcap', 'dns.qry.name'],
  ['test/fixtures/http2/prior-knowledge.pcap', 'http2.headers.status'],
  ['resources/samples/https.pcapng', 'tls.handshake.type == 11'],
  ['resources/samples/https.pcapng', 'synscope.tls.version == "TLS 1.3"'],
  ['resources/samples/window.pcapng', 'synscope.client_rtt_max > 0'],
] as const;

it.each(LATER)('%s: exports the packets that are listed, %s', async (name, filter) => {
  const file = join(import.meta.dirname, '../../..', name);
  const out = join(tempFolder(), 'out.pcapng');
  const listed = (await cli('packets', file, '-Y', filter)).out.trim().split('\n').length;
  expect(listed).toBeGreaterThan(0);
  expect((await cli('export', 'packets', file, '-Y', filter, '-w', out)).code).toBe(0);
  expect((await cli('packets', out)).out.trim().split('\n')).toHaveLength(listed);
});
