// A name that is no field: what it was probably meant to be, or why it is none.
import type { Field } from '../../dissect/contract/fields';
import { registry } from '../../dissect/protocols/registry';
import type { Message } from '../../ipc/message';
import { say, type MistakeKind } from '../language/mistake';
import { nearest } from '../language/nearest';

/** Protocols that Wireshark dissects and Synscope does not (yet), by the first part of their fields' names. */
const FOREIGN: ReadonlySet<string> = new Set(
  `amqp bgp bittorrent bluetooth bootp btle cdp cflow coap data-text-lines dcerpc dhcp dhcpv6 diameter dns dnsserver dtls
  eapol eigrp esp ftp ftp-data gquic gtp h225 h245 hsrp http http2 http3 iax2 icap igmp ike imap image-jfif ipsec
  irc isakmp iscsi json kafka kerberos lacp ldap lldp mdns media memcache mime_multipart mms modbus mongo mqtt
  mysql nbns nbss nfs ntp opcua openvpn ospf pgsql pim pop portmap quic radius rdp redis rip rpc rsvp rtcp rtmpt rtp rtsp
  s7comm sctp sdp sip smb smb2 smtp snmp socks ssdp ssh ssl stp stun syslog tacacs telnet tftp tls tpkt usb vnc
  vrrp websocket whois wlan x509af x509ce x509sat xml ymsg zabbix`
    .trim()
    .split(/\s+/),
);
/** Fields of protocols that we do dissect, which come from an analysis that we do not have yet, or are in parts that we leave as bytes. */
const FOREIGN_FIELDS = /^(?:tcp\.analysis|tcp\.pdu|ip\.fragments?|ip\.geoip|_ws\.col|col)(?:\.|$)|^(?:gtp|l2tp|wg)\./;

/** Names of hosts and makers: of protocols other than these nobody looks them up, and a word of a capture filter (`src host`) means none of them. */
const RESOLVED = /\.(?:src_|dst_)?host$|_resolved$/;

/** Protocols that a name without one is looked for in. */
const USUAL = ['tcp', 'ip', 'eth', 'frame', 'udp', 'ipv6', 'icmp', 'arp'];

export interface Unknown {
  readonly kind: MistakeKind;
  readonly reason: Message;
  readonly hint: Message | null;
  /** the name to write instead */
  readonly instead: string | null;
}

function closest(name: string): string | null {
  const exact = registry.field(name.toLowerCase());
  if (exact) return exact.abbrev;
  for (const protocol of USUAL) {
    const inside = registry.field(`${protocol}.${name.toLowerCase()}`);
    if (inside && !RESOLVED.test(inside.abbrev)) return inside.abbrev;
  }
  return nearest(
    name,
    Array.from(registry.fields(), (field: Field) => field.abbrev),
  );
}

/** Whether a word looks like the name of a field, so that it is worth saying that there is none. */
export function looksLikeField(word: string): boolean {
  const first = word.split('.')[0];
  return word.includes('.') && /^[A-Za-z_]/.test(first) && (registry.field(first) !== undefined || FOREIGN.has(first));
}

export function unknownField(name: string): Unknown {
  const first = name.split('.')[0].toLowerCase();
  const minus = /^(.+?)-(\w.*)$/.exec(name);
  if (minus && registry.field(minus[1]))
    return {
      kind: 'unknown-field',
      reason: say('filter.unknownField', { name }),
      hint: say('filter.hint.minus'),
      instead: `${minus[1]} - ${minus[2]}`,
    };
  if ((FOREIGN.has(first) && !registry.field(first)) || FOREIGN_FIELDS.test(name) || RESOLVED.test(name))
    return { kind: 'not-dissected', reason: say('filter.notDissected', { name }), hint: null, instead: null };
  const instead = closest(name);
  return {
    kind: 'unknown-field',
    reason: say('filter.unknownField', { name }),
    hint: instead === null ? null : say('filter.hint.didYouMean', { name: instead }),
    instead,
  };
}
