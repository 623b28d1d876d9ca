// One end speaks TLS and the other something else: plain HTTP on a port of TLS, TLS on a port of something else.
import type { EndFacts, HandshakeFacts } from './look-facts';
import { say, type Judged, type TcpHints } from './outcome-part';

/** IANA service names: https, smtps (submissions), ldaps, ftps, imaps, pop3s, and what is used for HTTPS beside these. */
export const TLS_PORTS: ReadonlySet<number> = new Set([
  443, 465, 636, 853, 989, 990, 992, 993, 995, 5061, 6697, 8443, 8883,
]);
/** Ports of protocols that turn to TLS within a connection (STARTTLS and its like, CONNECT of a proxy). */
const TURNING = new Set([21, 25, 110, 119, 143, 389, 587, 3128, 3306, 5222, 5269, 5432, 8080]);
export const mayTurnToTls = (port: number): boolean => TURNING.has(port);

const METHOD = /^(GET|HEAD|POST|PUT|DELETE|OPTIONS|PATCH|TRACE|CONNECT|PRI) /;

const decoder = new TextDecoder('latin1');
const textOf = (end: EndFacts): string => decoder.decode(end.plain);

function speaks(text: string): string {
  if (text.startsWith('HTTP/')) return 'HTTP';
  if (text.startsWith('SSH-')) return 'SSH';
  if (/^220[ -]/.test(text)) return /ftp/i.test(text) ? 'FTP' : 'SMTP';
  if (text.startsWith('* OK')) return 'IMAP';
  if (text.startsWith('+OK')) return 'POP3';
  return '';
}

/** Null: it is not so. */
export function plainOutcome(facts: HandshakeFacts, tcp: TcpHints): Judged | null {
  const { client, server } = facts;
  if (!client.isTls && METHOD.test(textOf(client)) && (TLS_PORTS.has(tcp.port) || server.isTls)) {
    const answer = server.isTls ? 'tls' : textOf(server).startsWith('HTTP/') ? 'http' : 'none';
    const status = /^HTTP\/\d\.\d (\d{3})/.exec(textOf(server))?.[1] ?? '';
    return {
      outcome: 'notTls',
      sentences: [say('tls.say.plainHttp', { port: tcp.port, answer, status }, [client.plainRow, server.plainRow])],
      checks: [say('tls.check.plainHttp', {}, [])],
    };
  }
  // a stream that turned to TLS (STARTTLS, CONNECT) had plain bytes of both ends before it
  if (facts.helloRow < 0 || server.isTls || server.plainRow < 0 || client.plainRow >= 0) return null;
  const protocol = speaks(textOf(server));
  return {
    outcome: 'notTls',
    sentences: [
      say('tls.say.plainServer', { port: tcp.port, protocol, known: protocol === '' ? 'no' : 'yes' }, [
        facts.helloRow,
        server.plainRow,
      ]),
    ],
    checks: [say('tls.check.plainServer', { protocol, known: protocol === '' ? 'no' : 'yes' }, [])],
  };
}
