// What is said of the TLS handshake of a connection. The Simplified Chinese ones stand in ../zh-cn/tls-look.ts. ICU MessageFormat; `who` is client
// or server, `sure` yes or probably. Names of versions, suites, groups and alerts are the same in every language.
export const tlsLook = {
  'view.tls': 'TLS',
  'tls.title': 'TLS',
  'tls.messages': 'Handshake',

  'tls.say.complete':
    'The TLS handshake was {sure, select, probably {probably } other {}}complete after {took}: {version}, {cipher}{hasGroup, select, yes {, {group}} other {}}, {trips, plural, one {# round trip} other {# round trips}}.',
  'tls.say.resumed':
    'An earlier session was resumed ({by, select, psk {pre-shared key, as a ticket gives one} ticket {session ticket} other {session ID}}): no certificate was sent.',
  'tls.say.retry':
    'The server asked for another key (Hello Retry Request), which cost one more round trip{known, select, yes {: it chose {group} in the end} other {}}.',
  'tls.say.early':
    '{sent, select, yes {The client sent early data (0-RTT) in {records, plural, one {# record} other {# records}}{taken, select, yes {, and the server took it.} no {, and the server did not take it.} other {; whether the server took it is encrypted.}}} other {The client offered early data (0-RTT) and sent none.}}',
  'tls.say.oldVersion': '{version} is outdated and must not be used any more.',
  'tls.say.closeNotify':
    '{who, select, both {Both ends} client {The client} other {The server}} {sure, select, probably {probably } other {}}said that nothing more comes (close_notify).',
  'tls.say.truncated':
    'The {who, select, client {client} other {server}} closed the connection without saying that nothing more comes (close_notify): TLS alone cannot tell whether all its data had arrived.',
  'tls.say.laterAlert':
    'After the handshake the {who, select, client {client} other {server}} ended the connection with the alert “{name}” ({number}).',
  'tls.say.cutShort': 'The connection has more TLS records than are looked at: how it ended is not judged.',
  'tls.say.partial': 'The beginning of TLS was not captured: what was agreed cannot be told.',

  'tls.say.alert':
    'The {who, select, client {client} other {server}} refused{to, select, hello { the ClientHello} server { what the server answered} other { the handshake}} with the alert “{name}” ({number}).',
  'tls.say.noVersion':
    'They have no version in common: the client offered {offered}, and the server speaks none of these.',
  'tls.say.versionChosen': 'The server chose {chosen}; the client offered {offered}.',
  'tls.say.suspect':
    'Probably they have no {what, select, cipher {cipher suite} group {group} other {signature algorithm}} in common: the client offered {count, plural, one {only {names}} other {{names}}}{what, select, signature {, and the key of the server must fit one of these} other {}}.',
  'tls.say.suspectNone':
    'What the client offered is usual ({ciphers, plural, one {# cipher suite} other {# cipher suites}}, {groups, plural, one {# group} other {# groups}}, {signatures, plural, one {# signature algorithm} other {# signature algorithms}}): what the server lacks this capture does not tell.',
  'tls.say.noName':
    '{sent, select, yes {The server does not know the name {name}, which the client asked for (SNI).} other {The client asked for no name (SNI), and the server needs one.}}',
  'tls.say.noAlpn': 'They have no application protocol in common: the client offered {offered} (ALPN).',
  'tls.say.internal':
    'Something went wrong inside the server. {sent, select, yes {Some servers say so when they have nothing for the name {name}.} other {Some servers say so when the client asks for no name (SNI).}}',

  'tls.say.rejectedHidden':
    'In place of finishing, the client sent one encrypted record of {bytes, plural, one {# byte} other {# bytes}}, the size of an alert: probably it did not accept what the server showed, most often its certificate.',
  'tls.say.clientCertificate':
    'The server {sure, select, probably {probably } other {}}wanted a certificate of the client, {sent, select, empty {and the client sent none} other {and did not accept the one that it got}}.',

  'tls.say.left':
    'The handshake was broken off: {after} after the last message the {who, select, client {client} other {server}} {how, select, rst {reset} other {closed}} the connection, {stage, select, hello {before the server had answered the ClientHello} certificate {after the server had sent its certificate} hidden {after the encrypted answer of the server} keys {after the client had sent its keys} other {in the middle of it}}.',
  'tls.say.leftCertificate': 'A client that leaves there without a word probably did not accept the certificate.',
  'tls.say.foreignReset':
    'The RST probably does not come from the server but from something on the way: its TTL is {ttl}, that of the SYN-ACK {otherTtl}.',
  'tls.say.quickReset':
    'The RST probably does not come from the server but from something nearer: it came after {took}, a round trip takes {rtt}.',
  'tls.say.ownReset': 'Nothing in the capture tells the RST from one of the server itself.',
  'tls.say.timeout':
    'The {who, select, client {client} other {server}} did not answer for {waited}{stage, select, hello {: the ClientHello got no reply} other {, in the middle of the handshake}}.',
  'tls.say.incomplete':
    'The handshake was not complete when the capture ended, {waited} after its last message: the {who, select, client {client} other {server}} was to send next.',

  'tls.say.plainHttp':
    'The client spoke plain HTTP to port {port}, where TLS is spoken{answer, select, http {: the server answered with HTTP status {status}} tls {: the server answered with TLS} other {}}.',
  'tls.say.plainServer':
    'The client spoke TLS to port {port}, and the server answered {known, select, yes {in plain {protocol}} other {with something else}}.',

  'tls.cert.unreadable': 'A certificate of the chain cannot be read.',
  'tls.cert.expired':
    'The certificate of {subject} had expired when this was captured{days, plural, =0 {} one {, # day before} other {, # days before}}.',
  'tls.cert.notYetValid':
    'The certificate of {subject} was not valid yet when this was captured{days, plural, =0 {} one {: it begins # day later} other {: it begins # days later}}.',
  'tls.cert.nameMismatch':
    'The certificate is not for the name that was asked for: {asked} is not among its names ({names}).',
  'tls.cert.selfSigned': 'The certificate is self-signed: no authority vouches for {subject}.',
  'tls.cert.wrongOrder': 'The certificates of the chain were sent in the wrong order.',
  'tls.cert.missingIntermediate':
    'The server sent its own certificate alone: if an intermediate has issued it, clients cannot build the chain.',
  'tls.cert.badSignature': 'The signature of the certificate of {subject} does not fit the key of its issuer.',
  'tls.cert.weakKey': 'The key of {subject} is weak: {key}.',
  'tls.cert.weakSignature': 'The certificate of {subject} is signed with a weak algorithm: {signature}.',
  'tls.cert.notCa': 'The certificate of {subject} stands for an issuer without being a CA: it must not sign others.',

  'tls.certProblem.unreadable': 'cannot be read',
  'tls.certProblem.expired': 'expired',
  'tls.certProblem.notYetValid': 'not valid yet',
  'tls.certProblem.nameMismatch': 'not for this name',
  'tls.certProblem.selfSigned': 'self-signed',
  'tls.certProblem.wrongOrder': 'wrong order',
  'tls.certProblem.missingIntermediate': 'sent alone',
  'tls.certProblem.badSignature': 'signature does not fit',
  'tls.certProblem.weakKey': 'weak key',
  'tls.certProblem.weakSignature': 'weak signature',
  'tls.certProblem.notCa': 'not a CA',

  'tls.check.trust':
    'Check which authorities the client trusts, whether the name, the dates and the chain of the certificate are right, and the log of the client.',
  'tls.check.clientCertificate':
    '{sent, select, empty {Give the client its certificate and key, and check that one of the authorities that the server names has issued it.} other {Check on the server why it refuses the certificate: its dates, its issuer, its purpose.}}',
  'tls.check.resetHello':
    'Try from another network, {sent, select, yes {and with another name than {name}: filters that look at names reset connections like this} other {and with a name (SNI)}}; look into the log of the server whether it saw the connection.',
  'tls.check.closedHello':
    'Look into the log of the server{sent, select, yes {, and check that it serves the name {name}} other {, and try with a name (SNI)}}. A load balancer without a server behind it closes like this, too.',
  'tls.check.left':
    'Look into the log of the {who, select, client {client} other {server}}: it ended the connection and did not say why.',
  'tls.check.timeout':
    '{stage, select, hello {A ClientHello of more than one segment is sometimes lost to a wrong MTU or a filter: see whether it was acknowledged.} other {See in the timeline whether segments were lost, and look into the log of the end that was silent.}}',
  'tls.check.plainHttp': 'Use https:// in the address, or the port that the server has for plain HTTP.',
  'tls.check.plainServer':
    '{known, select, yes {Use plain {protocol} for this port{protocol, select, HTTP { (http://)} SSH {} other {, with STARTTLS where the server offers it}}} other {Check the port}}, or turn TLS on at the server for it.',
  'tls.check.oldVersion': 'Turn on TLS 1.2 and TLS 1.3 at both ends.',

  'tls.offered': 'Offered and chosen',
  'tls.row.version': 'Version',
  'tls.row.cipher': 'Cipher suite',
  'tls.row.group': 'Group',
  'tls.row.signature': 'Signature algorithm',
  'tls.row.alpn': 'Application protocol (ALPN)',
  'tls.col.what': 'What',
  'tls.col.client': 'Client offers',
  'tls.col.server': 'Server chooses',
  'tls.hidden': 'encrypted',
  'tls.more': '{count, plural, one {# more message} other {# more messages}}',
  'tls.decrypted': 'decrypted',
  'tls.probably': 'probably {name}',
  'tls.bytes': '{count, plural, one {# byte} other {# bytes}}',
  'tls.cert.title': 'Certificates of connection {stream}',
  'tls.cert.of': '{who, select, client {Client} other {Server}}, packet {frame}',
  'tls.cert.subject': 'Subject',
  'tls.cert.issuer': 'Issuer',
  'tls.cert.valid': 'Valid',
  'tls.cert.range': '{from} to {to}',
  'tls.cert.names': 'Names',
  'tls.cert.key': 'Public key',
  'tls.cert.signature': 'Signed with',
  'tls.cert.serial': 'Serial number',
  'tls.cert.fingerprint': 'SHA-256 fingerprint',
  'tls.cert.extensions': 'Extensions',
  'tls.cert.critical': 'critical',
  'tls.cert.none': 'no subject',
  'tls.cert.copy': 'Copy as PEM',
  'tls.cert.saveDer': 'Save as DER…',
  'tls.cert.savePem': 'Save as PEM…',
  'tls.cert.copyChain': 'Copy the chain as PEM',
  'tls.cert.saveChain': 'Save the chain as PEM…',
  'tls.cert.more': '{count, plural, one {# more certificate was sent.} other {# more certificates were sent.}}',
  'tls.open': 'Certificates ({count})',

  'tls.list.problemsFirst': 'Problems first',
  'tls.list.displayed': 'Only displayed packets',
  'tls.list.unlisted': '{count, plural, one {# more handshake} other {# more handshakes}} not listed',
  'tls.list.goTo': 'Go to packet {frame}',
  'tls.list.searching': 'Handshakes are being looked for …',
  'tls.list.none': 'There is no TLS handshake in this capture.',
  'tls.list.noneDisplayed': 'The display filter shows no packet of a TLS handshake.',
  'tls.outcome.alert': 'refused by an alert',
  'tls.outcome.certificateRejected': 'certificate rejected',
  'tls.outcome.clientCertificate': 'client certificate missing or refused',
  'tls.outcome.reset': 'reset',
  'tls.outcome.closed': 'closed',
  'tls.outcome.timeout': 'no answer',
  'tls.outcome.notTls': 'one end spoke no TLS',
  'tls.outcome.incomplete': 'not complete',
  'tls.outcome.partial': 'beginning not captured',
  'tls.outcome.complete': 'complete',
  'tls.surety.yes': 'yes',
  'tls.surety.no': 'no',
  'tls.surety.probably': 'probably',
  'tls.column.stream': 'Stream',
  'tls.column.client': 'Client',
  'tls.column.server': 'Server',
  'tls.column.serverName': 'Name (SNI)',
  'tls.column.outcome': 'Outcome',
  'tls.column.version': 'Version',
  'tls.column.cipher': 'Cipher suite',
  'tls.column.group': 'Group',
  'tls.column.alpn': 'ALPN',
  'tls.column.resumed': 'Resumed',
  'tls.column.roundTrips': 'Round trips',
  'tls.column.daysLeft': 'Days to expiry',
  'tls.column.ja4': 'JA4',
} as const;
