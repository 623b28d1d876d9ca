// Fields of IEEE 802.11 headers, in Wireshark's names.
import { CHECKSUM_STATUS } from '../../values/checksum-field';
import { defineFields } from '../../contract/protocol';
import { FRAME_KINDS } from './wlan-names';

const TYPES = { 0: 'Management frame', 1: 'Control frame', 2: 'Data frame', 3: 'Extension frame' };
const DIRECTIONS = {
  0: 'Not leaving DS or network is operating in AD-HOC mode (To DS: 0 From DS: 0)',
  1: 'Frame from STA to DS via an AP (To DS: 1 From DS: 0)',
  2: 'Frame from DS to a STA via AP(To DS: 0 From DS: 1)',
  3: 'WDS (AP to AP) or Mesh (MP to MP) Frame (To DS: 1 From DS: 1)',
};
// IEEE 802.11-2020 table 10-1: user priority and access category
const PRIORITIES = {
  0: 'Best Effort (Best Effort)',
  1: 'Background (Background)',
  2: 'Spare (Background)',
  3: 'Excellent Effort (Best Effort)',
  4: 'Controlled Load (Video)',
  5: 'Video (Video)',
  6: 'Voice (Voice)',
  7: 'Network Control (Voice)',
};
const CATEGORIES = { 0: 'Best Effort', 1: 'Background', 2: 'Video', 3: 'Voice' };
const ACK_POLICIES = { 0: 'Normal Ack', 1: 'No Ack', 2: 'No explicit acknowledgment', 3: 'Block Ack' };

export const F = defineFields('wlan', {
  'fc.type_subtype': ['Type/Subtype', 'uint16', 'hex', { values: FRAME_KINDS }],
  fc: ['Frame Control Field', 'uint16', 'hex'],
  'fc.version': ['Version', 'uint8', 'dec', { mask: 0x03 }],
  'fc.type': ['Type', 'uint8', 'dec', { mask: 0x0c, values: TYPES }],
  'fc.subtype': ['Subtype', 'uint8', 'dec', { mask: 0xf0 }],
  flags: ['Flags', 'uint8', 'hex'],
  'fc.ds': ['DS status', 'uint8', 'hex', { mask: 0x03, values: DIRECTIONS }],
  'fc.tods': ['To DS', 'bool', 8, { mask: 0x01, words: ['Frame is entering DS', 'Frame is not entering DS'] }],
  'fc.fromds': ['From DS', 'bool', 8, { mask: 0x02, words: ['Frame is exiting DS', 'Frame is not exiting DS'] }],
  'fc.frag': [
    'More Fragments',
    'bool',
    8,
    { mask: 0x04, words: ['More fragments follow', 'This is the last fragment'] },
  ],
  'fc.retry': [
    'Retry',
    'bool',
    8,
    { mask: 0x08, words: ['Frame is being retransmitted', 'Frame is not being retransmitted'] },
  ],
  'fc.retry.expert': ['Retransmission (retry)', 'none', 'none', { expert: 'note', group: 'sequence' }],
  'fc.pwrmgt': ['PWR MGT', 'bool', 8, { mask: 0x10, words: ['STA will go to sleep', 'STA will stay up'] }],
  'fc.moredata': [
    'More Data',
    'bool',
    8,
    { mask: 0x20, words: ['Data is buffered for STA at AP', 'No data buffered'] },
  ],
  'fc.protected': ['Protected flag', 'bool', 8, { mask: 0x40, words: ['Data is protected', 'Data is not protected'] }],
  'fc.order': ['+HTC/Order flag', 'bool', 8, { mask: 0x80, words: ['Strictly ordered', 'Not strictly ordered'] }],
  'fc.extension': ['Control Frame Extension', 'uint8', 'dec'],
  duration: ['Duration', 'uint16', 'dec', { mask: 0x7fff, unit: ' microseconds' }],
  aid: ['Association ID', 'uint16', 'dec', { mask: 0x3fff }],
  ra: ['Receiver address', 'ether'],
  ra_resolved: ['Receiver address (resolved)', 'string', 'none', { says: { of: 'ra' } }],
  ta: ['Transmitter address', 'ether'],
  ta_resolved: ['Transmitter address (resolved)', 'string', 'none', { says: { of: 'ta' } }],
  da: ['Destination address', 'ether'],
  da_resolved: ['Destination address (resolved)', 'string', 'none', { says: { of: 'da' } }],
  sa: ['Source address', 'ether'],
  sa_resolved: ['Source address (resolved)', 'string', 'none', { says: { of: 'sa' } }],
  bssid: ['BSS Id', 'ether'],
  bssid_resolved: ['BSS Id (resolved)', 'string', 'none', { says: { of: 'bssid' } }],
  staa: ['STA address', 'ether'],
  staa_resolved: ['STA address (resolved)', 'string', 'none', { says: { of: 'staa' } }],
  addr: ['Hardware address', 'ether'],
  addr_resolved: ['Hardware address (resolved)', 'string', 'none', { says: { of: 'addr' } }],
  frag: ['Fragment number', 'uint16', 'dec', { mask: 0x000f }],
  seq: ['Sequence number', 'uint16', 'dec', { mask: 0xfff0 }],
  qos: ['Qos Control', 'uint16', 'hex'],
  'qos.tid': ['TID', 'uint16', 'dec', { mask: 0x000f }],
  'qos.priority': ['Priority', 'uint16', 'dec', { mask: 0x0007, values: PRIORITIES }],
  'qos.eosp': ['EOSP', 'bool', 16, { mask: 0x0010, words: ['End of service period', 'Service period'] }],
  'qos.bit4': [
    'QoS bit 4',
    'bool',
    16,
    {
      mask: 0x0010,
      words: [
        'Bits 8-15 of QoS Control field are Queue Size',
        'Bits 8-15 of QoS Control field are TXOP Duration Requested',
      ],
    },
  ],
  'qos.ack': ['Ack Policy', 'uint16', 'hex', { mask: 0x0060, values: ACK_POLICIES }],
  'qos.amsdupresent': ['Payload Type', 'bool', 16, { mask: 0x0080, words: ['A-MSDU', 'MSDU'] }],
  'qos.txop_limit': ['TXOP Limit', 'uint16', 'dec', { mask: 0xff00 }],
  'qos.ps_buf_state': ['QAP PS Buffer State', 'uint16', 'hex', { mask: 0xff00 }],
  'qos.buf_state_indicated': ['Buffer State Indicated', 'bool', 16, { mask: 0x0200, words: ['Yes', 'No'] }],
  'qos.highest_pri_buf_ac': ['Highest-Priority Buffered AC', 'uint16', 'dec', { mask: 0x0c00, values: CATEGORIES }],
  'qos.qap_buf_load': ['QAP Buffered Load', 'uint16', 'dec', { mask: 0xf000 }],
  'qos.txop_dur_req': ['TXOP Duration Requested', 'uint16', 'dec', { mask: 0xff00 }],
  'qos.queue_size': ['Queue Size', 'uint16', 'dec', { mask: 0xff00 }],
  'qos.mesh_ctl_present': ['Mesh Control Present', 'uint16', 'dec', { mask: 0x0100 }],
  htc: ['HT Control (+HTC)', 'uint32', 'hex'],
  'mesh.control_field': ['Mesh Control Field', 'none'],
  'fixed.mesh_flags': ['Mesh Flags', 'uint8', 'hex'],
  'fixed.mesh_ttl': ['Mesh TTL', 'uint8', 'hex'],
  'fixed.mesh_sequence': ['Sequence Number', 'uint32', 'hex'],
  'fixed.mesh_addr4': ['Mesh Extended Address 4', 'ether'],
  'fixed.mesh_addr5': ['Mesh Extended Address 5', 'ether'],
  'fixed.mesh_addr6': ['Mesh Extended Address 6', 'ether'],
  'wep.iv': ['Initialization Vector', 'uint24', 'hex'],
  'tkip.extiv': ['TKIP Ext. Initialization Vector', 'string'],
  'ccmp.extiv': ['CCMP Ext. Initialization Vector', 'string'],
  'wep.key': ['Key Index', 'uint8', 'dec'],
  'wep.icv': ['WEP ICV', 'uint32', 'hex'],
  fcs: ['Frame check sequence', 'uint32', 'hex'],
  'fcs.status': ['FCS Status', 'uint8', 'none', { values: CHECKSUM_STATUS }],
});

/** Headers of the parts of an aggregate. */
export const PARTS = defineFields('wlan_aggregate', {
  'a_mdsu.subframe': ['A-MSDU Subframe', 'none'],
  'a_mdsu.length': ['A-MSDU Length', 'uint16', 'dec'],
});
