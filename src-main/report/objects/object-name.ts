// File names for what was transferred: made of what strangers have sent, so they lead nowhere and hide nothing.

import { cutBytes } from '../../text/cut-bytes';

const ENDINGS: Readonly<Record<string, string>> = {
  'text/html': 'html',
  'text/plain': 'txt',
  'text/css': 'css',
  'text/csv': 'csv',
  'text/xml': 'xml',
  'text/javascript': 'js',
  'application/javascript': 'js',
  'application/json': 'json',
  'application/xml': 'xml',
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'application/gzip': 'gz',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/svg+xml': 'svg',
  'image/webp': 'webp',
  'font/woff2': 'woff2',
};
/** Bytes of what is left of the sender's name, in UTF-8: with numbers and ending it fits any file system (255, encrypted ones 143). */
const LONGEST = 100;

/**
 * `12-index.html`: the number of the packet in front, so that no two are the same (`index`: which one of the packet) and none means anything
 * to a system. Of the rest letters, digits, points, dashes and underscores stay.
 */
export function objectName(packet: number, index: number, uri: string, type: string): string {
  const path = uri.replace(/[?#].*$/s, '').replace(/^[a-z]+:\/\/[^/]*/i, '');
  const last = path.slice(path.lastIndexOf('/') + 1);
  const safe = cutBytes(last.replace(/[^\p{L}\p{N}._-]+/gu, '-'), LONGEST)
    .replace(/[.-]+$/, '')
    .replace(/^[.-]+/, '');
  const name = safe === '' ? 'object' : safe;
  const ending = /\.[\p{L}\p{N}]{1,8}$/u.test(name)
    ? ''
    : `.${ENDINGS[type.split(';')[0].trim().toLowerCase()] ?? 'bin'}`;
  return `${packet}${index === 0 ? '' : `-${index}`}-${name}${ending}`;
}
