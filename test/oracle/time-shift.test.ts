// Shifted times against `editcap -t`: what tshark reads of what that writes is what we show of the original, and what it reads of what we write.
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { reportBug } from '../../src-main/engine/base/bug-log';
import { AllRows } from '../../src-main/engine/document/shown-rows';
import { CaptureDocument } from '../../src-main/engine/document/document';
import { exportSource } from '../../src-main/engine/exports/export-source';
import { scopeRows } from '../../src-main/engine/exports/scope-rows';
import { exportPackets } from '../../src-main/report/export-packets';
import { parseOffset } from '../../src-renderer/format/time-shift';
import { epoch } from '../../src-main/text/time';
import { named } from '../fixtures/corpus';
import { tempFolder } from '../fixtures/temp-folder';
import { tsharkFields, tsharkVersion } from './tshark';

const version = tsharkVersion();
const hasEditcap = spawnSync('editcap', ['--version']).status === 0;
const lacks = version === null || !hasEditcap ? 'no tshark, or no editcap' : null;
const SAMPLE = join(import.meta.dirname, '../../resources/samples/https.pcapng');

test.skipIf(lacks !== null).each(['3600', '-3600.5', '0.000000001', '86400.123456789', '-1700000000'])(
  named('by %s s', lacks),
  async (offset) => {
    const folder = tempFolder();
    const theirs = join(folder, 'theirs.pcapng');
    execFileSync('editcap', ['-t', offset, SAMPLE, theirs]);
    const opened = await CaptureDocument.open(SAMPLE, { timeShift: parseOffset(offset) ?? undefined });
    if (!opened.ok) throw new Error(opened.problem.kind);
    const { document } = opened;
    await document.read({ progress: () => undefined, stopped: () => false });
    const { columns } = document;
    const times = async (file: string): Promise<string[]> =>
      (await tsharkFields(file, String(version), ['frame.time_epoch'], [])).rows.map(([time]) => time);
    const expected = await times(theirs);
    const shown = Array.from({ length: columns.count }, (_, row) =>
      epoch({ sec: columns.timeSec(row), nano: columns.timeNano(row) }, 9),
    );
    expect(shown).toEqual(expected);
    for (const format of ['pcap', 'pcapng'] as const) {
      const ours = join(folder, `ours.${format}`);
      const end = await exportPackets(
        exportSource(document),
        scopeRows(document, new AllRows(columns), { by: 'all' }),
        {
          ...{ path: ours, format, cut: false, anonymise: false, application: 'test', report: reportBug },
          ...{ progress: () => undefined, stopped: () => false },
        },
      );
      expect(end).toMatchObject({ kind: 'written', items: columns.count });
      expect(await times(ours)).toEqual(expected);
    }
    document.close();
  },
);
