import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'vitest';
import { CaptureDocument } from '../../../../src-main/engine/document/document';
import { isFlagged } from '../../../../src-main/dissect/contract/analysis-flags';
import { captureFiles, corpusFolder } from '../../../fixtures/corpus';
test('all', { timeout: 600000 }, async () => {
  const folder = corpusFolder()!;
  const lines: string[] = [];
  for (const name of captureFiles(folder)) {
    const opened = await CaptureDocument.open(join(folder, name));
    if (!opened.ok) continue;
    const { document } = opened;
    await document.read({ progress: () => undefined, stopped: () => false });
    const { analysis } = document;
    const counts: Record<string, string[]> = {};
    let flagged = 0,
      tcp = 0;
    const t = performance.now();
    for (let row = 0; row < document.frames; row++) {
      if (document.columns.streamKind(row) !== 'tcp') continue;
      tcp++;
      if (isFlagged(document.columns.analysis(row))) flagged++;
      for (const o of document.context(row).opinions()) (counts[o.kind] ??= []).push(`${row + 1}<${o.frames}`);
    }
    if (tcp)
      lines.push(
        `${name} tcp=${tcp} flagged=${flagged} ms=${Math.round(performance.now() - t)} ` +
          Object.entries(counts)
            .map(([k, v]) => `${k}:${v.length}[${v.slice(0, 4).join(' ')}]`)
            .join(' '),
      );
    document.close();
  }
  writeFileSync('/tmp/opinion-corpus.txt', lines.join('\n'));
});
