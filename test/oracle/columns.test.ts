// The packet list's columns against tshark's, for frames whose innermost protocol is one that we dissect.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CaptureDocument } from '../../src-main/engine/document/document';
import { findMessages } from '../../src-main/engine/document/messages/message-finder';
import { packetRows } from '../../src-main/engine/answers/packet-rows';
import { ORACLE_PREFERENCES } from './field-list';
import { registry } from '../../src-main/dissect/protocols/registry';
import { TLS_PORTS } from '../../src-main/wire/tls-shape';
import { corpusFolder, corpusLacks, named } from '../fixtures/corpus';
import { tsharkFields, tsharkVersion } from './tshark';

const folder = corpusFolder();
const version = tsharkVersion();

const FILES = [
  'PcapPlusPlus/many-protocols.pcap',
  'PcapPlusPlus/tls2.pcap',
  'filesamples/simple_http_sll2.pcap',
  'ja4/gre-sample.pcap',
  'ja4/tls3.pcapng',
  'ja4/v6.pcap',
  'mercury/capture2.pcap',
  'mercury/emix.pcap',
  'mercury/top_100_fingerprints.pcap',
  'tcpdump/erspan-type-ii-3.pcap',
  'tcptrace/urgent.dmp.gz',
  'tcptrace/zwnd.dmp.gz',
  'wireshark-notes/all_dump.pcapng',
];
// The list does not check checksums, as tshark does not by default.
const PREFERENCES = ORACLE_PREFERENCES.filter((preference) => !preference.includes('checksum'));
const COLUMNS = ['_ws.col.Source', '_ws.col.Destination', '_ws.col.Protocol', '_ws.col.Info'];
const BESIDE = ['frame.protocols', '_ws.malformed', 'tcp.port'];

/** Segments that are parts of a message; said where the protocol's messages are put together (DIFFERENCES.md, "Streams"). */
const PART = /\s?\[TCP segment of a reassembled PDU\]/;
const isFramed = (ports: string): boolean =>
  ports.split(',').some((port) => registry.framing('tcp.port', Number(port)) !== undefined);

// What these protocols say of other frames, or of faults, and we do not yet (DIFFERENCES.md, "Columns").
const LATER =
  / \((?:reply in \d+|request in \d+|no response found!|duplicate use of \S+ detected!)\)|^\[Continuation to #\d+\] /g;
/** What such a segment carries is not dissected there, or not always (DIFFERENCES.md, "TLS"). */
const SENT_AGAIN = /^\[TCP (?:Out-Of-Order|(?:Fast |Spurious )?Retransmission)\]/;
const OURS = /^(?:tls|tcp|udp|icmp|icmpv6|arp|dns|mdns|llmnr|dhcp|dhcpv6|ntp|quic)$/;

/** Whether the frame's columns are made by a protocol that we have. */
function comparable(protocols: string, malformed: string): boolean {
  const names = protocols.split(':');
  const last = names[names.length - 1] === 'data' ? names[names.length - 2] : names[names.length - 1];
  const inQuic = protocols.includes(':quic:') && /:quic(?::tls)+$/.test(protocols);
  return (inQuic || OURS.test(last ?? '')) && malformed === '' && !/:(?:openvpn|quic:(?!tls)):/.test(protocols);
}

/** Without a blank at the end (DHCPv6), and with one in front of what is said of a packet that was cut (DNS). */
const infoOf = (info: string): string =>
  info
    .replaceAll(LATER, '')
    .replace(/(\S)(\[Packet size limited during capture\])$/, '$1 $2')
    .trimEnd();

const missing = corpusLacks(folder, version);

describe.skipIf(missing !== null)(named("columns equal tshark's", missing), () => {
  test.each(FILES)('of %s', { timeout: 300_000 }, async (file) => {
    if (!folder || !version) throw new Error('unreachable');
    const path = join(folder, file);
    const { rows } = await tsharkFields(path, version, [...COLUMNS, ...BESIDE], PREFERENCES);
    const opened = await CaptureDocument.open(path);
    if (!opened.ok) throw new Error(opened.problem.kind);
    const { document } = opened;
    await document.read({ progress: () => undefined, stopped: () => false });
    await findMessages(document);
    const differences: string[] = [];
    let compared = 0;
    // directions in which tshark waits for the rest of bytes that begin no record
    const stray = new Set<string>();
    rows.forEach(([source, destination, protocol, said, protocols, malformed, ports = ''], row) => {
      const info = isFramed(ports) ? said : said.replace(PART, '');
      if (!comparable(protocols, malformed)) return;
      const mine = packetRows(document, row, 1);
      if (SENT_AGAIN.test(info) && /^(?:TLS|SSL)/.test(mine.protocol[0])) return;
      // texts of HTTP stay in rows of TCP of which the message is not whole yet (DIFFERENCES.md, "Columns")
      if (protocol === 'TCP' && !/ → \d+ \[/.test(info)) return;
      // zeros behind the last packet (DIFFERENCES.md, "QUIC")
      if (protocol === 'QUIC' && said === 'Protected Payload (KP0)' && /^(?:Initial|Handshake), /.test(mine.info[0]))
        return;
      // TLS is known by its bytes on any port, but its records are put together on its own
      if (protocol === 'TCP' && /^TLS/.test(mine.protocol[0]) && PART.test(said) && !isFramed(ports)) return;
      // bytes that begin no record are TCP's here (DIFFERENCES.md, "TLS")
      if (
        /^TLS|^SSL/.test(protocol) &&
        /(?:Continuation Data|Ignored Unknown Record)$/.test(said) &&
        mine.protocol[0] === 'TCP'
      )
        return;
      const direction = `${source} ${destination} ${ports}`;
      if (protocol === 'TCP' && ports.split(',').some((port) => TLS_PORTS.includes(Number(port)))) {
        if (PART.test(info) && info.replace(PART, '') === mine.info[0]) stray.add(direction);
        if (stray.has(direction) || /^\[TCP Keep-Alive\]/.test(info)) return;
      }
      compared++;
      const own = isFramed(ports) ? mine.info[0] : mine.info[0].replace(PART, '');
      const ours = [mine.source[0], mine.destination[0], mine.protocol[0], own].join(' | ');
      // -n keeps tshark from naming the broadcast address
      const named = destination === 'ff:ff:ff:ff:ff:ff' ? 'Broadcast' : destination;
      const theirs = [source, named, protocol, infoOf(info)].join(' | ');
      if (ours !== theirs) differences.push(`${row + 1}\n  ours   ${ours}\n  tshark ${theirs}`);
    });
    document.close();
    expect(differences.slice(0, 20)).toEqual([]);
    expect(compared).toBeGreaterThan(0);
  });
});
