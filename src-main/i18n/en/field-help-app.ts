// What the values of the fields that Synscope works out and of those of the frame mean, in a sentence each, by the name of the field. The Simplified Chinese ones
// stand in ../zh-cn/field-help-app.ts. ICU MessageFormat.
export const fieldHelpApp = {
  'fieldHelp.synscope': 'The packet belongs to a TCP connection that Synscope has tracked.',
  'fieldHelp.synscope.sender':
    'Which end sent this packet: "client" or "server"; synscope.client_by says how the client is known.',
  'fieldHelp.synscope.client_by':
    'How the client is known: from the "syn" or "syn-ack", or guessed from the "port" or the "first" packet.',
  'fieldHelp.synscope.ignored':
    'Why the other end does not act on this segment: its numbers are impossible (RFC 9293 section 3.10.7, RFC 5961); "rst-outside", "seq-outside" …',
  'fieldHelp.synscope.handshake':
    'How the connection was set up: "complete", "refused", "no-answer", "probe" …; the same for all its packets.',
  'fieldHelp.synscope.syn_to_synack':
    'Seconds from the last SYN to the SYN-ACK: the round trip to the server if captured at the client, close to 0 at the server.',
  'fieldHelp.synscope.synack_to_ack':
    'Seconds from the SYN-ACK to the ACK that completes the handshake: close to 0 if captured at the client, the round trip to the client at the server.',
  'fieldHelp.synscope.handshake_time':
    'Seconds from the first SYN to the ACK that completes the handshake: the user’s waiting time, including repeated SYNs.',
  'fieldHelp.synscope.initial_rtt':
    'Seconds from the last SYN to the first segment with ACK and without SYN, as tcp.analysis.initial_rtt in Wireshark. A repeated SYN makes it shorter.',
  'fieldHelp.synscope.first_byte_client':
    'Seconds from the ACK that completes the handshake (or the first packet, if it was not captured) to the first data of the client.',
  'fieldHelp.synscope.first_byte_server':
    'Seconds from the ACK that completes the handshake (or the first packet, if it was not captured) to the first data of the server.',
  'fieldHelp.synscope.response_time':
    'Seconds from the first data of the client to the first data of the server; absent where the server speaks first.',
  'fieldHelp.synscope.syn_retries': 'Number of SYNs that were sent again because no answer came.',
  'fieldHelp.synscope.synack_retries': 'Number of SYN-ACKs that were sent again because no ACK came.',
  'fieldHelp.synscope.capture_place':
    'Where the connection was captured: "client", "server", "between" or "unknown", told by TTL values and handshake times.',
  'fieldHelp.synscope.capture_place_by':
    'What tells where the connection was captured: "hops" (TTL values), "times" (of the handshake) or "both".',
  'fieldHelp.synscope.ending':
    'How the connection ended: "fin-4", "fin-3", "fin-half", "rst", "open" …; matches "^fin" finds the orderly endings.',
  'fieldHelp.synscope.duration': 'Seconds from the first to the last packet of the connection.',
  'fieldHelp.synscope.client_packets': 'Number of packets that the client sent in the whole connection.',
  'fieldHelp.synscope.server_packets': 'Number of packets that the server sent in the whole connection.',
  'fieldHelp.synscope.client_bytes': 'Bytes that the client sent, counted as whole frames on the wire.',
  'fieldHelp.synscope.server_bytes': 'Bytes that the server sent, counted as whole frames on the wire.',
  'fieldHelp.synscope.client_rtt_min':
    'Seconds: the shortest time from a segment of the client to the ACK of it (tcp.analysis.ack_rtt), segments that were sent again left out.',
  'fieldHelp.synscope.client_rtt_median':
    'Seconds within which half of the segments of the client were acknowledged; segments that were sent again left out.',
  'fieldHelp.synscope.client_rtt_p95':
    'Seconds within which 95 % of the segments of the client were acknowledged; segments that were sent again left out.',
  'fieldHelp.synscope.client_rtt_max':
    'Seconds: the longest time from a segment of the client to the ACK of it (tcp.analysis.ack_rtt), segments that were sent again left out.',
  'fieldHelp.synscope.server_rtt_min':
    'Seconds: the shortest time from a segment of the server to the ACK of it (tcp.analysis.ack_rtt), segments that were sent again left out.',
  'fieldHelp.synscope.server_rtt_median':
    'Seconds within which half of the segments of the server were acknowledged; segments that were sent again left out.',
  'fieldHelp.synscope.server_rtt_p95':
    'Seconds within which 95 % of the segments of the server were acknowledged; segments that were sent again left out.',
  'fieldHelp.synscope.server_rtt_max':
    'Seconds: the longest time from a segment of the server to the ACK of it (tcp.analysis.ack_rtt), segments that were sent again left out.',
  'fieldHelp.synscope.server_think_median':
    'Seconds from the last data of the client to the first data with which the server answers: the median of all answers.',
  'fieldHelp.synscope.server_think_max':
    'Seconds from the last data of the client to the first data with which the server answers: the longest of all answers.',
  'fieldHelp.synscope.longest_idle':
    'Seconds: the longest time between two packets of the connection that follow each other.',
  'fieldHelp.synscope.client_zero_window':
    'Seconds for which the client announced a window of 0: it took no more data.',
  'fieldHelp.synscope.server_zero_window':
    'Seconds for which the server announced a window of 0: it took no more data.',
  'fieldHelp.synscope.client_data_segments':
    'Number of segments with data that the client sent, repeated ones included.',
  'fieldHelp.synscope.server_data_segments':
    'Number of segments with data that the server sent, repeated ones included.',
  'fieldHelp.synscope.client_retransmissions':
    'Number of segments of the client whose data had been captured before. What fills a gap is not counted, so it can differ from tcp.analysis.retransmission.',
  'fieldHelp.synscope.server_retransmissions':
    'Number of segments of the server whose data had been captured before. What fills a gap is not counted, so it can differ from tcp.analysis.retransmission.',
  'fieldHelp.synscope.client_retransmission_rate':
    'Percent of the segments with data of the client that were sent again: synscope.client_retransmissions of synscope.client_data_segments.',
  'fieldHelp.synscope.server_retransmission_rate':
    'Percent of the segments with data of the server that were sent again: synscope.server_retransmissions of synscope.server_data_segments.',
  'fieldHelp.synscope.tls.version': 'Version of TLS that the server of the connection chose: "TLS 1.2", "TLS 1.3" …',
  'fieldHelp.synscope.tls.server_name': 'Name of the server that the client of the connection asked for (SNI).',
  'fieldHelp.synscope.tls.alpn':
    'Protocol that the server chose ("h2", "http/1.1" …); TLS 1.3 sends it encrypted, so it is not seen there.',
  'fieldHelp.synscope.tls.cipher': 'Cipher suite that the server of the connection chose, by its IANA name.',
  'fieldHelp.synscope.tls.group': 'Group of the key exchange that both ends agreed on: "x25519", "secp256r1" …',
  'fieldHelp.synscope.tls.resumed': 'Whether the connection resumed an earlier session: "yes", "no" or "unknown".',
  'fieldHelp.synscope.tls.alert':
    'The first alert in the clear that ended the connection or its handshake, by name: "Handshake Failure", "Unknown CA" …',
  'fieldHelp.synscope.tls.days_left':
    'Days from the handshake until the certificate of the server expires; below 0 it had expired. TLS 1.3 sends it encrypted.',
  'fieldHelp.synscope.tls.ja4': 'JA4 fingerprint of the ClientHello that the connection began with.',
  'fieldHelp.synscope.analysis.opinion':
    'The capture itself proves something beside what Wireshark’s analysis says of this segment; on its own, this finds every second opinion.',
  'fieldHelp.synscope.analysis.reordered':
    'Second opinion: Wireshark says retransmission, but it was sent before what overtook it (time stamps or IP identification).',
  'fieldHelp.synscope.analysis.sent_again': 'Second opinion: Wireshark says out of order, but it was sent again.',
  'fieldHelp.synscope.analysis.spurious_dsack':
    'Second opinion: a retransmission without need; the receiver reported a duplicate (D-SACK).',
  'fieldHelp.synscope.analysis.spurious_timestamp':
    'Second opinion: a retransmission without need; the ACK echoes the time stamp of the first copy.',
  'fieldHelp.synscope.analysis.not_seen_before':
    'Second opinion: called a retransmission, but no earlier copy of its bytes was captured.',
  'fieldHelp.synscope.analysis.needed':
    'Second opinion: called a spurious retransmission by an ACK that its receiver ignores.',
  'fieldHelp.synscope.analysis.captured_twice': 'Second opinion: one packet that was captured twice, not sent twice.',
  'fieldHelp.synscope.analysis.simultaneous_open': 'Second opinion: part of a simultaneous open, not repeated.',
  'fieldHelp.synscope.analysis.ignored':
    'Second opinion: the end that it reaches does not act on it; synscope.ignored says why.',
  'fieldHelp.synscope.analysis.repeated_byte':
    'Second opinion: called a keep-alive, but it is a byte of data sent again.',
  'fieldHelp.synscope.analysis.keep_alive':
    'Second opinion: called the first segment behind a gap, but it is a keep-alive.',
  'fieldHelp.synscope.analysis.window_probe':
    'Second opinion: called a keep-alive or a retransmission, but it is a probe of a closed window.',
  'fieldHelp.synscope.analysis.file_order':
    'Second opinion: the label comes from the order of the file; by time the segments are in order.',
  'fieldHelp.synscope.analysis.reports_duplicate':
    'Second opinion: a duplicate ACK that reports data received twice (D-SACK), not a loss.',
  'fieldHelp.synscope.analysis.challenge_ack':
    'Second opinion: a duplicate ACK that answers a segment which was not acted on.',
  'fieldHelp.synscope.analysis.evidence': 'Number of a packet that proves the second opinion.',
  'fieldHelp.frame': 'Present in every packet: what the capture records about the frame itself.',
  'fieldHelp.frame.number': 'Position of the packet in the capture, from 1; not affected by filtering or sorting.',
  'fieldHelp.frame.len': 'Length of the frame on the wire in bytes, even if fewer were captured.',
  'fieldHelp.frame.cap_len': 'Number of captured bytes; less than frame.len if the capture truncated the packet.',
  'fieldHelp.frame.time': 'Date and time at which the packet arrived at the capturing machine.',
  'fieldHelp.frame.time_epoch': 'Arrival time in seconds since 1 January 1970, UTC.',
  'fieldHelp.frame.time_delta':
    'Seconds since the previous packet in the capture, whichever connection it belongs to; for a single connection, use tcp.time_delta.',
  'fieldHelp.frame.time_relative': 'Seconds since the first packet of the capture.',
  'fieldHelp.frame.offset_shift': 'Number of seconds by which this packet’s timestamp was shifted manually.',
  'fieldHelp.frame.encap_type': 'Type of link on which the frame was captured; 1 is Ethernet.',
  'fieldHelp.frame.interface_id': 'Number of the interface in the capture file, from 0.',
  'fieldHelp.frame.interface_name': 'Name of the interface on which the packet was captured.',
  'fieldHelp.frame.interface_description': 'Description of that interface, if the file contains one.',
  'fieldHelp.frame.marked': '1 if the packet was marked.',
  'fieldHelp.frame.ignored': '1 if the packet is to be ignored.',
  'fieldHelp.frame.protocols':
    'The protocols in the packet from the outermost to the innermost, separated by colons: eth:ethertype:ip:tcp.',
  'fieldHelp.frame.comment': 'Comment on the packet in the capture file.',
  'fieldHelp.frame.comment.expert': 'Expert note: the packet has a comment.',
  'fieldHelp.frame.len_lt_caplen': 'Expert note: more bytes were captured than the frame is supposed to have.',
  'fieldHelp.pkt_comment': 'The packet has a comment in the capture file.',
  'fieldHelp._ws.short': 'The capture truncated the packet: its end is missing, but nothing is wrong with it.',
  'fieldHelp._ws.malformed': 'The packet contradicts itself, for example with a length that goes past its end.',
  'fieldHelp._ws.malformed.dissector_bug': 'A dissector failed: a bug in this program, not in the packet.',
  'fieldHelp._ws.too_many_layers':
    'Expert note: more than 64 protocols are inside each other, the rest was not looked into.',
  'fieldHelp._ws.unreassembled': 'The rest of the packet is in other fragments.',
  'fieldHelp._ws.expert': 'The packet has an expert note: something noteworthy about one of its fields.',
  'fieldHelp._ws.expert.message': 'Text of the expert note (in English).',
  'fieldHelp._ws.expert.group':
    'Topic of the note, as a Wireshark number: checksum 0x01000000, sequence 0x02000000, malformed 0x07000000 …',
  'fieldHelp._ws.expert.severity':
    'Severity of the note: chat 0x200000, note 0x400000, warning 0x600000, error 0x800000.',
} as const;
