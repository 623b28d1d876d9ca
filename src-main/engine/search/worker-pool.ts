// The worker threads of a capture: made when there is work, as many as the machine has processors, ended when there was none for a while.
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { nothingShared, type Shared } from '../../flow/capture-index';
import type { Block, FromWorker, Task, ToWorker } from './block';
import type { CaptureDocument } from '../document/document';
import type { InterfaceInfo } from '../document/frame-view';

// The built file lies beside the engine's; code that is shared by several lies one folder deeper.
const BUILT = new URL(
  import.meta.url.includes('/chunks/') ? '../filter-worker.js' : './filter-worker.js',
  import.meta.url,
);

const MOST = 8;
/** Blocks that a worker is given at once: while it reports one, it works on the next. */
const AT_ONCE = 2;
const IDLE_MS = 10_000;
/** What a dissection makes is garbage at once: with V8's usual room for it each worker would hold some 30 MB of that. */
const LIMITS = { maxYoungGenerationSizeMb: 3 };

/** A worker has ended, or met what it could not go on with. */
export class WorkerFailure extends Error {
  override readonly name = 'WorkerFailure';
}

/** What is asked of rows; hand the same object in with every block of a run. */
export interface PoolTask {
  readonly what: Task;
}

interface Job {
  task: PoolTask;
  block: Block;
  resolve: (found: Found) => void;
  reject: (reason: WorkerFailure) => void;
}
/** What the task collected in the block, if it collects anything. */
type Found = Uint32Array<ArrayBuffer> | null;
interface Running extends Job {
  giveBack: () => void;
}

class Member {
  readonly thread: Worker;
  readonly shared: Shared = nothingShared();
  readonly tasks = new Map<PoolTask, number>();
  readonly running: Running[] = [];
  /** interfaces that it was told of */
  interfaces = -1;

  constructor(file: URL) {
    this.thread = new Worker(file, { name: 'filter', resourceLimits: LIMITS });
    this.thread.unref(); // it keeps the process alive only while it works
  }

  send(message: ToWorker): void {
    this.thread.postMessage(message);
  }
}

export class WorkerPool {
  readonly #document: CaptureDocument;
  readonly #file: URL;
  readonly #members = new Set<Member>();
  readonly #waiting: Job[] = [];
  /** nobody waits for these: begun when nothing else is to be done */
  readonly #later: Job[] = [];
  readonly size: number;
  #lastTask = 0;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  /** `file`: what the threads run; tests run the source instead of what was built */
  constructor(document: CaptureDocument, file = BUILT, size = Math.min(MOST, availableParallelism())) {
    this.#document = document;
    this.#file = file;
    this.size = size;
  }

  /** Blocks worth having under way: so many that no worker waits. */
  get capacity(): number {
    return AT_ONCE * this.size;
  }

  /** Decides the open rows of a block. Rejects with WorkerFailure; a stopped block settles as it is. `later`: others go first. */
  decide(task: PoolTask, block: Block, later = false): Promise<Found> {
    if (this.#closed) return Promise.reject(new WorkerFailure('the capture is closed'));
    return new Promise((resolve, reject) => {
      (later ? this.#later : this.#waiting).push({ task, block, resolve, reject });
      this.#dispatch();
    });
  }

  /** A run is over: workers need not keep what they made of its task. */
  forget(task: PoolTask): void {
    for (const member of this.#members) {
      const number = member.tasks.get(task);
      if (number === undefined) continue;
      member.tasks.delete(task);
      member.send({ type: 'forget', task: number });
    }
  }

  /** Starts the workers, because there will be work soon. */
  warmUp(): void {
    while (!this.#closed && this.#members.size < this.size) this.#startWorker();
    this.#stopWhenIdle();
  }

  #dispatch(): void {
    while (this.#waiting.length + this.#later.length > 0) {
      const member = this.#free();
      // what comes later takes no worker that has something to do
      if (!member || (this.#waiting.length === 0 && member.running.length > 0)) return;
      const job = this.#waiting.shift() ?? this.#later.shift();
      if (!job) return;
      if (Atomics.load(job.block.stop, 0) === 0) this.#give(member, job);
      else job.resolve(null);
    }
  }

  /** The member with the least to do, null when all have enough. */
  #free(): Member | null {
    let best: Member | null = null;
    for (const member of this.#members) if (member.running.length < (best?.running.length ?? AT_ONCE)) best = member;
    if (best?.running.length === 0) return best;
    return this.#members.size < this.size ? this.#startWorker() : best;
  }

  #give(member: Member, job: Job): void {
    clearTimeout(this.#idle);
    let task = member.tasks.get(job.task);
    if (task === undefined) {
      task = ++this.#lastTask;
      member.tasks.set(job.task, task);
      member.send({ type: 'task', task, what: job.task.what });
    }
    const document = this.#document;
    const loan = document.lend();
    member.thread.ref();
    member.running.push({ ...job, giveBack: () => loan.giveBack() });
    member.send({
      type: 'block',
      task,
      block: job.block,
      capture: {
        analysis: document.analysis.share(member.shared),
        parts: loan.parts,
        interfaces: this.#newInterfaces(member),
        firstTimedRow: document.firstTimedRow,
        decodeAs: document.frameView.decodeAs?.rules ?? [],
        timeShift: document.timeShift,
      },
    });
  }

  #newInterfaces(member: Member): InterfaceInfo[] | null {
    const { interfaces } = this.#document;
    if (member.interfaces === interfaces.length) return null;
    member.interfaces = interfaces.length;
    return interfaces.map(({ name, description, linkType }) => ({ name, description, linkType }));
  }

  #startWorker(): Member {
    const member = new Member(this.#file);
    this.#members.add(member);
    member.thread.on('message', (message: FromWorker) => {
      if (message.type === 'failed') return this.#stop(member, message.detail);
      const job = member.running.shift();
      job?.giveBack();
      job?.resolve(message.found);
      this.#dispatch();
      if (member.running.length === 0) member.thread.unref();
      this.#stopWhenIdle();
    });
    member.thread.on('error', (error) => this.#stop(member, error instanceof Error ? (error.stack ?? '') : ''));
    member.thread.on('exit', (code) => this.#stop(member, `exit code ${code}`));
    return member;
  }

  #stop(member: Member, detail: string): void {
    if (!this.#members.delete(member)) return;
    void member.thread.terminate();
    for (const job of member.running.splice(0)) {
      job.giveBack();
      job.reject(new WorkerFailure(detail));
    }
    if (!this.#closed) this.#dispatch();
  }

  /** After a while without work the workers go: each of them takes some MB. */
  #stopWhenIdle(): void {
    clearTimeout(this.#idle);
    for (const { running } of this.#members) if (running.length > 0) return;
    this.#idle = setTimeout(() => this.#stopAll('idle'), IDLE_MS);
    this.#idle.unref();
  }

  #stopAll(detail: string): void {
    for (const member of [...this.#members]) this.#stop(member, detail);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#idle);
    this.#stopAll('closed');
    for (const job of [...this.#waiting.splice(0), ...this.#later.splice(0)]) job.reject(new WorkerFailure('closed'));
  }
}
