// Fuzz target: damaged, lost, doubled and exchanged packets of real connections (how TCP opens, repeats, closes and fails; DNS in streams,
// HTTP/2, HTTPS with keys inside) through all that the engine does with a capture (whole-capture.ts). Clocks jump.
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { wholeCaptures } from './whole-capture';

export const name = 'conversations';
export const iterations = 1000;
export const slices = 2;

const FOLDERS = ['test/fixtures/situations', 'test/fixtures/recorded', 'test/fixtures/http2', 'resources/samples'].map(
  (folder) => resolve(import.meta.dirname, '../..', folder),
);
const captures = FOLDERS.flatMap((folder) =>
  readdirSync(folder)
    .filter((file) => /\.pcap(ng)?$/.test(file))
    .sort()
    .map((file) => join(folder, file)),
);

export const { run, replay } = await wholeCaptures(captures);
