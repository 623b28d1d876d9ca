// Certificates for handshakes, made anew each time in a folder and thrown away with it: OpenSSL's command line, EC keys for the sake of small captures.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const EC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
const RSA = ['-newkey', 'rsa:2048'];
const SHORT_RSA = ['-newkey', 'rsa:1024'];
const CA = 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n';
const leaf = (name) =>
  `basicConstraints=CA:FALSE\nkeyUsage=digitalSignature\nextendedKeyUsage=serverAuth,clientAuth\nsubjectAltName=DNS:${name}\n`;
/** The past, in which `old` was valid: OpenSSL 3.0 takes it from `x509 -days` only by a negative number, which ends before it begins. */
const DAYS = 3650;

export function makeCertificates(folder) {
  const run = (...args) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
  const request = (name, key, subject) =>
    run('req', '-new', ...key, '-nodes', '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', subject, '-utf8');
  const sign = (name, extensions, by, days = DAYS) => {
    fs.writeFileSync(path.join(folder, `${name}.ext`), extensions);
    const signer =
      by === null ? ['-signkey', `${name}.key`] : ['-CA', `${by}.pem`, '-CAkey', `${by}.key`, '-CAcreateserial'];
    run(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      '-out',
      `${name}.pem`,
      ...signer,
      '-days',
      String(days),
      '-extfile',
      `${name}.ext`,
    );
  };
  const make = (name, subject, extensions, by, { key = EC, days = DAYS } = {}) => {
    request(name, key, subject);
    sign(name, extensions, by, days);
  };
  make('ca', '/O=示例/CN=Example Root', CA, null);
  make('intermediate', '/O=示例/CN=Example Intermediate', CA, 'ca');
  make('leaf', '/O=示例/CN=www.example.org', leaf('www.example.org'), 'ca');
  make('chain', '/O=示例/CN=www.example.org', leaf('www.example.org'), 'intermediate');
  make('other', '/O=示例/CN=mail.example.net', leaf('mail.example.net'), 'ca');
  make('self', '/O=示例/CN=www.example.org', leaf('www.example.org'), null);
  make('rsa', '/O=示例/CN=www.example.org', leaf('www.example.org'), 'ca', { key: RSA });
  make('user', '/O=示例/CN=user', leaf('user.example.org'), 'ca');
  make('stranger', '/O=示例/CN=stranger', leaf('stranger.example.org'), null);
  make('short', '/O=示例/CN=www.example.org', leaf('www.example.org'), 'ca', { key: SHORT_RSA });
  // issued by one that may issue none
  make('under', '/O=示例/CN=www.example.org', leaf('www.example.org'), 'user');
  // the name of another one, and a key of its own
  make('impostor', '/O=示例/CN=Example Intermediate', CA, 'ca');
  const mixed = ['ca', 'intermediate'].map((name) => fs.readFileSync(path.join(folder, `${name}.pem`), 'utf8'));
  fs.writeFileSync(path.join(folder, 'mixed.pem'), mixed.join(''));
  expired(folder, run, request);
}

/** `openssl ca` is what sets both dates. */
function expired(folder, run, request) {
  request('old', EC, '/O=示例/CN=www.example.org');
  fs.writeFileSync(path.join(folder, 'index.txt'), '');
  fs.writeFileSync(path.join(folder, 'serial'), '1234\n');
  fs.writeFileSync(path.join(folder, 'old.ext'), leaf('www.example.org'));
  const config = [
    '[ca]\ndefault_ca=one\n[one]\ndatabase=index.txt\nserial=serial\nnew_certs_dir=.\ndefault_md=sha256\npolicy=any',
    'utf8=yes\nstring_mask=utf8only\nname_opt=utf8\n[any]\norganizationName=optional\ncommonName=supplied\n',
  ];
  fs.writeFileSync(path.join(folder, 'ca.conf'), config.join('\n'));
  const dates = ['-startdate', '20240101000000Z', '-enddate', '20250101000000Z'];
  const signer = ['-cert', 'ca.pem', '-keyfile', 'ca.key', '-extfile', 'old.ext'];
  run(
    'ca',
    '-batch',
    '-notext',
    '-utf8',
    '-config',
    'ca.conf',
    '-in',
    'old.csr',
    '-out',
    'old.pem',
    ...signer,
    ...dates,
  );
}
