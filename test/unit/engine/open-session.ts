// Sessions for tests: closed and removed afterwards, with requests as the window makes them.
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { EngineRequest, EngineRequests } from '../../../src-main/ipc/contracts/engine-contract';
import type { Problem } from '../../../src-main/ipc/message';
import type { Outcome } from '../../../src-main/engine/port/port-server';
import { answerRequest } from '../../../src-main/engine/port/requests';
import { Session } from '../../../src-main/engine/session';
import { tempFolder } from '../../fixtures/temp-folder';

/** Worker threads out of the source, as the tests themselves are. */
export const WORKERS = new URL('./search/filter-worker.mjs', import.meta.url);
export const SQL_WORKER = new URL('./answers/sql/sql-worker.mjs', import.meta.url);
export const STORE_WORKER = new URL('./document/store-worker.mjs', import.meta.url);

/** A session that stores nothing: flow-storage.test.ts does. */
export function newSession(path: string, cacheDir = tempFolder()): Session {
  const session = new Session({ path, cacheDir, workers: WORKERS, storeWorker: null });
  onTestFinished(() => session.close());
  return session;
}

/** A session that has read its file. */
export async function loaded(path: string): Promise<Session> {
  const session = newSession(path);
  await session.start();
  return session;
}

const nobodyCancels = new AbortController().signal;

function valueOf(name: string, answer: Outcome): unknown {
  if (!answer.ok) throw new Error(`${name}: ${answer.problem.kind}: ${answer.problem.detail ?? ''}`);
  // It goes through a port: what cannot be cloned is a mistake.
  return structuredClone(answer.value);
}

/** The answer to a request that is answered at once; throws when it is a problem. */
export function ask<N extends EngineRequest>(
  session: Session,
  name: N,
  args: EngineRequests[N]['args'],
): EngineRequests[N]['answer'] {
  const answer = answerRequest(session, name, structuredClone(args), nobodyCancels);
  if (answer instanceof Promise) throw new Error(`${name} is answered later`);
  return valueOf(name, answer) as EngineRequests[N]['answer'];
}

/** The answer to a request that may take its time; rejects when it is a problem. */
export async function askLater<N extends EngineRequest>(
  session: Session,
  name: N,
  args: EngineRequests[N]['args'],
  signal: AbortSignal = nobodyCancels,
): Promise<EngineRequests[N]['answer']> {
  return valueOf(
    name,
    await answerRequest(session, name, structuredClone(args), signal),
  ) as EngineRequests[N]['answer'];
}

/** The problem that a request is answered with. */
export function problemOf(session: Session, name: string, args: unknown): Problem {
  const answer = answerRequest(session, name, args, nobodyCancels);
  if (answer instanceof Promise) throw new Error(`${name} is answered later`);
  if (answer.ok) throw new Error(`${name} was answered`);
  return answer.problem;
}

/** Waits until it is so; throws when it takes too long. */
export async function until(what: string, ready: () => boolean): Promise<void> {
  for (const end = Date.now() + 60_000; !ready(); await sleep(5))
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
}

/** Waits until its passes are over, done or not, and what they found is in the database, too. */
export async function allStored(session: Session): Promise<void> {
  await until('the passes', () => session.status().passes.every(({ state }) => state !== 'running'));
  await until('all to be stored', () => session.stored);
}
