// What controllers of the window are given in place of the engine and of each other.
import type { EngineEvent, EngineRequest, EngineRequests } from '../../../../src-main/ipc/contracts/engine-contract';
import { DEFAULT_PREFERENCES } from '../../../../src-main/ipc/preference-defaults';
import type {
  Preferences,
  ShellEvent,
  ShellRequest,
  ShellRequests,
} from '../../../../src-main/ipc/contracts/shell-contract';
import type { Parts } from '../../../../src-renderer/state/parts';

type Answers = {
  [N in EngineRequest]?: (
    args: EngineRequests[N]['args'],
  ) => EngineRequests[N]['answer'] | Promise<EngineRequests[N]['answer']>;
};

/** An engine that answers what it is told to, and notes what it was asked. A request given up is rejected, as the real one is. */
export function fakeEngine(answers: Answers) {
  const asked: { name: EngineRequest; args: unknown }[] = [];
  const listeners = new Map<EngineEvent, ((value: never) => void)[]>();
  const connected: (() => void)[] = [];
  const request = async (name: EngineRequest, args: never, signal?: AbortSignal): Promise<unknown> => {
    asked.push({ name, args });
    const answer = answers[name] as ((args: never) => unknown) | undefined;
    if (!answer) throw new Error(`the test has no answer to ${name}`);
    const value = await answer(args);
    signal?.throwIfAborted();
    return value;
  };
  return {
    asked,
    answers,
    namesAsked: () => asked.map(({ name }) => name),
    tell: (name: EngineEvent, value: unknown) => {
      for (const listener of listeners.get(name) ?? []) (listener as (value: unknown) => void)(value);
    },
    connect: () => {
      for (const listener of connected) listener();
    },
    request: request as Parts['engine']['request'],
    on: ((name: EngineEvent, listener: (value: never) => void) => {
      listeners.set(name, [...(listeners.get(name) ?? []), listener]);
      return () => true;
    }) as Parts['engine']['on'],
    onConnect: (listener: () => void) => {
      connected.push(listener);
      return () => true;
    },
    disconnect: () => undefined,
  } satisfies Parts['engine'] & Record<string, unknown>;
}

type ShellAnswers = {
  [N in ShellRequest]?: (
    args: ShellRequests[N]['args'],
  ) => ShellRequests[N]['answer'] | Promise<ShellRequests[N]['answer']>;
};

/** A main process that answers what it is told to, and notes what it was asked. */
export function fakeShell(answers: ShellAnswers) {
  const asked: { name: ShellRequest; args: unknown }[] = [];
  const listeners = new Map<ShellEvent, ((value: never) => void)[]>();
  const request = async (name: ShellRequest, args: never): Promise<unknown> => {
    asked.push({ name, args });
    const answer = answers[name] as ((args: never) => unknown) | undefined;
    if (!answer) throw new Error(`the test has no answer to ${name}`);
    return await answer(args);
  };
  return {
    asked,
    answers,
    namesAsked: () => asked.map(({ name }) => name),
    tell: (name: ShellEvent, value: unknown) => {
      for (const listener of listeners.get(name) ?? []) (listener as (value: unknown) => void)(value);
    },
    request: request as Parts['shell']['request'],
    on: ((name: ShellEvent, listener: (value: never) => void) => {
      listeners.set(name, [...(listeners.get(name) ?? []), listener]);
      return () => true;
    }) as Parts['shell']['on'],
  } satisfies Parts['shell'] & Record<string, unknown>;
}

/** An open capture; `reported`: what went wrong. */
export function fakeSession(frames = 100) {
  const reported: unknown[] = [];
  return {
    frames,
    generation: 1,
    status: null,
    stem: 'capture',
    reported,
    report: (error: unknown) => void reported.push(error),
  };
}

export function fakePreferences(changes: Partial<Preferences> = {}) {
  const fake = {
    now: { ...DEFAULT_PREFERENCES, ...changes },
    language: 'en' as const,
    set: (change: Partial<Preferences>) => {
      fake.now = { ...fake.now, ...change };
    },
  };
  return fake;
}

/** Notes what is selected and shown. */
export function fakeSelection(frame = 0, flow = -1) {
  const done: unknown[][] = [];
  const fake = {
    frame,
    flow,
    done,
    selectFrame: (selected: number, ...how: unknown[]) => {
      fake.frame = selected;
      done.push(['selectFrame', selected, ...how]);
    },
    showTab: (tab: string) => void done.push(['showTab', tab]),
    refresh: () => undefined,
    settledFlow: () => Promise.resolve(fake.flow),
  };
  return fake;
}

/** Lets answers arrive, and what is asked because of them. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}
