// Passes: begun with the first packets, woken by more, stopped and taken up again, failed; filters that wait for one.
import { describe, expect, onTestFinished, test } from 'vitest';
import { CaptureDocument } from '../../../../src-main/engine/document/document';
import type { Pass } from '../../../../src-main/engine/passes/pass';
import { Passes } from '../../../../src-main/engine/passes/passes';
import { createPasses } from '../../../../src-main/engine/passes/registry';
import { Filtering } from '../../../../src-main/engine/search/filtering';
import { WorkerPool } from '../../../../src-main/engine/search/worker-pool';
import { registry } from '../../../../src-main/dissect/protocols/registry';
import { en, zhCN } from '../../../../src-main/i18n/catalogue';
import { PASSES } from '../../../../src-main/ipc/passes';
import { pcapFile } from '../../../fixtures/make-capture';
import { connections, datagram, save } from '../captures';
import { ask, loaded, until, WORKERS } from '../open-session';

async function opened(): Promise<{ document: CaptureDocument; pool: WorkerPool }> {
  const result = await CaptureDocument.open(save(pcapFile([...connections(3), datagram(1)])));
  if (!result.ok) throw new Error(result.problem.kind);
  const { document } = result;
  const pool = new WorkerPool(document, WORKERS, 1);
  onTestFinished(() => {
    pool.close();
    document.close();
  });
  return { document, pool };
}
const read = (document: CaptureDocument) => document.read({ progress: () => undefined, stopped: () => false });

/** Goes over the rows one by one and waits for a word before each: what a test wants to see happens in between. */
class SlowPass implements Pass {
  readonly version = 1;
  readonly seen: number[] = [];
  steps = 0;
  go: () => void = () => undefined;
  fails = false;

  async run(...[work, signal, progress]: Parameters<Pass['run']>): Promise<void> {
    while (await work.more(this.seen.length)) {
      if (this.steps === 0) await new Promise<void>((resolve) => (this.go = resolve));
      if (signal.aborted) return;
      if (this.fails) throw new Error('a bug');
      this.steps--;
      this.seen.push(this.seen.length);
      progress(this.seen.length);
    }
  }
  step(count: number): void {
    this.steps = count;
    this.go();
  }
}

test('each pass that is declared has a version, and a name in both languages', () => {
  const passes = createPasses();
  expect(Object.keys(passes).sort()).toEqual([...PASSES].sort());
  expect(new Set(PASSES).size).toBe(PASSES.length);
  for (const id of PASSES) {
    expect(passes[id].version, id).toBeGreaterThanOrEqual(1);
    expect(en[`pass.${id}`], id).not.toBe('');
    expect(zhCN[`pass.${id}`], id).toMatch(/\p{Script=Han}/u);
  }
  // and a field waits for a pass that there is
  for (const { abbrev, pass } of registry.fields()) if (pass !== null) expect(PASSES, abbrev).toContain(pass);
});

test('is begun with the first packets, and woken by more', async () => {
  const { document, pool } = await opened();
  const pass = new SlowPass();
  const passes = new Passes(document, pool, { expert: pass });
  const done: string[] = [];
  passes.onDone = (id) => done.push(id);
  pass.steps = Infinity;
  expect(passes.status()).toMatchObject([{ id: 'expert', done: 0, total: 0, state: 'running' }]);
  passes.grew(); // nothing is there yet: it waits
  await new Promise((resolve) => setImmediate(resolve));
  await read(document);
  expect(pass.seen).toEqual([]);
  passes.grew();
  await until('all rows', () => pass.seen.length === 19);
  expect(passes.status()).toMatchObject([{ done: 19, total: 19, state: 'running' }]);
  expect(passes.isDone('expert')).toBe(false);
  passes.ended();
  await until('its end', () => passes.isDone('expert'));
  expect(done).toEqual(['expert']);
});

test('is stopped where it is, keeps what it has, and goes on there', async () => {
  const { document, pool } = await opened();
  await read(document);
  const pass = new SlowPass();
  const passes = new Passes(document, pool, { expert: pass });
  pass.steps = 5;
  passes.ended();
  await until('five rows', () => pass.seen.length === 5);
  passes.stop('expert');
  pass.step(100);
  expect(passes.status()).toMatchObject([{ done: 5, state: 'stopped' }]);
  passes.grew(); // stopped is stopped
  await new Promise((resolve) => setImmediate(resolve));
  expect([pass.seen.length, passes.status()[0].state]).toEqual([5, 'stopped']);
  passes.resume('expert');
  await until('the end', () => passes.isDone('expert'));
  expect(pass.seen).toEqual(Array.from({ length: 19 }, (_, i) => i));
  passes.resume('expert'); // is done
  expect(passes.isDone('expert')).toBe(true);
});

test('steps aside until a pass has ended that goes before it, or was stopped', async () => {
  const { document, pool } = await opened();
  await read(document);
  const first = new SlowPass();
  let asides = 0;
  const second: Pass = {
    version: 1,
    behind: ['tls'],
    run: async (work) => {
      await work.aside();
      asides++;
    },
  };
  const passes = new Passes(document, pool, { tls: first, messages: second });
  first.steps = 5;
  passes.ended();
  await until('five rows', () => first.seen.length === 5);
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect([asides, passes.isDone('messages')]).toEqual([0, false]);
  passes.stop('tls');
  first.step(1);
  await until('the other one', () => passes.isDone('messages'));
  expect(asides).toBe(1);
});

test('waits until a saved capture is read, also when it was stopped and taken up again meanwhile', async () => {
  const { document, pool } = await opened();
  const pass = new SlowPass();
  pass.steps = Infinity;
  const passes = new Passes(document, pool, { expert: pass }, () => false);
  await read(document);
  passes.grew();
  passes.stop('expert');
  expect(passes.status()).toMatchObject([{ done: 0, state: 'stopped' }]);
  passes.resume('expert');
  expect(passes.status()).toMatchObject([{ done: 0, state: 'running' }]);
  await new Promise((resolve) => setImmediate(resolve));
  expect(pass.seen).toEqual([]);
  passes.ended();
  await until('the end', () => passes.isDone('expert'));
  expect(pass.seen).toHaveLength(19);
});

test('one that is stopped while a saved capture is read stays so at its end', async () => {
  const { document, pool } = await opened();
  const pass = new SlowPass();
  pass.steps = Infinity;
  const passes = new Passes(document, pool, { expert: pass }, () => false);
  passes.grew();
  passes.stop('expert');
  await read(document);
  passes.ended();
  await new Promise((resolve) => setImmediate(resolve));
  expect([pass.seen.length, passes.status()[0].state]).toEqual([0, 'stopped']);
});

test('steps aside while a filter is under way, and goes on behind it', async () => {
  const { document, pool } = await opened();
  await read(document);
  let filtering = true;
  const done: number[] = [];
  const pass: Pass = {
    version: 1,
    run: async (work) => {
      for (let i = 0; i < 3; i++) {
        await work.aside();
        done.push(i);
      }
    },
  };
  const passes = new Passes(
    document,
    pool,
    { expert: pass },
    () => false,
    () => filtering,
  );
  passes.ended();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(done).toEqual([]);
  filtering = false;
  await until('the end', () => passes.isDone('expert'));
  expect(done).toEqual([0, 1, 2]);
});

test('that fails says so, and can be taken up again; the end of the document ends it', async () => {
  const { document, pool } = await opened();
  await read(document);
  const pass = new SlowPass();
  pass.fails = true;
  pass.steps = 1;
  const passes = new Passes(document, pool, { expert: pass });
  passes.ended();
  await until('the failure', () => passes.status()[0].state === 'failed');
  expect(passes.status()[0].problem).toMatchObject({ kind: 'pass.failed', message: { key: 'pass.failed' } });
  expect(passes.status()[0].problem?.detail).toContain('a bug');
  pass.fails = false;
  pass.steps = 3;
  passes.resume('expert');
  await until('three rows', () => pass.seen.length === 3);
  passes.close();
  pass.step(100);
  passes.resume('expert');
  await new Promise((resolve) => setImmediate(resolve));
  expect([pass.seen.length, passes.status()[0].state]).toEqual([3, 'stopped']);
});

describe('a filter on what a pass works out', () => {
  /** stands for a field that the pass works out: its answer is another one once `known` says so */
  const field = registry.field('udp.length');
  const declare = (pass: 'expert' | null): void => void Object.assign(field ?? {}, { pass });

  test('is incomplete before the end of the pass, and asked again then', async () => {
    declare('expert');
    onTestFinished(() => declare(null));
    const { document, pool } = await opened();
    await read(document);
    let isDone = false;
    const filtering = new Filtering(document, pool, { isDone: () => isDone });
    onTestFinished(() => filtering.close());
    filtering.ended();
    const set = (text: string): void => void filtering.set({ text, macros: [], frame: 0 });
    const asked: unknown[] = [];
    const decide = pool.decide.bind(pool);
    pool.decide = (task, block, later) => {
      asked.push(task);
      return decide(task, block, later);
    };

    set('udp.length == 28');
    await until('the first answers', () => filtering.status().running === null);
    expect(filtering.status()).toMatchObject({ matched: 1, partial: true, problem: null });
    const { length } = asked;
    expect(length).toBeGreaterThan(0);
    isDone = true;
    filtering.passDone();
    await until('the last answers', () => !filtering.status().partial);
    expect(asked.length).toBe(2 * length);
    expect(new Set(asked).size).toBe(2); // another run, not the same one
    expect(filtering.status()).toMatchObject({ matched: 1, running: null, problem: null });

    // of another field, or after the pass, there is nothing to wait for
    set('udp.length == 27 or udp.length == 28');
    await until('the answers', () => filtering.status().running === null);
    expect(filtering.status().partial).toBe(false);
  });
});

test('a pass is stopped and taken up again by requests', async () => {
  const session = await loaded(save(pcapFile(connections(500))));
  ask(session, 'stopPass', { id: 'expert' });
  const { done, state } = session.status().passes[0];
  expect(['stopped', 'done']).toContain(state);
  ask(session, 'resumePass', { id: 'expert' });
  await until('the end', () => session.status().passes[0].state === 'done');
  expect(session.status().passes[0]).toMatchObject({ done: 3000, total: 3000 });
  expect(done).toBeLessThanOrEqual(3000);
  expect(session.status().notes.chat).toBeGreaterThanOrEqual(1000);
});
