// Fuzz target: requests of a page that was taken over, to an engine that has a capture open, and arguments of requests to the main process, as far as what
// refuses them. Each is answered, or refused in the form that the contract has for it. An input is where the random numbers come from that make a few requests;
// what crosses the bridge of the real app is tried by test/e2e/ipc-fuzz.spec.ts.
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as v from 'valibot';
import { answerRequest } from '../../src-main/engine/port/requests';
import { ENGINE_ARGUMENTS } from '../../src-main/engine/port/validate';
import { Session } from '../../src-main/engine/session';
import { REQUEST_ARGUMENTS } from '../../src-main/shell/request-arguments';
import { random } from '../bench/random';
import { argumentsFor } from '../fixtures/schema-values';
import { fuzzTarget } from './target';

export const name = 'requests';
export const iterations = 2000;
export const slices = 2;

const BYTES = 5;
const REQUESTS = 4;
const ENGINE_NAMES = Object.keys(ENGINE_ARGUMENTS) as (keyof typeof ENGINE_ARGUMENTS)[];
const SHELL_NAMES = Object.keys(REQUEST_ARGUMENTS) as (keyof typeof REQUEST_ARGUMENTS)[];
const ODD_NAMES = ['', 'constructor', '__proto__', 'toString', 'hasOwnProperty', 'status '];
/** A request that takes long is given up, as the page does when it asks anew. */
const PATIENCE_MS = 200;

/** What arguments can be that JSON cannot. */
const STRANGE: Record<string, () => unknown> = {
  undefined: () => undefined,
  NaN: () => NaN,
  Infinity: () => Infinity,
  '-0': () => -0,
  bigint: () => 2n ** 70n,
  date: () => new Date(0),
  map: () => new Map([[{}, 1]]),
  set: () => new Set([1]),
  bytes: () => new Uint8Array([1, 2, 3]),
  buffer: () => new ArrayBuffer(8),
  long: () => 'x'.repeat(70_000),
  wide: () => Array.from({ length: 3000 }, (_, i) => i),
  proto: () => JSON.parse('{"__proto__":{"polluted":1}}') as unknown,
  error: () => new RangeError('of the page'),
};
const made = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(made);
  const { $strange: strange } = value as { $strange?: string };
  if (strange !== undefined) return (STRANGE[strange] ?? STRANGE.undefined)();
  return Object.fromEntries(Object.entries(value).map(([entry, one]) => [entry, made(one)]));
};

/** One capture is open all the time: requests build on what those before them have left. */
async function opened(): Promise<Session> {
  const cacheDir = mkdtempSync(join(tmpdir(), 'synscope-fuzz-'));
  process.once('exit', () => rmSync(cacheDir, { recursive: true, force: true }));
  const session = new Session({
    path: resolve(import.meta.dirname, '../../resources/samples/https.pcapng'),
    cacheDir,
    workers: new URL('../unit/engine/search/filter-worker.mjs', import.meta.url),
    storeWorker: null,
    frontWorker: null,
  });
  await session.start();
  return session;
}
const session = await opened();

const make = (chance: () => number): Uint8Array => Uint8Array.from({ length: BYTES }, () => Math.floor(chance() * 256));

async function check(input: Uint8Array): Promise<void> {
  const chance = random(input.reduce((sum, byte) => (Math.imul(sum, 31) + byte) | 0, 7));
  const oneOf = <T>(all: readonly T[]): T => all[Math.floor(chance() * all.length)];
  for (let i = 0; i < REQUESTS; i++) {
    const shell = oneOf(SHELL_NAMES);
    const sound = chance() < 0.4;
    v.safeParse(REQUEST_ARGUMENTS[shell], made(argumentsFor(REQUEST_ARGUMENTS[shell], chance, sound)));
    const known = oneOf(ENGINE_NAMES);
    const asked = chance() < 0.95 ? known : oneOf(ODD_NAMES);
    await ask(asked, made(argumentsFor(ENGINE_ARGUMENTS[known], chance, sound)));
  }
}

async function ask(asked: string, args: unknown): Promise<void> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    const answer = await answerRequest(session, asked, args, patience.signal);
    const told = JSON.stringify(args, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
    if (answer.ok) structuredClone(answer.value);
    else assert.ok(/^[\w.]+$/.test(answer.problem.kind) && answer.problem.kind !== 'engine.bug', `${asked} ${told}`);
  } catch (error) {
    // where nobody waits any more, however it ends nobody hears of it
    if (!patience.signal.aborted) throw error;
  } finally {
    clearTimeout(timer);
  }
}

export const { run, replay } = fuzzTarget(make, check);
