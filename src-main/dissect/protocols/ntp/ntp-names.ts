// Names of the numbers in NTP: RFC 5905 sections 7.3 and 7.5, of control messages RFC 9327, of private ones those of ntpdc.

/** Leap indicator. */
export const LEAPS: Readonly<Record<number, string>> = {
  0: 'no warning',
  1: 'last minute of the day has 61 seconds',
  2: 'last minute of the day has 59 seconds',
  3: 'unknown (clock unsynchronized)',
};
/** Versions. */
export const VERSIONS: Readonly<Record<number, string>> = {
  0: 'reserved',
  1: 'NTP Version 1',
  2: 'NTP Version 2',
  3: 'NTP Version 3',
  4: 'NTP Version 4',
  5: 'reserved',
  6: 'reserved',
  7: 'reserved',
};
/** Modes. */
export const MODES: Readonly<Record<number, string>> = {
  0: 'reserved',
  1: 'symmetric active',
  2: 'symmetric passive',
  3: 'client',
  4: 'server',
  5: 'broadcast',
  6: 'reserved for NTP control message',
  7: 'reserved for private use',
};
/** Extension fields. */
export const EXTENSIONS: Readonly<Record<number, string>> = {
  2: 'No-Operation Request',
  258: 'Association Message Request',
  260: 'Unique Identifier',
  514: 'Certificate Message Request',
  516: 'NTS Cookie',
  770: 'Cookie Message Request',
  772: 'NTS Cookie Placeholder',
  1026: 'Autokey Message Request',
  1028: 'NTS Authenticator and Encrypted Extension Fields',
  1282: 'Leapseconds Message Request',
  1538: 'Sign Message Request',
  1794: 'IFF Identity Message Request',
  2050: 'GQ Identity Message Request',
  2306: 'MV Identity Message Request',
  8197: 'Checksum Complement',
  32770: 'No-Operation Response',
  33026: 'Association Message Response',
  33282: 'Certificate Message Response',
  33538: 'Cookie Message Response',
  33794: 'Autokey Message Response',
  34050: 'Leapseconds Message Response',
  34306: 'Sign Message Response',
  34562: 'IFF Identity Message Response',
  34818: 'GQ Identity Message Response',
  35074: 'MV Identity Message Response',
  49154: 'No-Operation Error Response',
  49410: 'Association Message Error Response',
  49666: 'Certificate Message Error Response',
  49922: 'Cookie Message Error Response',
  50178: 'Autokey Message Error Response',
  50434: 'Leapseconds Message Error Response',
  50690: 'Sign Message Error Response',
  50946: 'IFF Identity Message Error Response',
  51202: 'GQ Identity Message Error Response',
  51458: 'MV Identity Message Error Response',
};
/** Operations of control messages. */
export const CONTROLS: Readonly<Record<number, string>> = {
  0: 'reserved',
  1: 'read status',
  2: 'read variables',
  3: 'write variables',
  4: 'read clock variables',
  5: 'write clock variables',
  6: 'set trap address/port',
  7: 'asynchronous message',
  8: 'runtime configuration',
  9: 'save config to file',
  10: 'retrieve MRU (mrulist)',
  11: 'retrieve ordered list',
  12: 'request a client nonce',
  31: 'unset trap address/port',
};
/** Requests of ntpdc. */
export const REQUESTS: Readonly<Record<number, string>> = {
  0: 'PEER_LIST',
  1: 'PEER_LIST_SUM',
  2: 'PEER_INFO',
  3: 'PEER_STATS',
  4: 'SYS_INFO',
  5: 'SYS_STATS',
  6: 'IO_STATS',
  7: 'MEM_STATS',
  8: 'LOOP_INFO',
  9: 'TIMER_STATS',
  10: 'CONFIG',
  11: 'UNCONFIG',
  12: 'SET_SYS_FLAG',
  13: 'CLR_SYS_FLAG',
  14: 'MONITOR',
  15: 'NOMONITOR',
  16: 'GET_RESTRICT',
  17: 'RESADDFLAGS',
  18: 'RESSUBFLAGS',
  19: 'UNRESTRICT',
  20: 'MON_GETLIST',
  21: 'RESET_STATS',
  22: 'RESET_PEER',
  23: 'REREAD_KEYS',
  24: 'DO_DIRTY_HACK',
  25: 'DONT_DIRTY_HACK',
  26: 'TRUSTKEY',
  27: 'UNTRUSTKEY',
  28: 'AUTHINFO',
  29: 'TRAPS',
  30: 'ADD_TRAP',
  31: 'CLR_TRAP',
  32: 'REQUEST_KEY',
  33: 'CONTROL_KEY',
  34: 'GET_CTLSTATS',
  35: 'GET_LEAPINFO',
  36: 'GET_CLOCKINFO',
  37: 'SET_CLKFUDGE',
  38: 'GET_KERNEL',
  39: 'GET_CLKBUGINFO',
  41: 'SET_PRECISION',
  42: 'MON_GETLIST_1',
  43: 'HOSTNAME_ASSOCID',
  44: 'IF_STATS',
  45: 'IF_RELOAD',
};
/** Implementations. */
export const IMPLEMENTATIONS: Readonly<Record<number, string>> = {
  0: 'UNIV',
  2: 'XNTPD_OLD (pre-IPv6)',
  3: 'XNTPD',
};
/** Errors. */
export const ERRORS: Readonly<Record<number, string>> = {
  0: 'No error',
  1: 'incompatible implementation number',
  2: 'unimplemented request code',
  3: 'format error',
  4: 'no data available',
  5: 'unknown',
  6: 'unknown',
  7: 'authentication failure',
};
/** Strata. */
export const stratumName = (stratum: number): string =>
  stratum === 0
    ? 'unspecified or invalid'
    : stratum === 1
      ? 'primary reference'
      : stratum < 16
        ? 'secondary reference'
        : stratum === 16
          ? 'unsynchronized'
          : 'reserved';
