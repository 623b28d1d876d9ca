// What hellos have in DTLS alone: the cookie of a server that wants to see that its client is where it says (RFC 6347 section 4.2.1), and the keys that
// are to be made for SRTP (RFC 5764 section 4.1.1).
import { defineFields } from '../../../contract/protocol';

/** IANA "DTLS-SRTP Protection Profiles". */
const SRTP_PROFILES: Readonly<Record<number, string>> = {
  0x0001: 'SRTP_AES128_CM_HMAC_SHA1_80',
  0x0002: 'SRTP_AES128_CM_HMAC_SHA1_32',
  0x0005: 'SRTP_NULL_HMAC_SHA1_80',
  0x0006: 'SRTP_NULL_HMAC_SHA1_32',
  0x0007: 'SRTP_AEAD_AES_128_GCM',
  0x0008: 'SRTP_AEAD_AES_256_GCM',
};

export const OWN = defineFields(
  'dtls',
  {
    'handshake.cookie_length': ['Cookie Length', 'uint8', 'dec'],
    'handshake.cookie': ['Cookie', 'bytes'],
    'use_srtp.protection_profiles_length': ['SRTP Protection Profiles Length', 'uint16', 'dec'],
    'use_srtp.protection_profile': ['SRTP Protection Profile', 'uint16', 'hex', { values: SRTP_PROFILES }],
    'use_srtp.mki_length': ['MKI Length', 'uint8', 'dec'],
    'use_srtp.mki': ['MKI', 'bytes'],
  },
  { pass: 'messages' },
);
