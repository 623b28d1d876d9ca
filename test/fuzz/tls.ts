// Fuzz target: damaged packets of TLS and DTLS connections of every version and kind of cipher, most of them with the keys that open them,
// through all that the engine does with a capture (whole-capture.ts).
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { wholeCaptures } from './whole-capture';

export const name = 'tls';
export const iterations = 1000;
export const slices = 2;

const FOLDERS = ['tls', 'tls-keys', 'dtls', 'handshakes'].map((folder) =>
  resolve(import.meta.dirname, '../fixtures', folder),
);
const captures = FOLDERS.flatMap((folder) =>
  readdirSync(folder)
    .filter((file) => /\.pcap(ng)?$/.test(file))
    .sort()
    .map((file) => join(folder, file)),
);

export const { run, replay } = await wholeCaptures(captures);
