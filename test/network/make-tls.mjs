// `node test/network/make-tls.mjs [ID …]`: records the captures of test/fixtures/tls-keys, each with the key log of its client, and those of DTLS in
// test/fixtures/dtls, with one where it says so: OpenSSL's server and client on the loopback device of a network namespace of their own. Needs root and Linux. Certificates are made anew each time and thrown away; the secrets in the
// logs are those of these connections and of nothing else.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ensurePackages } from '../../native/parts/system-packages.mjs';
import { inRoot, IS_LINUX, IS_ROOT, runScript, say, Stop } from '../../native/project.mjs';

const FOLDER = inRoot('test/fixtures/tls-keys');
const FOLDER_DTLS = inRoot('test/fixtures/dtls');
const PORT = 4433;

const tls12 = (id, cipher, more = {}) => ({
  id,
  server: ['-tls1_2', '-cipher', cipher],
  client: ['-tls1_2', '-cipher', cipher],
  ...more,
});
const tls13 = (id, suite, more = {}) => ({
  id,
  server: ['-tls1_3', '-ciphersuites', suite],
  client: ['-tls1_3', '-ciphersuites', suite],
  ...more,
});
const old = (id, version, cipher, more = {}) => ({
  id,
  server: [version, '-cipher', `${cipher}:@SECLEVEL=0`],
  client: [version, '-cipher', `${cipher}:@SECLEVEL=0`],
  ...more,
});
const dtls = (id, version, cipher, more = {}) => ({
  id,
  overUdp: true,
  server: [version, '-cipher', cipher, ...(more.server ?? [])],
  client: [version, '-cipher', cipher, ...(more.client ?? [])],
  again: more.again,
  plainMac: more.plainMac,
  withKeys: more.withKeys,
});
const opened = (id, version, cipher, more = {}) => dtls(id, version, cipher, { ...more, withKeys: true });
const GCM = 'TLS_AES_128_GCM_SHA256';

/**
 * `overUdp`: DTLS, and `withKeys`: with a key log; `server`, `client`: options of s_server and s_client; `say`: lines of the client, each sent for itself (a command of s_client where it is one letter), the
 * server answers each with its letters turned round; `again`: a second connection with the session of the first; `early`: with early data;
 * `then`: the options of another server for it; `plainMac`: without
 * encrypt-then-MAC.
 */
const CASES = [
  tls12('tls12-gcm', 'ECDHE-ECDSA-AES128-GCM-SHA256'),
  tls12('tls12-gcm-256', 'ECDHE-ECDSA-AES256-GCM-SHA384', { say: ['one line', 'x'.repeat(3000), 'the last'] }),
  tls12('tls12-chacha', 'ECDHE-ECDSA-CHACHA20-POLY1305'),
  tls12('tls12-ccm', 'ECDHE-ECDSA-AES128-CCM'),
  tls12('tls12-ccm-8', 'ECDHE-ECDSA-AES256-CCM8:@SECLEVEL=0'),
  tls12('tls12-cbc-etm', 'ECDHE-ECDSA-AES128-SHA256'),
  tls12('tls12-cbc', 'ECDHE-ECDSA-AES256-SHA384', { plainMac: true }),
  tls12('tls12-null', 'ECDHE-ECDSA-NULL-SHA:@SECLEVEL=0'),
  tls12('tls12-ticket', 'ECDHE-ECDSA-AES128-GCM-SHA256', { again: true }),
  tls12('tls12-session-id', 'ECDHE-ECDSA-AES128-GCM-SHA256', {
    server: ['-tls1_2', '-no_ticket', '-cipher', 'ECDHE-ECDSA-AES128-GCM-SHA256'],
    again: true,
  }),
  tls12('tls12-renegotiated', 'ECDHE-ECDSA-AES128-GCM-SHA256', {
    server: ['-tls1_2', '-client_renegotiation', '-cipher', 'ECDHE-ECDSA-AES128-GCM-SHA256'],
    say: ['before', 'R', 'behind it'],
  }),
  old('tls11-cbc', '-tls1_1', 'ECDHE-ECDSA-AES128-SHA', { plainMac: true }),
  old('tls10-cbc', '-tls1', 'ECDHE-ECDSA-AES256-SHA', { plainMac: true, say: ['one', 'two', 'three'] }),
  old('tls10-cbc-etm', '-tls1', 'ECDHE-ECDSA-AES128-SHA', { say: ['one', 'two', 'three'] }),
  tls13('tls13-gcm', GCM),
  tls13('tls13-gcm-256', 'TLS_AES_256_GCM_SHA384'),
  tls13('tls13-chacha', 'TLS_CHACHA20_POLY1305_SHA256'),
  tls13('tls13-ccm', 'TLS_AES_128_CCM_SHA256'),
  tls13('tls13-ccm-8', 'TLS_AES_128_CCM_8_SHA256:@SECLEVEL=0', {
    server: ['-tls1_3', '-ciphersuites', 'TLS_AES_128_CCM_8_SHA256', '-cipher', 'ALL:@SECLEVEL=0'],
    client: ['-tls1_3', '-ciphersuites', 'TLS_AES_128_CCM_8_SHA256', '-cipher', 'ALL:@SECLEVEL=0'],
  }),
  tls13('tls13-retry', GCM, {
    server: ['-tls1_3', '-ciphersuites', GCM, '-groups', 'P-384'],
    client: ['-tls1_3', '-groups', 'X25519:P-384'],
  }),
  tls13('tls13-resumed', GCM, { again: true }),
  tls13('tls13-early', GCM, {
    server: ['-tls1_3', '-ciphersuites', GCM, '-early_data'],
    again: true,
    early: 'early data of the client\n',
  }),
  // another server: it knows nothing of the session, and answers the hello with a retry
  tls13('tls13-early-refused', GCM, {
    server: ['-tls1_3', '-ciphersuites', GCM, '-early_data'],
    again: true,
    early: 'nobody reads this\n',
    then: ['-tls1_3', '-ciphersuites', GCM, '-groups', 'P-384'],
    client: ['-tls1_3', '-groups', 'X25519:P-384'],
  }),
  tls13('tls13-key-update', GCM, { say: ['one', 'k', 'two', 'K', 'three'] }),
  tls13('tls13-mutual', GCM, {
    server: ['-tls1_3', '-ciphersuites', GCM, '-Verify', '1', '-CAfile', 'cert.pem'],
    client: ['-tls1_3', '-cert', 'cert.pem', '-key', 'key.pem'],
  }),
  dtls('dtls12', '-dtls1_2', 'ECDHE-ECDSA-AES128-GCM-SHA256'),
  dtls('dtls12-cookie', '-dtls1_2', 'ECDHE-ECDSA-CHACHA20-POLY1305', { server: ['-listen'] }),
  dtls('dtls12-fragments', '-dtls1_2', 'ECDHE-ECDSA-AES256-GCM-SHA384', {
    server: ['-mtu', '256'],
    client: ['-mtu', '256'],
  }),
  dtls('dtls12-mutual', '-dtls1_2', 'ECDHE-ECDSA-AES256-SHA384', {
    server: ['-Verify', '1', '-CAfile', 'cert.pem'],
    client: ['-cert', 'cert.pem', '-key', 'key.pem'],
  }),
  dtls('dtls12-resumed', '-dtls1_2', 'ECDHE-ECDSA-AES128-GCM-SHA256', { again: true }),
  dtls('dtls12-refused', '-dtls1_2', 'ECDHE-ECDSA-AES128-GCM-SHA256', {
    client: ['-cipher', 'ECDHE-RSA-AES128-GCM-SHA256'],
  }),
  dtls('dtls10', '-dtls1', 'ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0', { server: ['-listen'] }),
  opened('keys-dtls12-gcm', '-dtls1_2', 'ECDHE-ECDSA-AES256-GCM-SHA384', { server: ['-mtu', '256'] }),
  opened('keys-dtls12-chacha', '-dtls1_2', 'ECDHE-ECDSA-CHACHA20-POLY1305', { server: ['-listen'] }),
  opened('keys-dtls12-ccm', '-dtls1_2', 'ECDHE-ECDSA-AES128-CCM8:@SECLEVEL=0'),
  opened('keys-dtls12-cbc-etm', '-dtls1_2', 'ECDHE-ECDSA-AES128-SHA256'),
  opened('keys-dtls12-cbc', '-dtls1_2', 'ECDHE-ECDSA-AES256-SHA384', { plainMac: true }),
  opened('keys-dtls12-resumed', '-dtls1_2', 'ECDHE-ECDSA-AES128-GCM-SHA256', { again: true }),
  opened('keys-dtls10-cbc', '-dtls1', 'ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0', { plainMac: true }),
];

const PLAIN_MAC = `openssl_conf = main
[main]
ssl_conf = ssl
[ssl]
system_default = all
[all]
Options = -EncryptThenMac
`;

await runScript(async () => {
  if (!IS_LINUX || !IS_ROOT) throw new Stop('the captures are made in a network namespace: run this as root on Linux.');
  await ensurePackages(['samples'], 'make-tls');
  const wanted = process.argv.slice(2);
  for (const id of wanted) if (!CASES.some((one) => one.id === id)) throw new Stop(`there is no capture ${id}.`);
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'synscope-tls-'));
  const space = `synkeys${process.pid}`;
  for (const folder of [FOLDER, FOLDER_DTLS]) fs.mkdirSync(folder, { recursive: true });
  try {
    execFileSync('ip', ['netns', 'add', space]);
    execFileSync('ip', ['-n', space, 'link', 'set', 'lo', 'up']);
    const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
    const made = ['-keyout', 'key.pem', '-out', 'cert.pem', '-days', '3650', '-subj', '/CN=www.example.org'];
    execFileSync('openssl', [...request, ...made], { cwd: work, stdio: 'ignore' });
    fs.writeFileSync(path.join(work, 'plain-mac.cnf'), PLAIN_MAC);
    for (const one of CASES.filter(({ id }) => wanted.length === 0 || wanted.includes(id))) {
      await make(space, work, one);
      say(one.id);
    }
  } finally {
    execFileSync('ip', ['netns', 'del', space], { stdio: 'ignore' });
    fs.rmSync(work, { recursive: true, force: true });
  }
});

async function make(space, work, one) {
  const { id, server, client, say: lines = ['hello from the client', 'and again'], again = false, early, then } = one;
  const env = { ...process.env, ...(one.plainMac ? { OPENSSL_CONF: path.join(work, 'plain-mac.cnf') } : {}) };
  const inside = (program, args, stdio) =>
    spawn('ip', ['netns', 'exec', space, program, ...args], { cwd: work, stdio, env });
  const file = path.join(one.overUdp ? FOLDER_DTLS : FOLDER, `${id}.pcap`);
  const log = path.join(one.overUdp ? FOLDER_DTLS : FOLDER, `${id}.keys`);
  fs.rmSync(log, { force: true });
  const own = ['-accept', String(PORT), '-cert', 'cert.pem', '-key', 'key.pem'];
  // what reads early data, or datagrams, answers nothing by itself
  const serve = (options) =>
    inside(
      'openssl',
      ['s_server', ...own, one.overUdp || options.includes('-early_data') ? '-quiet' : '-rev', ...options],
      ['pipe', 'ignore', 'ignore'],
    );
  const filter = `${one.overUdp ? 'udp' : 'tcp'} port ${PORT}`;
  const children = [
    inside('tcpdump', ['-i', 'lo', '-w', file, '-U', '--immediate-mode', '-Z', 'root', filter], 'ignore'),
    serve(server),
  ];
  try {
    await wait(700);
    const options = [...client, ...(one.overUdp && !one.withKeys ? [] : ['-keylogfile', log])];
    await connect(inside, [...options, ...(again ? ['-sess_out', 'session'] : [])], lines);
    if (early !== undefined) fs.writeFileSync(path.join(work, 'early'), early);
    if (then !== undefined) {
      children[1].kill('SIGINT');
      await new Promise((done) => children[1].once('exit', done));
      children[1] = serve(then);
      await wait(300);
    }
    if (again)
      await connect(inside, [...options, '-sess_in', 'session', ...(early ? ['-early_data', 'early'] : [])], lines);
    await wait(300);
  } finally {
    for (const child of children) child.kill('SIGINT');
    await Promise.all(children.map((child) => new Promise((done) => child.once('exit', done))));
  }
}

/** One connection: the lines are sent, then the client closes. */
async function connect(inside, options, lines) {
  const child = inside(
    'openssl',
    ['s_client', '-connect', `127.0.0.1:${PORT}`, ...options],
    ['pipe', 'ignore', 'ignore'],
  );
  child.stdin.on('error', () => undefined);
  await wait(400);
  for (const line of lines) {
    child.stdin.write(`${line}\n`);
    await wait(150);
  }
  child.stdin.end('Q\n');
  await Promise.race([new Promise((done) => child.once('exit', done)), wait(1500)]);
  child.kill('SIGKILL');
}
