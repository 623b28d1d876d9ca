// The frames that files are cut into, against tshark: how many, when, how long. Made with tshark 4.0.17.
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createBatch } from '../../src-main/formats/batch';
import { FRAME_NO_TIME } from '../../src-main/memory/frame-batch';
import { openCapture } from '../../src-main/formats/detect';
import { captureFiles, corpusFolder, corpusLacks, named } from '../fixtures/corpus';
import { tshark, tsharkVersion } from './tshark';

const corpus = corpusFolder();
const version = tsharkVersion();
const COLUMNS = ['frame.number', 'frame.time_epoch', 'frame.len', 'frame.cap_len'];

/** DIFFERENCES.md, "Files", says why. A file that is listed and does not differ is a failure too. */
const DIFFERENT: Record<string, string[]> = {
  unsupported: [
    'packetlife/snoop-working-ccm7.cap',
    'tcptrace/finger.netm.gz',
    'tcptrace/http.epeek7.gz',
    'tcptrace/nlanr.tsh.gz',
  ],
  'fraction of a second above one': [
    'PcapPlusPlus/clusterfuzz-testcase-FuzzTarget-5781142119907328',
    'PcapPlusPlus/clusterfuzz-testcase-minimized-FuzzTarget-5468403752632320',
    'PcapPlusPlus/clusterfuzz-testcase-minimized-FuzzTarget-5723611632762880',
    'tcpflow/bug8.pcap',
  ],
  'record layout guessed otherwise': [
    'PcapPlusPlus/clusterfuzz-testcase-minimized-FuzzTarget-5766899836387328',
    'PcapPlusPlus/crash-exception-cast-constructed-record',
    'PcapPlusPlus/igmplayer',
  ],
  'link type unknown to tshark': [
    'tcpdump/frf16_magic_ie-oobr.pcap',
    'tcpdump/juniper_es_oobr.pcap',
    'tcpdump/vtp_asan-2.pcap',
  ],
};
const known = new Map(Object.entries(DIFFERENT).flatMap(([why, files]) => files.map((file) => [file, why])));

/** Our rows in tshark's form, and whether the file was refused or found damaged. */
async function ourFrames(path: string): Promise<{ rows: string[]; complaint: boolean; refused: boolean }> {
  const opened = await openCapture(path);
  if (!opened.ok) return { rows: [], complaint: true, refused: true };
  const { reader, source } = opened;
  const batch = createBatch();
  const rows: string[] = [];
  let result = reader.next(batch);
  for (; result.kind === 'frames'; result = reader.next(batch))
    for (let i = 0; i < batch.count; i++) {
      const time = `${batch.timeSec[i]}.${String(batch.timeNano[i]).padStart(9, '0')}`;
      const shown = batch.flags[i] & FRAME_NO_TIME ? '' : time;
      rows.push([rows.length + 1, shown, batch.originalLen[i], batch.capturedLen[i]].join('\t'));
    }
  source.close();
  return { rows, complaint: result.kind === 'damage', refused: false };
}

function firstDifference(ours: string[], theirs: string[]): { ours?: string; theirs?: string } | null {
  for (let i = 0; i < Math.max(ours.length, theirs.length); i++)
    if (ours[i] !== theirs[i]) return { ours: ours[i], theirs: theirs[i] };
  return null;
}

/** Folders of oddities, and a sample of the rest; everything with SYNSCOPE_ORACLE=all (two minutes more). */
function chosen(files: string[]): string[] {
  if (process.env.SYNSCOPE_ORACLE === 'all') return files;
  const odd = /^(pcapng-test-generator|libpcap)\/|clusterfuzz|crash|snoop|\.cap$|\.gz$|\.zst$|endian/;
  return files.filter((file, i) => known.has(file) || odd.test(file) || i % 8 === 0);
}

const missing = corpusLacks(corpus, version);

describe.skipIf(missing !== null)(named(`frames of the corpus as tshark ${version ?? ''} reads them`, missing), () => {
  let cells = 0;
  let files = 0;
  const seen = new Set<string>();
  const captures = corpus ? chosen(captureFiles(corpus)) : [];

  it.concurrent.each(captures)('%s', async (file) => {
    const path = join(corpus ?? '', file);
    const { code, stdout } = await tshark(path, version ?? '', [
      '-n',
      '-T',
      'fields',
      ...COLUMNS.flatMap((c) => ['-e', c]),
    ]);
    const theirs = stdout === '' ? [] : stdout.trimEnd().split('\n');
    expect([0, 2]).toContain(code);
    const ours = await ourFrames(path);
    const why = known.get(file);
    if (why) {
      seen.add(file);
      expect(firstDifference(ours.rows, theirs)).not.toBeNull();
      expect(ours.refused).toBe(why === 'unsupported');
      return;
    }
    expect(firstDifference(ours.rows, theirs)).toBeNull();
    expect(ours.complaint).toBe(code === 2);
    cells += theirs.length * COLUMNS.length;
    files++;
  });

  afterAll(() => {
    console.log(`frames: ${cells} cells of ${files} files equal, ${seen.size} files differ for known reasons`);
  });
});
