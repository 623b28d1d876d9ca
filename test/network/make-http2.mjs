// `node test/network/make-http2.mjs`: records test/fixtures/http2: nghttpd answering nghttp and curl without TLS, on the loopback device of a network namespace of
// its own. Needs root, Linux and Debian's nghttp2-client and nghttp2-server.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inRoot, IS_LINUX, IS_ROOT, runScript, say, Stop, which } from '../../native/project.mjs';

const FILE = inRoot('test/fixtures/http2/prior-knowledge.pcap');
const PORT = 8080;
const URL = `http://127.0.0.1:${PORT}`;
const LONG = `x-long: ${'b'.repeat(40)}`;

/** One after the other: many streams with tables, an upgrade, content and cookies, a block in two frames. */
const CLIENTS = [
  ['nghttp', '-n', '-m', '2', '-H', LONG, `${URL}/index.html`, `${URL}/big.txt`, `${URL}/none`],
  ['nghttp', '-nu', `${URL}/index.html`],
  ['curl', '-s', '--http2-prior-knowledge', '-H', 'cookie: a=b; c=d', '-d', 'posted', `${URL}/index.html`],
  ['nghttp', '-n', '--continuation', `${URL}/index.html`],
];

await runScript(async () => {
  if (!IS_LINUX || !IS_ROOT) throw new Stop('the capture is made in a network namespace: run this as root on Linux.');
  for (const program of ['nghttp', 'nghttpd', 'curl', 'tcpdump'])
    if (which(program) === null) throw new Stop(`make-http2 needs ${program}.`);
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'synscope-http2-'));
  const space = `synhttp2${process.pid}`;
  const inside = (args) => spawn('ip', ['netns', 'exec', space, ...args], { cwd: work, stdio: 'ignore' });
  const ended = (child) => new Promise((done) => child.once('exit', done));
  fs.mkdirSync(path.dirname(FILE), { recursive: true });
  fs.writeFileSync(path.join(work, 'index.html'), '<html>hello</html>\n');
  fs.writeFileSync(path.join(work, 'big.txt'), 'a'.repeat(3000));
  try {
    execFileSync('ip', ['netns', 'add', space]);
    execFileSync('ip', ['-n', space, 'link', 'set', 'lo', 'up']);
    const servers = [
      inside(['tcpdump', '-i', 'lo', '-w', FILE, '-U', '--immediate-mode', '-Z', 'root', `tcp port ${PORT}`]),
      inside(['nghttpd', '--no-tls', '-d', work, '--trailer', 'x-sum: 12', String(PORT)]),
    ];
    await wait(1000);
    for (const client of CLIENTS) await Promise.race([ended(inside(client)), wait(5000)]);
    await wait(500);
    for (const server of servers) server.kill('SIGINT');
    await Promise.all(servers.map(ended));
    say(`${fs.statSync(FILE).size} bytes`);
  } finally {
    execFileSync('ip', ['netns', 'del', space], { stdio: 'ignore' });
    fs.rmSync(work, { recursive: true, force: true });
  }
});
