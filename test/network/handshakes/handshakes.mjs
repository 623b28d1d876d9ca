// Handshakes that go well or fail, each for a reason that its maker knows: what both ends run, and what is therefore true. Certificates are made by
// `certificates.mjs` into the folder that the programs run in: `leaf` (www.example.org, issued by `ca`), `chain` (by an intermediate), `old` (expired),
// `other` (another name), `self` (self-signed), `rsa`, `short` (RSA of 1024 bits), `under` (issued by `user`), `impostor` (the name of the intermediate,
// another key), `mixed` (root and intermediate, in this order); `user` (issued by `ca`) and `stranger` (by nobody known) are for clients.

const NAME = 'www.example.org';
const server = (certificate, ...options) => [
  'openssl',
  's_server',
  ...['-accept', '203.0.113.10:443', '-cert', `${certificate}.pem`, '-key', `${certificate}.key`, '-quiet', ...options],
];
const client = (...options) => [
  'openssl',
  's_client',
  ...['-connect', '203.0.113.10:443', '-servername', NAME, '-nocommands', '-CAfile', 'ca.pem', ...options],
];
const STRICT = '-verify_return_error';
const python = (what, ...args) => ['python3', 'SCRIPT', what, ...args];
const curl = (...options) => ['curl', '-s', '-m', '6', '--resolve', `${NAME}:443:203.0.113.10`, ...options];
const nginx = (block) => ({ nginx: block });
const WEB = nginx(
  `listen 443 ssl http2; ssl_protocols TLSv1.2 TLSv1.3; server_name ${NAME}; ssl_certificate leaf.pem; ssl_certificate_key leaf.key; return 200 "ok";`,
);

/** Which of them the app has as a sample, under which name. */
export const SAMPLE_OF = { expired: 'expired' };

/**
 * `outcome`: what is to be found; `says`: keys of sentences among those that are said; `problems`: of the server's certificates.
 * `rules`: what the relay does (middle.py). `quiet`: seconds that are captured after the client has ended.
 */
export const HANDSHAKES = [
  {
    id: 'tls13',
    server: WEB,
    client: curl('--cacert', 'ca.pem', `https://${NAME}/`),
    outcome: 'complete',
    says: ['say.complete'],
  },
  {
    id: 'tls12-chain',
    server: server('chain', '-tls1_2', '-cert_chain', 'intermediate.pem'),
    client: client(STRICT),
    outcome: 'complete',
    says: ['say.complete', 'say.closeNotify'],
  },
  {
    id: 'tls10',
    server: server('leaf', '-tls1', '-cipher', 'ALL:@SECLEVEL=0'),
    client: client('-tls1', '-cipher', 'ALL:@SECLEVEL=0'),
    outcome: 'complete',
    says: ['say.oldVersion'],
  },
  {
    id: 'expired-taken',
    server: server('old', '-tls1_2'),
    client: client(),
    outcome: 'complete',
    says: ['cert.expired'],
  },
  {
    id: 'wrong-order',
    server: server('chain', '-tls1_2', '-cert_chain', 'mixed.pem'),
    client: client(),
    outcome: 'complete',
    says: ['cert.wrongOrder'],
  },
  {
    id: 'not-ca',
    server: server('under', '-tls1_2', '-cert_chain', 'user.pem'),
    client: client(),
    outcome: 'complete',
    says: ['cert.notCa'],
  },
  {
    id: 'weak-key',
    server: server('short', '-tls1_2', '-cipher', 'ALL:@SECLEVEL=0'),
    client: client('-cipher', 'ALL:@SECLEVEL=0'),
    outcome: 'complete',
    says: ['cert.weakKey'],
  },
  {
    id: 'bad-signature',
    server: server('chain', '-tls1_2', '-cert_chain', 'impostor.pem'),
    client: client(),
    outcome: 'complete',
    says: ['cert.badSignature'],
  },
  {
    id: 'no-goodbye',
    server: python('rude-server', 'leaf'),
    client: client(),
    outcome: 'complete',
    says: ['say.truncated'],
  },
  {
    id: 'starttls',
    server: python('starttls-server', 'leaf'),
    client: client('-starttls', 'smtp'),
    outcome: 'complete',
    says: ['say.complete'],
  },

  {
    id: 'early-data',
    server: server('leaf', '-tls1_3', '-early_data'),
    client: [
      'sh',
      '-c',
      `S="openssl s_client -connect 203.0.113.10:443 -servername ${NAME} -nocommands"; (sleep 1; echo) | $S -sess_out session; echo early > early; (sleep 1; echo) | $S -sess_in session -early_data early`,
    ],
    outcome: 'complete',
    says: ['say.complete', 'say.early', 'say.resumed'],
  },

  {
    id: 'no-version',
    server: server('leaf', '-tls1_3'),
    client: client('-tls1_2'),
    outcome: 'alert',
    says: ['say.noVersion'],
  },
  {
    id: 'no-cipher',
    server: server('leaf', '-tls1_2', '-cipher', 'ECDHE+AESGCM'),
    client: client('-tls1_2', '-cipher', 'ECDHE-ECDSA-AES128-SHA:ECDHE-ECDSA-AES256-SHA'),
    outcome: 'alert',
    says: ['say.suspect'],
  },
  {
    id: 'no-group',
    server: server('leaf', '-tls1_3', '-groups', 'X25519'),
    client: client('-groups', 'P-521'),
    outcome: 'alert',
    says: ['say.suspect'],
  },
  {
    id: 'no-signature',
    server: server('rsa', '-tls1_3'),
    client: client('-sigalgs', 'ECDSA+SHA256:ECDSA+SHA384'),
    outcome: 'alert',
    says: ['say.suspect'],
  },
  {
    id: 'unknown-name',
    server: nginx('listen 443 ssl default_server; ssl_reject_handshake on;'),
    client: client('-tls1_2'),
    outcome: 'alert',
    says: ['say.noName'],
  },
  {
    id: 'no-alpn',
    server: server('leaf', '-alpn', 'h2'),
    client: client('-alpn', 'http/1.1'),
    outcome: 'alert',
    says: ['say.noAlpn'],
  },

  {
    id: 'unknown-authority',
    server: server('leaf', '-tls1_2'),
    client: curl(`https://${NAME}/`),
    outcome: 'certificateRejected',
    says: ['say.alert', 'alert.48'],
  },
  {
    id: 'expired',
    server: server('old', '-tls1_2'),
    client: client(STRICT),
    outcome: 'certificateRejected',
    says: ['alert.45', 'cert.expired'],
  },
  {
    id: 'wrong-name',
    server: server('other', '-tls1_2'),
    client: client(STRICT, '-verify_hostname', NAME),
    outcome: 'certificateRejected',
    says: ['cert.nameMismatch'],
  },
  {
    id: 'self-signed',
    server: server('self', '-tls1_2'),
    client: client(STRICT),
    outcome: 'certificateRejected',
    says: ['cert.selfSigned'],
  },
  {
    id: 'no-intermediate',
    server: server('chain', '-tls1_2'),
    client: client(STRICT),
    outcome: 'certificateRejected',
    says: ['cert.missingIntermediate'],
  },
  {
    id: 'rejected-silently',
    server: server('self', '-tls1_2'),
    client: python('silent-client'),
    outcome: 'certificateRejected',
    says: ['say.left', 'say.leftCertificate', 'cert.selfSigned'],
  },
  {
    id: 'rejected-hidden',
    server: WEB,
    client: [
      'gnutls-cli',
      '--x509cafile',
      'stranger.pem',
      '--sni-hostname',
      NAME,
      '--verify-hostname',
      NAME,
      '-p',
      '443',
      '203.0.113.10',
    ],
    outcome: 'certificateRejected',
    says: ['say.rejectedHidden'],
  },

  {
    id: 'client-missing-12',
    server: server('leaf', '-tls1_2', '-Verify', '1', STRICT, '-CAfile', 'ca.pem'),
    client: client(),
    outcome: 'clientCertificate',
    says: ['say.clientCertificate'],
  },
  {
    id: 'client-missing-13',
    server: server('leaf', '-tls1_3', '-Verify', '1', STRICT, '-CAfile', 'ca.pem'),
    client: client(),
    outcome: 'clientCertificate',
    says: ['say.clientCertificate'],
  },
  {
    id: 'client-refused-12',
    server: server('leaf', '-tls1_2', '-Verify', '1', STRICT, '-CAfile', 'ca.pem'),
    client: client('-cert', 'stranger.pem', '-key', 'stranger.key'),
    outcome: 'clientCertificate',
    says: ['say.clientCertificate'],
  },
  {
    id: 'client-refused-13',
    server: server('leaf', '-tls1_3', '-Verify', '1', STRICT, '-CAfile', 'ca.pem'),
    client: client('-cert', 'stranger.pem', '-key', 'stranger.key'),
    outcome: 'clientCertificate',
    says: ['say.clientCertificate'],
  },
  {
    id: 'client-accepted',
    server: server('leaf', '-tls1_3', '-Verify', '1', STRICT, '-CAfile', 'ca.pem'),
    client: client('-cert', 'user.pem', '-key', 'user.key'),
    outcome: 'complete',
    says: ['say.complete'],
  },

  {
    id: 'no-answer',
    server: python('silent-server'),
    client: curl('-m', '4', `https://${NAME}/`),
    outcome: 'timeout',
    says: ['say.left'],
  },
  {
    id: 'never-answered',
    server: python('silent-server'),
    client: python('waiting-client'),
    quiet: 6,
    outcome: 'timeout',
    says: ['say.timeout'],
  },
  {
    id: 'reset',
    server: python('resetting-server'),
    client: client(),
    outcome: 'reset',
    says: ['say.left', 'say.ownReset'],
  },
  {
    id: 'reset-between',
    server: server('leaf'),
    client: client(),
    rules: [{ on: 'home', what: 'data', nth: 1, do: 'reset' }],
    outcome: 'reset',
    says: ['say.left'],
  },
  { id: 'closed', server: python('closing-server'), client: client(), outcome: 'closed', says: ['say.left'] },
  { id: 'plain-http', server: WEB, client: curl(`http://${NAME}:443/`), outcome: 'notTls', says: ['say.plainHttp'] },
  {
    id: 'plain-server',
    server: nginx('listen 443; return 200 "ok";'),
    client: curl(`https://${NAME}/`),
    outcome: 'notTls',
    says: ['say.plainServer'],
  },
  {
    id: 'ssh-server',
    server: python('banner-server', 'SSH-2.0-Example'),
    client: client(),
    outcome: 'notTls',
    says: ['say.plainServer'],
  },
];
