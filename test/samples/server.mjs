// The servers that the sample captures talk to. usage: server.mjs https|retry|reset PORT [KEY CERT]
// `retry`: it takes a group that clients send no key of at once, and asks for one
import { readFileSync } from 'node:fs';
import net from 'node:net';
import { Duplex } from 'node:stream';
import tls from 'node:tls';

const [kind, port, key, cert] = process.argv.slice(2);
const LINGER_MS = 15; // so that our FIN goes in a segment of its own, behind the acknowledgement of theirs

const lines = Array.from(
  { length: 120 },
  (_, i) =>
    `<p id="p${i + 1}">Line ${i + 1} of a page that is long enough for several segments, and for nothing else.</p>`,
);
const page = `<!doctype html>\n<html lang="en">\n<title>A small page</title>\n${lines.join('\n')}\n</html>\n`;
const head = (length) =>
  ['HTTP/1.1 200 OK', 'Content-Type: text/html; charset=utf-8', `Content-Length: ${length}`, '', ''].join('\r\n');

/** TLS over a stream that we hold on both sides: the connection then ends by our FIN alone, without a closing alert. */
function serveHttps(socket) {
  const stream = new Duplex({
    read() {
      socket.resume();
    },
    write(chunk, _encoding, done) {
      socket.write(chunk, done);
    },
    final(done) {
      done();
    },
  });
  socket.on('data', (chunk) => {
    if (!stream.push(chunk)) socket.pause();
  });
  socket.on('end', () => setTimeout(() => socket.end(), LINGER_MS));
  const options = {
    ...{ isServer: true, key: readFileSync(key), cert: readFileSync(cert), ALPNProtocols: ['http/1.1'] },
    ...(kind === 'retry' ? { ecdhCurve: 'P-384' } : {}),
  };
  const secure = new tls.TLSSocket(stream, options);
  secure.once('data', () => setTimeout(() => secure.write(head(page.length) + page), 4));
  for (const end of [socket, secure]) end.on('error', () => socket.destroy());
}

/** Begins to answer, thinks better of it. */
function serveReset(socket) {
  socket.once('data', () => {
    socket.write(head(page.length) + page.slice(0, 6000));
    setTimeout(() => socket.resetAndDestroy(), 250);
  });
  socket.on('error', () => socket.destroy());
}

net
  .createServer({ allowHalfOpen: true, noDelay: true }, kind === 'reset' ? serveReset : serveHttps)
  .listen(Number(port), '0.0.0.0', () => console.log('ready'));
