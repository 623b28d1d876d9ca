// What the values of the fields that Synscope works out and of those of the frame mean, in a sentence each, by the name of the field. The Simplified Chinese ones
// stand in ../zh-cn/field-help-app.ts. ICU MessageFormat.
export const fieldHelpApp = {
  'fieldHelp.synscope': 'The packet belongs to a TCP connection that Synscope has followed.',
  'fieldHelp.synscope.sender':
    'Which end sent this packet: "client" or "server"; who is the client is told by synscope.client_by.',
  'fieldHelp.synscope.client_by':
    'How the client is known: "syn", "syn-ack", or guessed by "port" or by the "first" packet.',
  'fieldHelp.synscope.handshake':
    'How the connection was set up: "complete", "refused", "no-answer", "probe" …; the same for all its packets.',
  'fieldHelp.synscope.syn_to_synack':
    'Seconds from the last SYN to the SYN-ACK: the round trip to the server when captured at the client, near 0 at the server.',
  'fieldHelp.synscope.synack_to_ack':
    'Seconds from the SYN-ACK to the ACK that completes the handshake: near 0 at the client, the round trip to the client at the server.',
  'fieldHelp.synscope.handshake_time':
    'Seconds from the first SYN to the ACK that completes the handshake: what the user waited, repeated SYNs included.',
  'fieldHelp.synscope.ending':
    'How the connection ended: "fin-4", "fin-3", "fin-half", "rst", "open" …; matches "^fin" finds the orderly ends.',
  'fieldHelp.synscope.duration': 'Seconds from the first to the last packet of the connection.',
  'fieldHelp.synscope.client_packets': 'Packets that the client sent in the whole connection.',
  'fieldHelp.synscope.server_packets': 'Packets that the server sent in the whole connection.',
  'fieldHelp.synscope.client_bytes': 'Bytes that the client sent, whole frames as they were on the wire.',
  'fieldHelp.synscope.server_bytes': 'Bytes that the server sent, whole frames as they were on the wire.',
  'fieldHelp.frame': 'Every packet has it: what the capture says about the frame itself.',
  'fieldHelp.frame.number': 'Place of the packet in the capture, from 1; filters and sorting do not change it.',
  'fieldHelp.frame.len': 'Length of the frame on the wire in bytes, even if fewer were captured.',
  'fieldHelp.frame.cap_len': 'Bytes that were captured; less than frame.len when the capture cut packets off.',
  'fieldHelp.frame.time': 'Date and time of arrival at the capturing machine.',
  'fieldHelp.frame.time_epoch': 'Time of arrival in seconds since 1 January 1970, UTC.',
  'fieldHelp.frame.time_delta':
    'Seconds since the packet before in the capture, whatever it belongs to; for one connection see tcp.time_delta.',
  'fieldHelp.frame.time_relative': 'Seconds since the first packet of the capture.',
  'fieldHelp.frame.offset_shift': 'By how many seconds the time of this packet was shifted by hand.',
  'fieldHelp.frame.encap_type': 'What kind of link the frame was captured on; 1 is Ethernet.',
  'fieldHelp.frame.interface_id': 'Number of the interface in the capture file, from 0.',
  'fieldHelp.frame.interface_name': 'Name of the interface the packet was captured on.',
  'fieldHelp.frame.interface_description': 'Description of that interface, where the file has one.',
  'fieldHelp.frame.marked': '1 for packets that were marked.',
  'fieldHelp.frame.ignored': '1 for packets that are to be ignored.',
  'fieldHelp.frame.protocols':
    'The protocols in the packet from the outside in, with colons between them: eth:ethertype:ip:tcp.',
  'fieldHelp.frame.comment': 'Comment that somebody wrote to the packet in the capture file.',
  'fieldHelp.frame.comment.expert': 'Expert note: the packet has a comment.',
  'fieldHelp.frame.len_lt_caplen': 'Expert note: more bytes were captured than the frame is said to have had.',
  'fieldHelp.pkt_comment': 'The packet has a comment in the capture file.',
  'fieldHelp._ws.short': 'The capture cut the packet off: its end is not there, but nothing is wrong with it.',
  'fieldHelp._ws.malformed': 'The packet contradicts itself, for example by a length that goes beyond its end.',
  'fieldHelp._ws.malformed.dissector_bug': 'A dissector failed: a bug of this app, not of the packet.',
  'fieldHelp._ws.too_many_layers':
    'Expert note: more than 64 protocols are inside each other, the rest was not looked into.',
  'fieldHelp._ws.unreassembled': 'The rest of the packet is in other fragments.',
  'fieldHelp._ws.expert': 'The packet has an expert note: something notable about one of its fields.',
  'fieldHelp._ws.expert.message': 'Text of the expert note, in English.',
  'fieldHelp._ws.expert.group':
    'What the note is about, as a number of Wireshark: checksum 0x01000000, sequence 0x02000000, malformed 0x07000000 …',
  'fieldHelp._ws.expert.severity': 'How serious it is: chat 0x200000, note 0x400000, warning 0x600000, error 0x800000.',
} as const;
