// Certificates as PEM text, RFC 7468: base64 in lines of 64.
const LINE = 64;
/** bytes that are turned into a string at once: arguments of a call are limited */
const AT_ONCE = 8192;

export function pemText(ders: readonly Uint8Array[]): string {
  return ders.map((der) => one(der)).join('');
}

function one(der: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < der.length; at += AT_ONCE) binary += String.fromCharCode(...der.subarray(at, at + AT_ONCE));
  const lines = btoa(binary).match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
