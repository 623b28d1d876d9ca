// What fields of TLS and of certificates mean, in a sentence each, by the name of the field. The Simplified Chinese ones stand in
// ../zh-cn/field-help-tls.ts. ICU MessageFormat.
export const fieldHelpTls = {
  'fieldHelp.tls': 'The segment carries records of TLS or SSL.',
  'fieldHelp.tls.record.content_type':
    'What the record carries: 20 change cipher spec, 21 alert, 22 handshake, 23 application data, 24 heartbeat.',
  'fieldHelp.tls.record.version':
    'Version in the record header. It says little: TLS 1.3 always writes 1.2 here, and a first hello often 1.0.',
  'fieldHelp.tls.handshake.type':
    'Type of the handshake message: 1 Client Hello, 2 Server Hello, 11 Certificate, 16 Client Key Exchange, 20 Finished …',
  'fieldHelp.tls.handshake.version':
    'Version that a hello names. TLS 1.3 always writes 1.2 here; the real one is in tls.handshake.extensions.supported_version.',
  'fieldHelp.tls.handshake.ciphersuite': 'A cipher suite that the client offers, or the one that the server chose.',
  'fieldHelp.tls.handshake.extensions_server_name':
    'Host name that the client asks for (SNI), in the clear unless Encrypted Client Hello is used.',
  'fieldHelp.tls.handshake.extensions_alpn_str':
    'Application protocol that is offered or chosen: “h2” for HTTP/2, “http/1.1” …',
  'fieldHelp.tls.handshake.extensions.supported_version':
    'TLS versions that the client offers; in a Server Hello the one that was chosen.',
  'fieldHelp.tls.handshake.extensions_supported_group':
    'A group for key exchange that the client supports, the one it likes best first.',
  'fieldHelp.tls.handshake.extensions_key_share_group':
    'Group of a public key that comes with the hello. If the server wants another group, it asks for a new hello: one more round trip.',
  'fieldHelp.tls.handshake.sig_hash_alg':
    'A signature algorithm that the sender accepts, or the one that a signature was made with.',
  'fieldHelp.tls.handshake.ja3':
    'MD5 over what the Client Hello offers, in order, without GREASE: tells client programs apart. Browsers that shuffle their extensions have a new one each time.',
  'fieldHelp.tls.handshake.ja3s':
    'MD5 over version, cipher suite and extensions of the Server Hello; it depends on what the client offered, too.',
  'fieldHelp.tls.handshake.ja4':
    'Fingerprint of the Client Hello that does not depend on the order of cipher suites and extensions: carrier, version, SNI, counts, ALPN, then two hashes.',
  'fieldHelp.tls.alert_message.level': '1 warning, 2 fatal. TLS 1.3 goes by the description alone.',
  'fieldHelp.tls.alert_message.desc':
    'Why the sender ends the connection or refuses something: 0 close notify, 40 handshake failure, 48 unknown CA, 70 protocol version …',
  'fieldHelp.tls.app_data':
    'The encrypted content of the record. In TLS 1.3 most of the handshake looks like this, too.',
  'fieldHelp.x509sat.uTF8String':
    'A text in a name of a certificate, such as the host name or the organization of its subject or issuer.',
  'fieldHelp.x509sat.printableString': 'A text of plain letters and digits in a name of a certificate.',
  'fieldHelp.x509af.serialNumber': 'Number of the certificate at its issuer.',
  'fieldHelp.x509ce.dNSName': 'A host name that the certificate is valid for (subject alternative name).',

  'fieldHelp.dtls': 'The datagram carries records of DTLS, which is TLS over UDP.',
  'fieldHelp.dtls.record.content_type':
    'What the record carries: 20 change cipher spec, 21 alert, 22 handshake, 23 application data, 24 heartbeat.',
  'fieldHelp.dtls.record.special_type':
    '25: a protected record with a connection ID; what it really carries is encrypted.',
  'fieldHelp.dtls.record.version':
    'Version in the record header. It says little: a first hello often has 1.0, and DTLS 1.3 writes 1.2.',
  'fieldHelp.dtls.record.epoch': 'How often the sender has changed its keys: 0 is in the clear.',
  'fieldHelp.dtls.record.sequence_number':
    'Number of the record in its epoch: datagrams can be lost, doubled or overtaken.',
  'fieldHelp.dtls.record.connection_id':
    'Tells the receiver which connection the record belongs to, even if the sender’s address has changed.',
  'fieldHelp.dtls.unified_header.epoch_bits':
    'The last two bits of the epoch in DTLS 1.3: 2 is the handshake, 3 and what follows it application data.',
  'fieldHelp.dtls.handshake.version':
    'Version that a hello names, counted downwards: fefd is 1.2, feff is 1.0. DTLS 1.3 writes 1.2 here.',
  'fieldHelp.dtls.handshake.message_seq':
    'Number of the handshake message at its sender; one that is sent again keeps it.',
  'fieldHelp.dtls.handshake.fragment_offset': 'Where in its message this fragment begins, in bytes.',
  'fieldHelp.dtls.handshake.fragment_length':
    'Bytes of the message that stand here. Fewer than its length: it is in fragments, because a datagram is too small for it.',
  'fieldHelp.dtls.handshake.cookie':
    'What the server wants to see again before it does any work: proof that the client is where it says it is.',
  'fieldHelp.dtls.use_srtp.protection_profile':
    'How SRTP is to be protected with the keys that this handshake makes, as for calls in a browser (WebRTC).',
} as const;
