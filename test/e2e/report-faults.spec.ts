// Reports that the window cannot write, or that nobody wants any more: said in words of its language, nothing left under any name. A capture
// that vanishes meanwhile is told of all the same.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import { generateCapture } from '../bench/generate';
import { REPORT_FORMATS } from '../../src-main/ipc/contracts/report-contract';
import { type App, expect, loaded, sample, test } from './app';
import { saveTo } from './export-tools';
import { prefer } from './window-tools';

/** Only root may mount a disk that is soon full. */
const MAY_MOUNT = process.platform === 'linux' && process.getuid?.() === 0;
const WORDS = {
  en: { refused: 'could not be written: the system refused it', full: 'could not be written: the disk is full' },
  'zh-CN': { refused: '系统拒绝', full: '磁盘已满' },
} as const;

async function previewed(app: App): Promise<void> {
  await expect(app.part('report-preview')).toHaveAttribute('data-stale', 'false');
}
async function save(app: App, format: string, file: string): Promise<void> {
  await saveTo(app, file);
  await app.part('report-format').selectOption(format);
  await app.part('report-save').click();
}
async function refused(app: App, words: string, file: string): Promise<void> {
  await expect(app.part('report-problem')).toContainText(words);
  await expect(app.part('report-problem')).toContainText(file);
  await expect(app.part('report-save')).toBeEnabled();
}

test('no such folder, a full disk, a capture that has vanished', async ({ start, folder }) => {
  const capture = path.join(folder, 'capture.pcapng');
  copyFileSync(sample('refused'), capture);
  const app = await start({ file: capture });
  await loaded(app);
  await app.menu('report');
  await previewed(app);
  const small = path.join(folder, 'small');
  mkdirSync(small);
  if (MAY_MOUNT) execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8k', 'tmpfs', small]);
  try {
    for (const language of ['en', 'zh-CN'] as const) {
      await prefer(app, { language });
      await previewed(app);
      for (const format of language === 'en' ? REPORT_FORMATS : (['pdf', 'docx'] as const)) {
        const nowhere = path.join(folder, 'no', `such.${format}`);
        await save(app, format, nowhere);
        await refused(app, WORDS[language].refused, nowhere);
        if (!MAY_MOUNT) continue;
        const file = path.join(small, `report.${format}`);
        await save(app, format, file);
        // of Markdown a picture is what finds no room
        await refused(app, WORDS[language].full, format === 'md' ? small : file);
        expect([format, readdirSync(small)]).toEqual([format, []]);
      }
      await app.picture(`report-refused-${language}`);
    }
  } finally {
    if (MAY_MOUNT) execFileSync('umount', ['--lazy', small]);
  }
  unlinkSync(capture);
  for (const format of ['pdf', 'docx']) {
    const file = path.join(folder, `report.${format}`);
    await save(app, format, file);
    await expect.poll(() => existsSync(file)).toBe(true);
    await expect(app.part('report-save')).toBeEnabled();
    expect(readFileSync(file).length).toBeGreaterThan(1000);
  }
  expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
});

test('given up: nothing is written, and nothing has to be said', async ({ start, folder }) => {
  const capture = path.join(folder, 'many.pcap');
  generateCapture(capture, { packets: 40_000, connections: 3000, bytes: 8_000_000, seed: 5 });
  const app = await start({ file: capture });
  await loaded(app);
  await app.menu('report');
  await app.part('report-scope').selectOption('all');
  await previewed(app);
  for (const format of ['pdf', 'docx']) {
    const file = path.join(folder, `report.${format}`);
    await save(app, format, file);
    await app.part('report-stop').click();
    await expect(app.part('report-save')).toBeEnabled();
    await expect(app.part('report-problem')).toHaveCount(0);
    expect(readdirSync(folder).filter((name) => name.includes('report'))).toEqual([]);
  }
});
