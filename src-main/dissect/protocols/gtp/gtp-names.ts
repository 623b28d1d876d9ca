// Names of GTP message types (3GPP TS 29.060 section 7.1, TS 29.281 section 6.1) and of extension headers (TS 29.281 section 5.2.1).

export const MESSAGES: Readonly<Record<number, string>> = {
  1: 'Echo request',
  2: 'Echo response',
  3: 'Version not supported',
  4: 'Node alive request',
  5: 'Node alive response',
  6: 'Redirection request',
  7: 'Redirection response',
  16: 'Create PDP context request',
  17: 'Create PDP context response',
  18: 'Update PDP context request',
  19: 'Update PDP context response',
  20: 'Delete PDP context request',
  21: 'Delete PDP context response',
  26: 'Error indication',
  27: 'PDU notification request',
  28: 'PDU notification response',
  29: 'PDU notification reject request',
  30: 'PDU notification reject response',
  31: 'Supported extension header notification',
  32: 'Send routing information for GPRS request',
  33: 'Send routing information for GPRS response',
  34: 'Failure report request',
  35: 'Failure report response',
  36: 'Note MS GPRS present request',
  37: 'Note MS GPRS present response',
  48: 'Identification request',
  49: 'Identification response',
  50: 'SGSN context request',
  51: 'SGSN context response',
  52: 'SGSN context acknowledgement',
  53: 'Forward relocation request',
  54: 'Forward relocation response',
  55: 'Forward relocation complete',
  56: 'Relocation cancel request',
  57: 'Relocation cancel response',
  58: 'Forward SRNS context',
  59: 'Forward relocation complete acknowledge',
  60: 'Forward SRNS context acknowledge',
  61: 'UE registration query request',
  62: 'UE registration query response',
  70: 'RAN information relay',
  240: 'Data record transfer request',
  241: 'Data record transfer response',
  254: 'End Marker',
  255: 'T-PDU',
};

export const PDCP_NUMBER = 0xc0;
export const UDP_PORT = 0x40;
export const RAN_CONTAINER = 0x81;
export const LONG_PDCP_NUMBER = 0x82;
export const XW_RAN_CONTAINER = 0x83;
export const PDU_SESSION = 0x85;

export const EXTENSIONS: Readonly<Record<number, string>> = {
  0: 'No more extension headers',
  0x01: 'MBMS support indication',
  0x02: 'MS Info Change Reporting support indication',
  0x03: 'Long PDCP PDU Number',
  0x20: 'Service Class Indicator',
  [UDP_PORT]: 'UDP Port number',
  [RAN_CONTAINER]: 'RAN container',
  [LONG_PDCP_NUMBER]: 'Long PDCP PDU number',
  [XW_RAN_CONTAINER]: 'Xw RAN container',
  0x84: 'NR RAN container',
  [PDU_SESSION]: 'PDU Session container',
  [PDCP_NUMBER]: 'PDCP PDU number',
  0xc1: 'Suspend Request',
  0xc2: 'Suspend Response',
};
