// `node test/bench/bench-export.mjs [--packets N] [--connections N] [--bytes N] [--seed N] [--file FILE]`
// Exports packets and tables of one capture by the command line and by tshark, and compares: MB a second of the capture, and how much faster.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { CAPTURE_OPTIONS, generate } from './bench-common.mjs';
import { ensureBuilt } from '../../native/build.mjs';
import { inRoot, runScript, say, which } from '../../native/project.mjs';

const TABLE = ['frame.number', 'frame.time_relative', '_ws.col.Source', '_ws.col.Destination', '_ws.col.Protocol'];
const CLI = inRoot('native/synscope.mjs');

await runScript(async () => {
  const { values } = parseArgs({ options: CAPTURE_OPTIONS });
  await ensureBuilt();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'synscope-bench-'));
  try {
    const file = values.file ?? (await generate(path.join(folder, 'bench.pcap'), values));
    say(
      `${(fs.statSync(file).size / 1e6).toFixed(0)} MB on ${os.cpus().length} × ${os.cpus()[0]?.model.trim() ?? 'CPU'}`,
    );
    const out = path.join(folder, 'out.pcapng');
    const filter = 'tcp.port == 443';
    const rows = [
      ['all packets', ['export', 'packets', file, '-w', out], ['-w', out]],
      [filter, ['export', 'packets', file, '-w', out, '-Y', filter], ['-Y', filter, '-w', out]],
      ['headers only', ['export', 'packets', file, '-w', out, '--cut'], null],
      ['anonymised', ['export', 'packets', file, '-w', out, '--anonymise'], null],
      ['connections, CSV', ['export', 'flows', file, '-w', path.join(folder, 'x.csv')], ['-q', '-z', 'conv,tcp']],
      [
        'packets, lines',
        ['packets', file],
        ['-T', 'fields', ...TABLE.flatMap((field) => ['-e', field]), '-e', '_ws.col.Info'],
      ],
    ];
    const tshark = which('tshark');
    console.log(
      `${''.padEnd(20)}${'Synscope'.padStart(12)}${'MB/s'.padStart(8)}${'tshark'.padStart(12)}${'×'.padStart(8)}`,
    );
    for (const [name, ours, theirs] of rows) {
      const own = timed(process.execPath, [CLI, ...ours]);
      const other = tshark && theirs ? timed(tshark, ['-n', '-r', file, ...theirs]) : null;
      const rate = (fs.statSync(file).size / 1e6 / own).toFixed(0);
      const times = other === null ? '' : (other / own).toFixed(1);
      const theirText = other === null ? '' : `${other.toFixed(2)} s`;
      console.log(
        `${name.padEnd(20)}${`${own.toFixed(2)} s`.padStart(12)}${rate.padStart(8)}${theirText.padStart(12)}${times.padStart(8)}`,
      );
    }
    return 0;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

/** Seconds that a program takes; what it prints goes nowhere. */
function timed(program, args) {
  const begun = performance.now();
  const { status, stderr } = spawnSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
  return (performance.now() - begun) / 1000;
}
