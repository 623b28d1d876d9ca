// What the tests, which are TypeScript, know of far-network.mjs.
import type { ChildProcess, SpawnOptions } from 'node:child_process';

export type Where = 'client' | 'relay' | 'server';
export interface FarNetwork {
  /** words before a command that run it there */
  inside(where: Where): string[];
  /** A program that runs there, with its output as a pipe. It is ended with the network. */
  start(where: Where, program: string, args: string[], options?: SpawnOptions): ChildProcess;
}
export const CLIENT: { address: string; mac: string };
export const SERVER: { address: string; mac: string };
export const DEVICE: string;
export function withFarNetwork<T>(
  oneWayMs: number,
  work: (network: FarNetwork) => Promise<T>,
  rules?: object[] | null,
): Promise<T>;
export function firstLine(child: ChildProcess, stream?: NodeJS.ReadableStream | null): Promise<string>;
