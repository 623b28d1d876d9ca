// What the tests, which are TypeScript, know of record.mjs.
import type { Situation } from './situations.mjs';
export function record(situation: Situation, folder: string): Promise<{ packets: number; file: Buffer }>;
