// Differentiated services code points (IANA "DSCP" registry; RFC 2474, 2597, 3246, 5865, 8622) and ECN (RFC 3168), for IPv4 and IPv6.

const AF = [1, 2, 3, 4].flatMap((cls) =>
  [1, 2, 3].map((drop): [number, number] => [cls * 8 + drop * 2, cls * 10 + drop]),
);

export const DSCP_SHORT: Readonly<Record<number, string>> = {
  ...Object.fromEntries([0, 1, 2, 3, 4, 5, 6, 7].map((cls) => [cls * 8, `CS${cls}`])),
  ...Object.fromEntries(AF.map(([code, name]) => [code, `AF${name}`])),
  1: 'LE',
  44: 'VOICE-ADMIT',
  46: 'EF PHB',
};
export const DSCP_NAMES: Readonly<Record<number, string>> = {
  ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((cls) => [cls * 8, `Class Selector ${cls}`])),
  ...Object.fromEntries(AF.map(([code, name]) => [code, `Assured Forwarding ${name}`])),
  0: 'Default',
  1: 'Lower Effort',
  44: 'Voice Admit',
  46: 'Expedited Forwarding',
};
export const ECN_SHORT = ['Not-ECT', 'ECT(1)', 'ECT(0)', 'CE'] as const;
export const ECN_NAMES: Readonly<Record<number, string>> = {
  0: 'Not ECN-Capable Transport',
  1: "ECN-Capable Transport codepoint '01'",
  2: "ECN-Capable Transport codepoint '10'",
  3: 'Congestion Experienced',
};
