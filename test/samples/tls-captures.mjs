// Makes the captures in test/fixtures/tls: OpenSSL's server and client on the loopback device of a network namespace of their own. Needs root and
// Linux; certificates and keys are made anew each time and thrown away. `node test/samples/tls-captures.mjs [ID …]`
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inRoot, IS_LINUX, IS_ROOT, runScript, say, Stop } from '../../native/project.mjs';

const FOLDER = inRoot('test/fixtures/tls');
const NAME = 'www.example.org';
const PORT = 4433;

/** A list of ALPN that makes a hello of some 900 bytes. */
const LONG_ALPN = ['h2', ...Array.from('abcde', (letter) => letter.repeat(120)), 'http/1.1'].join(',');
const SHORT_RECORDS = ['-max_send_frag', '512'];

/**
 * `server`, `client`: options of s_server and s_client; `again`: a second connection with the session of the first; `mtu`: of the device, so that
 * what is sent lies in several segments.
 */
const CASES = [
  { id: 'tls12', server: ['-tls1_2', '-cipher', 'ECDHE+AESGCM'], client: ['-alpn', 'h2,http/1.1', '-status'] },
  { id: 'tls12-dhe', server: ['-tls1_2', '-cipher', 'DHE'], client: [] },
  { id: 'tls12-rsa', server: ['-tls1_2', '-cipher', 'kRSA'], client: [] },
  { id: 'tls12-resumed', server: ['-tls1_2'], client: [], again: true },
  {
    id: 'tls12-mutual',
    server: ['-tls1_2', '-Verify', '1', '-CAfile', 'cert.pem'],
    client: ['-cert', 'cert.pem', '-key', 'key.pem'],
  },
  { id: 'tls13', server: ['-tls1_3', '-alpn', 'h2'], client: ['-alpn', 'h2'] },
  { id: 'tls13-resumed', server: ['-tls1_3'], client: [], again: true },
  { id: 'tls13-retry', server: ['-tls1_3', '-groups', 'P-384'], client: ['-groups', 'X25519:P-384'] },
  {
    id: 'tls12-fragments',
    server: ['-tls1_2', ...SHORT_RECORDS],
    client: ['-alpn', LONG_ALPN, ...SHORT_RECORDS],
  },
  {
    id: 'tls12-fragments-segments',
    server: ['-tls1_2', '-alpn', 'h2', ...SHORT_RECORDS],
    client: ['-alpn', LONG_ALPN, ...SHORT_RECORDS],
    mtu: 576,
  },
  {
    id: 'tls13-fragments',
    server: ['-tls1_3', ...SHORT_RECORDS],
    client: ['-alpn', LONG_ALPN, ...SHORT_RECORDS],
    mtu: 400,
  },
  { id: 'alert-version', server: ['-tls1_3'], client: ['-tls1_2'] },
  { id: 'alert-authority', server: [], client: ['-verify_return_error'] },
];

await runScript(async () => {
  if (!IS_LINUX || !IS_ROOT) throw new Stop('the captures are made in a network namespace: run this as root on Linux.');
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'synscope-tls-'));
  const space = `syntls${process.pid}`;
  fs.mkdirSync(FOLDER, { recursive: true });
  try {
    execFileSync('ip', ['netns', 'add', space]);
    execFileSync('ip', ['-n', space, 'link', 'set', 'lo', 'up']);
    const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'key.pem', '-out', 'cert.pem'];
    const names = ['-subj', `/C=CN/O=示例/CN=${NAME}`, '-utf8', '-addext', `subjectAltName=DNS:${NAME},IP:127.0.0.1`];
    execFileSync('openssl', [...request, '-days', '3650', ...names], { cwd: work, stdio: 'ignore' });
    const wanted = process.argv.slice(2);
    for (const one of CASES) {
      if (wanted.length > 0 && !wanted.includes(one.id)) continue;
      execFileSync('ip', ['-n', space, 'link', 'set', 'lo', 'mtu', String(one.mtu ?? 65536)]);
      await make(space, work, one);
      say(one.id);
    }
  } finally {
    execFileSync('ip', ['netns', 'del', space], { stdio: 'ignore' });
    fs.rmSync(work, { recursive: true, force: true });
  }
});

async function make(space, work, { id, server, client, again = false }) {
  const inside = (program, args, stdio) =>
    spawn('ip', ['netns', 'exec', space, program, ...args], { cwd: work, stdio });
  const file = path.join(FOLDER, `${id}.pcap`);
  const children = [
    inside('tcpdump', ['-i', 'lo', '-w', file, '-U', '--immediate-mode', '-Z', 'root', `tcp port ${PORT}`], 'ignore'),
    inside(
      'openssl',
      ['s_server', '-accept', String(PORT), '-cert', 'cert.pem', '-key', 'key.pem', '-quiet', ...server],
      'ignore',
    ),
  ];
  try {
    await wait(700);
    const session = again ? ['-sess_out', 'session'] : [];
    await connect(inside, [...client, ...session]);
    if (again) await connect(inside, [...client, '-sess_in', 'session']);
    await wait(300);
  } finally {
    for (const child of children) child.kill('SIGINT');
    await Promise.all(children.map((child) => new Promise((done) => child.once('exit', done))));
  }
}

/** One connection: a line is sent, then the client closes. */
async function connect(inside, options) {
  const all = ['s_client', '-connect', `127.0.0.1:${PORT}`, '-servername', NAME, '-nocommands', ...options];
  const child = inside('openssl', all, ['pipe', 'ignore', 'ignore']);
  await wait(400);
  child.stdin.on('error', () => undefined); // the handshake may have failed
  child.stdin.end('hello\n');
  await Promise.race([new Promise((done) => child.once('exit', done)), wait(1500)]);
  child.kill('SIGKILL');
}
