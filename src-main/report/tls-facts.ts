// What a report tells of TLS: the messages of the handshake, what was offered and chosen, certificates, fingerprints. Out of the field
// trees of the frames that carry them, in Wireshark's names; whatever is encrypted stays so. Pure.
import type { TreeNode } from '../ipc/engine-contract';

export interface TlsMessage {
  frame: number;
  fromA: boolean;
  /** as the record says: `Handshake: Client Hello`, `Application Data` */
  name: string;
  /** bytes of the record */
  length: number;
}
/** A certificate as it was sent. */
export interface TlsCertificate {
  frame: number;
  subject: string;
  issuer: string;
  notBefore: string;
  notAfter: string;
  names: readonly string[];
}
export interface TlsFacts {
  messages: readonly TlsMessage[];
  /** there are more than those */
  more: boolean;
  /** of the first Client Hello; 0: it was not seen */
  clientHello: number;
  serverHello: number;
  serverName: string;
  /** lists in the order of the wire, GREASE included */
  offered: { versions: string[]; suites: string[]; groups: string[]; signatures: string[]; alpn: string[] };
  chosen: { version: string; suite: string; group: string; alpn: string };
  certificates: readonly TlsCertificate[];
  alerts: readonly { frame: number; fromA: boolean; text: string }[];
  fingerprints: readonly (readonly [name: string, value: string, filter: string])[];
  /** the Server Hello is a Hello Retry Request */
  retried: boolean;
}

/** Records, and entries of a list, that are told at most. */
const MOST_MESSAGES = 60;
const MOST_LISTED = 64;
const MOST_CERTIFICATES = 12;

const F = {
  record: 'tls.record',
  handshake: 'tls.handshake',
} as const;
const CLIENT_HELLO = 'Client Hello';
const SERVER_HELLO = 'Server Hello';

/** Gathers what the frames of a connection tell, in their order. */
export class TlsCollector {
  readonly #messages: TlsMessage[] = [];
  readonly #certificates: TlsCertificate[] = [];
  readonly #alerts: { frame: number; fromA: boolean; text: string }[] = [];
  readonly #fingerprints: [string, string, string][] = [];
  readonly #facts = {
    clientHello: 0,
    serverHello: 0,
    serverName: '',
    retried: false,
    offered: { versions: [], suites: [], groups: [], signatures: [], alpn: [] } as TlsFacts['offered'],
    chosen: { version: '', suite: '', group: '', alpn: '' },
  };
  #more = false;

  /** @param tree of a frame that carries TLS, or not */
  add(frame: number, fromA: boolean, tree: readonly TreeNode[]): void {
    for (const layer of tree) if (layer.abbrev === 'tls') this.#layer(frame, fromA, layer);
  }

  /** Null: nothing was TLS. */
  facts(): TlsFacts | null {
    if (this.#messages.length === 0) return null;
    const { chosen, offered } = this.#facts;
    return {
      ...this.#facts,
      chosen,
      offered,
      messages: this.#messages,
      more: this.#more,
      certificates: this.#certificates,
      alerts: this.#alerts,
      fingerprints: this.#fingerprints,
    };
  }

  #layer(frame: number, fromA: boolean, layer: TreeNode): void {
    for (const record of layer.children) {
      if (record.abbrev !== F.record) continue;
      const length = valuesOf(record, 'tls.record.length')[0] ?? String(record.len);
      // `TLSv1.3, Handshake: Client Hello`
      const name = record.value.replace(/^[^,]*, /, '').slice(0, 200);
      if (this.#messages.length < MOST_MESSAGES) this.#messages.push({ frame, fromA, name, length: Number(length) });
      else this.#more = true;
      for (const part of record.children) {
        if (part.abbrev === F.handshake) this.#handshake(frame, part);
        if (part.abbrev === 'tls.alert_message') {
          const text = [...valuesOf(part, 'tls.alert_message.level'), ...valuesOf(part, 'tls.alert_message.desc')];
          if (text.length > 0 && this.#alerts.length < MOST_MESSAGES)
            this.#alerts.push({ frame, fromA, text: text.join(', ') });
        }
      }
    }
  }

  #handshake(frame: number, message: TreeNode): void {
    const facts = this.#facts;
    if (message.value.startsWith(CLIENT_HELLO) && facts.clientHello === 0) {
      facts.clientHello = frame;
      facts.serverName = valuesOf(message, 'tls.handshake.extensions_server_name')[0] ?? '';
      const { offered } = facts;
      offered.versions = valuesOf(message, 'tls.handshake.extensions.supported_version');
      if (offered.versions.length === 0) offered.versions = valuesOf(message, 'tls.handshake.version');
      offered.suites = valuesOf(message, 'tls.handshake.ciphersuite');
      offered.groups = valuesOf(message, 'tls.handshake.extensions_supported_group');
      offered.signatures = valuesOf(message, 'tls.handshake.sig_hash_alg');
      offered.alpn = valuesOf(message, 'tls.handshake.extensions_alpn_str');
      this.#fingerprint(message, ['tls.handshake.ja3', 'tls.handshake.ja4']);
    } else if (message.value.startsWith('Hello Retry Request')) facts.retried = true;
    else if (message.value.startsWith(SERVER_HELLO) && facts.serverHello === 0) {
      facts.serverHello = frame;
      const { chosen } = facts;
      const version = valuesOf(message, 'tls.handshake.extensions.supported_version');
      chosen.version = version[0] ?? valuesOf(message, 'tls.handshake.version')[0] ?? '';
      chosen.suite = valuesOf(message, 'tls.handshake.ciphersuite')[0] ?? '';
      chosen.group = valuesOf(message, 'tls.handshake.extensions_key_share_group')[0] ?? '';
      chosen.alpn = valuesOf(message, 'tls.handshake.extensions_alpn_str')[0] ?? '';
      this.#fingerprint(message, ['tls.handshake.ja3s']);
    } else if (message.value.startsWith('Server Key Exchange') && facts.chosen.group === '')
      facts.chosen.group = valuesOf(message, 'tls.handshake.server_named_curve')[0] ?? '';
    else if (message.value.startsWith('Certificate')) this.#chain(frame, message);
  }

  #fingerprint(message: TreeNode, names: readonly string[]): void {
    for (const node of allOf(message))
      if (names.includes(node.abbrev)) this.#fingerprints.push([node.name, node.value, node.filter]);
  }

  #chain(frame: number, message: TreeNode): void {
    for (const certificate of allOf(message)) {
      if (certificate.abbrev !== 'x509af.signedCertificate_element' || this.#certificates.length >= MOST_CERTIFICATES)
        continue;
      const parts = [...allOf(certificate)];
      const value = (abbrev: string): string => parts.find((node) => node.abbrev === abbrev)?.value ?? '';
      const names = (abbrev: string): string[] =>
        parts.filter((node) => node.abbrev === abbrev).map((node) => node.value);
      this.#certificates.push({
        frame,
        subject: value('x509af.subject'),
        issuer: value('x509af.issuer'),
        notBefore: timeIn(parts, 'x509af.notBefore'),
        notAfter: timeIn(parts, 'x509af.notAfter'),
        names: [...names('x509ce.dNSName'), ...names('x509ce.IPAddress.ipv4')].slice(0, MOST_LISTED),
      });
    }
  }
}

function timeIn(parts: readonly TreeNode[], abbrev: string): string {
  const node = parts.find((one) => one.abbrev === abbrev);
  if (!node) return '';
  const time = [...allOf(node)].find(
    (one) => one.abbrev === 'x509af.utcTime' || one.abbrev === 'x509af.generalizedTime',
  );
  return time?.value ?? node.value;
}

function* allOf(node: TreeNode): Generator<TreeNode> {
  for (const child of node.children) {
    yield child;
    yield* allOf(child);
  }
}
/** Values of a field below a node, in their order. */
function valuesOf(node: TreeNode, abbrev: string): string[] {
  const values: string[] = [];
  for (const one of allOf(node)) {
    if (one.abbrev !== abbrev || values.length >= MOST_LISTED) continue;
    values.push(one.value);
  }
  return values;
}
