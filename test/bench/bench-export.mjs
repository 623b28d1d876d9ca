// `npm run bench:export [-- --packets N --connections N --bytes N --seed N --file FILE --only WHAT --runs N]`
// What goes out of a capture, by the command line and by tshark, in turns: packets, tables, a report of 5,000 connections and how a browser
// opens it. Of each the best of three, with the time that processors spent beside it: on a machine that others use, only that one tells.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { CAPTURE_OPTIONS, generate, goal, megabytes } from './bench-common.mjs';
import { ensureBuilt } from '../../native/build.mjs';
import { electronProgram } from '../../native/parts/electron-runtime.mjs';
import { inRoot, runScript, say, Stop, underXvfb, which } from '../../native/project.mjs';

const CLI = inRoot('native/synscope.mjs');
const TIME = '/usr/bin/time';
const FILTER = 'tcp.port == 443';
/** the columns of the packet list, as both print them */
const COLUMNS = [
  ...['frame.number', 'frame.time_relative', 'frame.time_epoch', '_ws.col.Source', '_ws.col.Destination'],
  ...['_ws.col.Protocol', 'frame.len', '_ws.col.Info', 'tcp.stream'],
];
const FIELDS = [
  'frame.number',
  'frame.time_epoch',
  'ip.src',
  'ip.dst',
  'tcp.srcport',
  'tcp.dstport',
  'tcp.seq',
  'tcp.len',
];
const fields = (names) => ['-T', 'fields', '-E', 'separator=,', ...names.flatMap((name) => ['-e', name])];
const REPORT = { packets: '100000', connections: '5000', bytes: '50000000', seed: '1' };

/** What is measured. `least`: how many times faster than tshark it is to be; `rate`: MB of the capture a second. */
const measures = (file, folder) => {
  const to = (name) => ['-w', path.join(folder, name)];
  const packets = (name, ...more) => ['export', 'packets', file, ...to(name), ...more];
  return [
    { name: 'packets: all', own: packets('a.pcapng'), peer: to('b.pcapng'), least: 3, rate: 300 },
    { name: 'packets: filter', own: packets('a.pcapng', '-Y', FILTER), peer: ['-Y', FILTER, ...to('b.pcapng')], least: 3, rate: 300 }, // prettier-ignore
    { name: 'packets: cut', own: packets('a.pcapng', '--cut') },
    { name: 'packets: anonymised', own: packets('a.pcapng', '--anonymise') },
    { name: 'packets: CSV', own: ['packets', file, '--csv'], peer: fields(COLUMNS), least: 5 },
    {
      name: 'fields',
      own: ['fields', file, ...FIELDS.flatMap((name) => ['-e', name])],
      peer: fields(FIELDS),
      least: 5,
    },
    { name: 'connections: CSV', own: ['export', 'flows', file, ...to('x.csv')], peer: ['-q', '-z', 'conv,tcp'] },
  ];
};

await runScript(async () => {
  const only = { only: { type: 'string', default: '' }, runs: { type: 'string', default: '3' } };
  const { values } = parseArgs({ options: { ...CAPTURE_OPTIONS, ...only } });
  if (!fs.existsSync(TIME)) throw new Stop(`${TIME} is needed (Debian: apt install time)`);
  await ensureBuilt();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'synscope-bench-'));
  try {
    const wanted = (name) => name.includes(values.only);
    const tables = measures('', folder).some(({ name }) => wanted(name));
    const file = tables ? (values.file ?? (await generate(path.join(folder, 'bench.pcap'), values))) : '';
    if (tables)
      compare(
        measures(file, folder).filter(({ name }) => wanted(name)),
        file,
        Number(values.runs),
      );
    if (wanted('report')) await report(folder, Number(values.runs));
    return 0;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

function compare(list, file, runs) {
  const size = fs.statSync(file).size;
  say(
    `${megabytes(size)} on ${os.cpus().length} × ${os.cpus()[0]?.model.trim() ?? 'CPU'}, load ${os.loadavg()[0].toFixed(1)}`,
  );
  const tshark = which('tshark');
  const heads = ['Synscope', 'CPU', 'peak', 'MB/s', 'tshark', 'CPU', '×', '× CPU'];
  console.log(`${''.padEnd(20)}${heads.map((head) => head.padStart(10)).join('')}`);
  for (const { name, own, peer, least, rate } of list) {
    const mine = [];
    const theirs = [];
    for (let run = 0; run < runs; run++) {
      mine.push(timed(process.execPath, [CLI, ...own]));
      if (tshark && peer) theirs.push(timed(tshark, ['-n', '-r', file, ...peer]));
    }
    const [a, b] = [best(mine), theirs.length > 0 ? best(theirs) : null];
    const speed = size / 1e6 / a.wall;
    const cells = [`${a.wall.toFixed(2)} s`, `${a.cpu.toFixed(2)} s`, megabytes(a.peak), speed.toFixed(0)];
    if (b) cells.push(`${b.wall.toFixed(2)} s`, `${b.cpu.toFixed(2)} s`, times(b.wall / a.wall), times(b.cpu / a.cpu));
    console.log(name.padEnd(20) + cells.map((cell) => cell.padStart(10)).join(''));
    if (rate) goal(`${name}: ${rate} MB/s or more`, speed >= rate);
    if (least && b) goal(`${name}: ${least} times faster than tshark or more`, b.wall / a.wall >= least);
  }
}

async function report(folder, runs) {
  const file = await generate(path.join(folder, 'report.pcap'), REPORT);
  const html = path.join(folder, 'report.html');
  const made = best(Array.from({ length: runs }, () => timed(process.execPath, [CLI, 'report', file, '-o', html])));
  console.log(`report of 5,000 connections: ${made.wall.toFixed(2)} s, CPU ${made.cpu.toFixed(2)} s, peak ${megabytes(made.peak)}, file ${megabytes(fs.statSync(html).size)}`); // prettier-ignore
  goal('report of 5,000 connections: HTML within 20 s', made.wall <= 20);
  goal('report of 5,000 connections: within 500 MB', made.peak <= 500e6);
  const [program, ...args] = underXvfb([electronProgram(), '--no-sandbox', inRoot('test/bench/open-report.cjs'), html]);
  const opened = Array.from({ length: runs }, () => {
    const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
    if (status !== 0) throw new Stop(`the report could not be opened:\n${stderr}`);
    return JSON.parse(stdout.trim().split('\n').at(-1));
  }).sort((a, b) => a.shown - b.shown)[0];
  console.log(`in a browser: loaded in ${opened.loaded.toFixed(0)} ms, first paint at ${opened.painted.toFixed(0)} ms`);
  goal('report: a browser opens it within 3 s', Math.max(opened.loaded, opened.shown) <= 3000);
}

function times(value) {
  return value.toFixed(1);
}

/** The run that took least, and the least of what processors spent. */
function best(runs) {
  return {
    wall: Math.min(...runs.map(({ wall }) => wall)),
    cpu: Math.min(...runs.map(({ cpu }) => cpu)),
    peak: Math.max(...runs.map(({ peak }) => peak)),
  };
}

/** Seconds that a program takes and its processors spend, and the most memory in bytes that it held; what it prints goes nowhere. */
function timed(program, args) {
  const { status, stderr } = spawnSync(TIME, ['-f', 'took %e %U %S %M', program, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  const took = /^took (\S+) (\S+) (\S+) (\S+)$/m.exec(stderr);
  if (status !== 0 || !took) throw new Stop(`${program} ${args.join(' ')}:\n${stderr}`);
  const [wall, user, system, kilobytes] = took.slice(1).map(Number);
  return { wall, cpu: user + system, peak: kilobytes * 1024 };
}
